package io.grantwright.processor;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import io.grantwright.processor.model.ClassRef;

/** Renders classes without content: enough where a test is not about what is rendered. */
final class Shells {
  static final Renderers RENDERERS =
      new Renderers(
          descriptor -> shell(descriptor.client()),
          model -> shell(model.companion()),
          model -> shell(model.exception()),
          model -> shell(model.companion()),
          model -> shell(model.companion()),
          capability -> shell(capability.description()),
          fake -> shell(fake.type()));

  private Shells() {}

  private static JavaFile shell(ClassRef type) {
    return JavaFile.builder(type.packageName(), TypeSpec.classBuilder(type.simpleName()).build())
        .build();
  }
}
