package io.grantwright.processor.render;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.util.List;

/** One file of generated source, laid out like all others. */
final class SourceFile {
  private SourceFile() {}

  static JavaFile of(String packageName, TypeSpec type) {
    return of(packageName, type, List.of());
  }

  /**
   * @param inherited the simple names that mean something else inside the type, since it inherits
   *     types with these names
   */
  static JavaFile of(String packageName, TypeSpec type, List<String> inherited) {
    TypeSpec qualified = type.toBuilder().alwaysQualify(inherited.toArray(String[]::new)).build();
    // Imports of java.lang are written: the package may have an Object or a Record of its own.
    return JavaFile.builder(packageName, qualified).indent("  ").build();
  }
}
