package io.grantwright.processor.render;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import io.grantwright.processor.model.ClassRef;

/** The form of every generated file. */
final class Files {
  private Files() {}

  static JavaFile of(ClassRef type, TypeSpec content) {
    return JavaFile.builder(type.packageName(), content)
        .indent("  ")
        .skipJavaLangImports(true)
        .build();
  }
}
