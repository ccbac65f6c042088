package io.grantwright.processor.model;

import java.util.List;

/** An interface annotated {@code @Capability}: what its class file would lose. */
public record Capability(
    ClassRef type,
    Visibility visibility,
    List<Method> methods,
    String documentation,
    List<Flaw> flaws,
    Origin origin) {
  public Capability {
    methods = List.copyOf(methods);
    flaws = List.copyOf(flaws);
  }

  /** The class that is generated for it. */
  public ClassRef description() {
    return type.generated("Description");
  }

  /**
   * One method.
   *
   * @param signature its name with its erased parameter types, as in {@code
   *     "find(java.lang.String)"}
   */
  public record Method(
      String signature, String documentation, List<String> parameters, List<String> nullable) {
    public Method {
      parameters = List.copyOf(parameters);
      nullable = List.copyOf(nullable);
    }
  }
}
