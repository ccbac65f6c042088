package io.grantwright.samples.forge;

import io.grantwright.annotations.Discriminator;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Variant;

/** Something that happens in a repository; its {@code kind} says what. */
@Model
@Discriminator("kind")
public sealed interface Happening {
  /**
   * Commits came.
   *
   * @param branch the branch
   * @param commit the newest commit
   */
  @Model
  record Pushed(String branch, String commit) implements Happening {}

  /**
   * Somebody said something.
   *
   * @param issue where
   * @param comment what
   */
  @Model
  record Commented(int issue, Issue.Comment comment) implements Happening {}

  /**
   * Something of a newer server.
   *
   * @param kind what it calls it
   */
  @Model
  @Variant(otherwise = true)
  record Other(String kind) implements Happening {}
}
