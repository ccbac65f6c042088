package io.grantwright.sdk.features;

import io.grantwright.annotations.Discriminator;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Variant;
import io.grantwright.runtime.json.UnknownMembers;
import java.util.List;
import java.util.Optional;

/** What a drawing is made of; its {@code kind} says which. */
@Model
@Discriminator("kind")
public sealed interface Shape {
  /**
   * A circle.
   *
   * @param radius how far its edge is
   * @param rest what else the server sent, without the kind
   */
  @Model
  @Variant({"circle", "disc"})
  record Circle(double radius, UnknownMembers rest) implements Shape {}

  /** A point, with nothing to say. */
  @Model
  record OnePoint() implements Shape {}

  /**
   * Several shapes, which may be such groups themselves.
   *
   * @param shapes what it holds
   */
  @Model
  record Group(List<Shape> shapes) implements Shape {}

  /**
   * A shape of a newer server.
   *
   * @param kind what it calls it
   * @param note what it says about it
   */
  @Model
  @Variant(otherwise = true)
  record Other(String kind, Optional<String> note) implements Shape {}
}
