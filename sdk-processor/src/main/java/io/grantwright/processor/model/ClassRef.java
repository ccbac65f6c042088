package io.grantwright.processor.model;

import java.util.List;
import java.util.Set;

/**
 * The name of a class, taken apart.
 *
 * @param packageName the package; empty for the unnamed one
 * @param simpleNames the simple names, the outermost class first
 */
public record ClassRef(String packageName, List<String> simpleNames)
    implements Comparable<ClassRef> {
  /** Where packages begin, as a rule. */
  public static final Set<String> ROOTS =
      Set.of("app", "com", "de", "dev", "example", "io", "java", "net", "org");

  public ClassRef {
    simpleNames = List.copyOf(simpleNames);
  }

  public static ClassRef of(String packageName, String... simpleNames) {
    return new ClassRef(packageName, List.of(simpleNames));
  }

  /** The innermost simple name. */
  public String simpleName() {
    return simpleNames.get(simpleNames.size() - 1);
  }

  /** The canonical name, as written in an import. */
  public String canonicalName() {
    String name = String.join(".", simpleNames);
    return packageName.isEmpty() ? name : packageName + "." + name;
  }

  /** The top-level class that is generated for this one: {@code A.B} gives {@code A_BClient}. */
  public ClassRef generated(String suffix) {
    return of(packageName, String.join("_", simpleNames) + suffix);
  }

  @Override
  public int compareTo(ClassRef other) {
    return canonicalName().compareTo(other.canonicalName());
  }
}
