package io.grantwright.processor.render;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;

/** One file of generated source, laid out like all others. */
final class SourceFile {
  private SourceFile() {}

  static JavaFile of(String packageName, TypeSpec type) {
    return JavaFile.builder(packageName, type).skipJavaLangImports(true).indent("  ").build();
  }
}
