package io.grantwright.samples.forge;

import io.grantwright.annotations.Model;
import java.util.List;
import java.util.Optional;

/** The pages of lists that change while they are read, so that a cursor says where one was. */
public final class Listing {
  private Listing() {}

  /**
   * People.
   *
   * @param people those of this page
   * @param next where the next page begins
   */
  @Model
  public record People(List<Person> people, Optional<String> next) {}

  /**
   * Repositories.
   *
   * @param repositories those of this page
   * @param next where the next page begins
   */
  @Model
  public record Repositories(List<Repository> repositories, Optional<String> next) {}

  /**
   * Issues.
   *
   * @param issues those of this page
   * @param next where the next page begins
   */
  @Model
  public record Issues(List<Issue> issues, Optional<String> next) {}

  /**
   * What was found.
   *
   * @param found the hits of this page, the best first
   * @param total how many there are
   * @param pages how many pages there are
   */
  @Model
  public record Hits(List<Hit> found, long total, int pages) {}
}
