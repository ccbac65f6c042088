package io.grantwright.processor.model;

import java.util.Comparator;
import java.util.List;

/**
 * An enum annotated {@code @Model}, its constants in the order of their declaration.
 *
 * @param deprecations the warnings that its companion gets for what it names
 */
public record EnumModel(
    ClassRef type,
    Visibility visibility,
    List<Constant> constants,
    String documentation,
    List<String> deprecations,
    List<Flaw> flaws,
    Origin origin) {
  public EnumModel {
    constants = List.copyOf(constants);
    deprecations = List.copyOf(deprecations);
    flaws = List.copyOf(flaws);
  }

  /** The class that is generated for it. */
  public ClassRef companion() {
    return type.generated("Companion");
  }

  /** The same with its constants by name: class files do not keep their order in each compiler. */
  public EnumModel sorted() {
    return new EnumModel(
        type,
        visibility,
        constants.stream().sorted(Comparator.comparing(Constant::name)).toList(),
        documentation,
        deprecations,
        flaws,
        origin);
  }

  /** One constant. */
  public record Constant(String name, String wireName, String documentation, Origin origin) {}
}
