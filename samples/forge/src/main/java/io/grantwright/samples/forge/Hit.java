package io.grantwright.samples.forge;

import io.grantwright.annotations.Discriminator;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Variant;

/** Something that was found; its {@code type} says what. */
@Model
@Discriminator("type")
public sealed interface Hit {
  /**
   * A person.
   *
   * @param login the name of the account
   */
  @Model
  @Variant("person")
  record OfPerson(String login) implements Hit {}

  /**
   * A line of a file.
   *
   * @param repository where the file is
   * @param path which file it is
   * @param line the number of the line
   * @param text what the line says
   */
  @Model
  @Variant("line")
  record OfLine(String repository, String path, int line, String text) implements Hit {}

  /**
   * Something that a newer server finds.
   *
   * @param type what it calls it
   */
  @Model
  @Variant(otherwise = true)
  record Other(String type) implements Hit {}
}
