package io.grantwright.processor.model;

import java.util.List;

/**
 * What a type annotated {@code @Fakes} asks for.
 *
 * @param flaws the names that are no descriptors
 */
public record Fakes(List<Fake> fakes, List<Flaw> flaws, Origin origin) {
  public Fakes {
    fakes = List.copyOf(fakes);
    flaws = List.copyOf(flaws);
  }
}
