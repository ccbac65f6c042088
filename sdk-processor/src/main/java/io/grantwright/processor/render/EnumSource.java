package io.grantwright.processor.render;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.grantwright.processor.model.EnumModel;
import javax.lang.model.element.Modifier;

/** The companion of an enum: the names of its constants on the wire. */
public final class EnumSource {
  private EnumSource() {}

  /** Renders the companion. */
  public static JavaFile render(EnumModel model) {
    var type = JavaTypes.of(model.type());
    CodeBlock.Builder names = CodeBlock.builder();
    names.add("new $T<>($S, $T.values()", JavaTypes.ENUM_NAMES, model.type().simpleName(), type);
    model.constants().forEach(constant -> names.add(",$W$S", constant.wireName()));
    names.add(")");
    TypeSpec.Builder companion =
        TypeSpec.classBuilder(model.companion().simpleName())
            .addModifiers(JavaTypes.modifiers(model.visibility(), Modifier.FINAL))
            .addJavadoc("The names of {@link $T} on the wire.", type)
            .addAnnotation(JavaTypes.nullMarked())
            .addAnnotation(JavaTypes.generated())
            .addAnnotation(
                JavaTypes.fromSource(
                    model.type(),
                    model.documentation(),
                    model.constants().stream()
                        .map(
                            each ->
                                JavaTypes.member(
                                    each.name(),
                                    each.documentation(),
                                    java.util.List.of(),
                                    java.util.List.of()))
                        .toList()))
            .addField(
                FieldSpec.builder(
                        ParameterizedTypeName.get(JavaTypes.ENUM_NAMES, type),
                        "NAMES",
                        JavaTypes.modifiers(model.visibility(), Modifier.STATIC, Modifier.FINAL))
                    .addJavadoc("The names, in the order of the constants.")
                    .initializer(names.build())
                    .build())
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    JavaTypes.suppress(model.deprecations(), companion);
    return SourceFile.of(model.type().packageName(), companion.build());
  }
}
