package io.grantwright.processor.render;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import io.grantwright.processor.model.Capability;
import javax.lang.model.element.Modifier;

/** What a capability's class file would lose, kept for descriptors in other modules. */
public final class DescriptionSource {
  private DescriptionSource() {}

  /** Renders the description. */
  public static JavaFile render(Capability capability) {
    TypeSpec description =
        TypeSpec.classBuilder(capability.description().simpleName())
            .addModifiers(JavaTypes.modifiers(capability.visibility(), Modifier.FINAL))
            .addJavadoc(
                "The names and the documentation of {@link $T}, for the processor.",
                JavaTypes.of(capability.type()))
            .addAnnotation(JavaTypes.nullMarked())
            .addAnnotation(JavaTypes.generated())
            .addAnnotation(
                JavaTypes.fromSource(
                    capability.type(),
                    capability.documentation(),
                    capability.methods().stream()
                        .map(
                            method ->
                                JavaTypes.member(
                                    method.signature(),
                                    method.documentation(),
                                    method.parameters(),
                                    method.nullable()))
                        .toList()))
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
            .build();
    return SourceFile.of(capability.type().packageName(), description);
  }
}
