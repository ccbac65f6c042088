package io.grantwright.samples.forge;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.annotations.Query;
import io.grantwright.runtime.json.Maybe;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Something to be done, or to be talked about.
 *
 * @param number its number in the repository
 * @param title its title
 * @param text what it is about
 * @param state whether it is done
 * @param author who wrote it
 * @param labels its labels
 * @param dueOn when it should be done
 * @param openedAt when it was written
 */
@Model
@Naming(Naming.Case.SNAKE)
public record Issue(
    int number,
    String title,
    Optional<String> text,
    State state,
    String author,
    List<Label> labels,
    Optional<LocalDate> dueOn,
    Instant openedAt) {

  /** Whether an issue is done. */
  @Model
  public enum State {
    /** It is not. */
    OPEN,
    /** It is. */
    CLOSED
  }

  /**
   * A new issue.
   *
   * @param title its title
   * @param text what it is about
   * @param labels the names of its labels
   * @param dueOn when it should be done
   */
  @Model(request = true)
  @Naming(Naming.Case.SNAKE)
  public record New(
      String title, Optional<String> text, List<String> labels, Optional<LocalDate> dueOn) {}

  /**
   * What is to change.
   *
   * @param title its title
   * @param text what it is about; null removes it
   * @param state whether it is done
   * @param dueOn when it should be done; null removes the day
   */
  @Model(request = true)
  @Naming(Naming.Case.SNAKE)
  public record Changes(
      Optional<String> title, Maybe<String> text, Optional<State> state, Maybe<LocalDate> dueOn) {}

  /**
   * Which issues are listed.
   *
   * @param state only those in this state
   * @param label only those with all of these labels
   * @param since only those that have changed since
   * @param cursor where to begin
   */
  @Model(request = true)
  public record Filter(
      @Query Optional<State> state,
      @Query List<String> label,
      @Query Optional<Instant> since,
      @Query Optional<String> cursor) {}

  /**
   * A label.
   *
   * @param name its name
   * @param color its color, as in {@code #00ff00}
   */
  @Model
  public record Label(String name, String color) {}

  /**
   * A comment.
   *
   * @param id its number
   * @param author who wrote it
   * @param text what it says
   * @param writtenAt when it was written
   */
  @Model
  @Naming(Naming.Case.SNAKE)
  public record Comment(long id, String author, String text, Instant writtenAt) {}
}
