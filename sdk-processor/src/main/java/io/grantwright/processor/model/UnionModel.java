package io.grantwright.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * A sealed interface annotated {@code @Model}, whose records a member of the JSON tells apart.
 *
 * @param discriminator the name of that member
 * @param deprecations the warnings that its companion gets for what it names
 * @param flaws what is wrong with it beyond what its parts show
 * @param discriminatorOrigin where the name of the member stands
 */
public record UnionModel(
    ClassRef type,
    Visibility visibility,
    String discriminator,
    List<Variant> variants,
    String documentation,
    List<String> deprecations,
    List<Flaw> flaws,
    Origin discriminatorOrigin,
    Origin origin) {
  public UnionModel {
    variants = List.copyOf(variants);
    deprecations = List.copyOf(deprecations);
    flaws = List.copyOf(flaws);
  }

  /** The class that is generated for it. */
  public ClassRef companion() {
    return type.generated("Companion");
  }

  /**
   * One permitted type.
   *
   * @param names what the member says for it; the first is written
   * @param otherwise whether it takes what no other one stands for
   * @param modelled whether it is a record with a companion, or one that gets it in this
   *     compilation
   * @param keeper its component for the member; empty if it has none
   */
  public record Variant(
      ClassRef type,
      List<String> names,
      boolean otherwise,
      boolean modelled,
      Optional<Component> keeper,
      Origin origin) {
    public Variant {
      names = List.copyOf(names);
    }
  }
}
