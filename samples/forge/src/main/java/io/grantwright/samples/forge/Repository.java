package io.grantwright.samples.forge;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.json.Maybe;
import io.grantwright.runtime.json.OpenEnum;
import io.grantwright.runtime.json.UnknownMembers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A repository.
 *
 * @param owner whose it is
 * @param name its name, which its owner has once
 * @param about what it is for
 * @param visibility who sees it
 * @param mainBranch the branch that is shown first
 * @param topics what it is about
 * @param languages the bytes in each language
 * @param madeAt when it was made
 * @param rest what a newer server says
 */
@Model
@Naming(Naming.Case.SNAKE)
public record Repository(
    String owner,
    String name,
    Optional<String> about,
    OpenEnum<Visibility> visibility,
    String mainBranch,
    List<String> topics,
    Map<String, Long> languages,
    Instant madeAt,
    UnknownMembers rest) {

  /** Who sees a repository. */
  @Model
  public enum Visibility {
    /** All. */
    PUBLIC,
    /** Those who have an account. */
    INTERNAL,
    /** Its members. */
    PRIVATE
  }

  /**
   * A new repository.
   *
   * @param name its name
   * @param visibility who sees it
   * @param about what it is for
   * @param topics what it is about
   */
  @Model(request = true)
  public record New(
      String name, Visibility visibility, Optional<String> about, Optional<List<String>> topics) {}

  /**
   * What is to change.
   *
   * @param about what it is for; null removes it
   * @param visibility who sees it
   * @param mainBranch the branch that is shown first
   * @param topics what it is about; null removes all
   */
  @Model(request = true)
  @Naming(Naming.Case.SNAKE)
  public record Changes(
      Maybe<String> about,
      Optional<Visibility> visibility,
      Optional<String> mainBranch,
      Maybe<List<String>> topics) {}

  /**
   * A branch.
   *
   * @param name its name
   * @param commit what it points to
   * @param guarded whether only some may change it
   */
  @Model
  public record Branch(String name, String commit, boolean guarded) {}

  /**
   * A commit.
   *
   * @param id its hash
   * @param message what it says
   * @param author who wrote it
   * @param writtenAt when it was written
   * @param parents what it follows
   */
  @Model
  @Naming(Naming.Case.SNAKE)
  public record Commit(
      String id, String message, String author, Instant writtenAt, List<String> parents) {}
}
