package io.grantwright.processor.render;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PROTECTED;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.grantwright.processor.model.UnionModel;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The companion of a union: which of its records is read and written. */
public final class UnionSource {
  private static final ClassName UNION = ClassName.get("io.grantwright.runtime.json", "Union");

  private final UnionModel model;
  private final ClassName type;
  private final ClassName companion;

  private UnionSource(UnionModel model) {
    this.model = model;
    this.type = JavaTypes.of(model.type());
    this.companion = JavaTypes.of(model.companion());
  }

  /** Renders the companion. */
  public static JavaFile render(UnionModel model) {
    // A type that each adapter inherits from JsonAdapter.
    return SourceFile.of(
        model.type().packageName(), new UnionSource(model).type(), List.of("Factory"));
  }

  private TypeSpec type() {
    TypeSpec.Builder spec =
        TypeSpec.classBuilder(companion)
            .superclass(ParameterizedTypeName.get(UNION, type))
            .addModifiers(JavaTypes.modifiers(model.visibility(), FINAL))
            .addJavadoc("Reads and writes each {@link $T}.", type)
            .addAnnotation(JavaTypes.nullMarked())
            .addAnnotation(JavaTypes.generated())
            .addAnnotation(JavaTypes.fromSource(model.type(), model.documentation(), List.of()))
            .addField(
                FieldSpec.builder(
                        companion,
                        "INSTANCE",
                        JavaTypes.modifiers(model.visibility(), STATIC, FINAL))
                    .addJavadoc("The only instance.")
                    .initializer("new $T()", companion)
                    .build())
            .addMethod(constructor())
            .addMethod(read())
            .addMethod(write());
    JavaTypes.suppress(model.deprecations(), spec);
    return spec.build();
  }

  private MethodSpec constructor() {
    CodeBlock.Builder names = CodeBlock.builder();
    model.variants().stream()
        .filter(variant -> !variant.otherwise())
        .forEach(variant -> names.add(",$W$S", variant.names().get(0)));
    return MethodSpec.constructorBuilder()
        .addModifiers(PRIVATE)
        .addStatement("super($S,$W$S$L)", type.simpleName(), model.discriminator(), names.build())
        .build();
  }

  private MethodSpec read() {
    MethodSpec.Builder read =
        MethodSpec.methodBuilder("read")
            .addAnnotation(Override.class)
            .addModifiers(PROTECTED)
            .returns(JavaTypes.nullable(type))
            .addParameter(String.class, "variant")
            .addParameter(JavaTypes.JSON_READER, "reader")
            .addException(IOException.class)
            .addCode("return switch (variant) {\n$>");
    for (UnionModel.Variant variant : model.variants()) {
      if (!variant.otherwise()) {
        read.addCode(
            "case $L -> $T.INSTANCE.fromJson(reader);\n",
            variant.names().stream()
                .map(name -> CodeBlock.of("$S", name))
                .collect(CodeBlock.joining(", ")),
            JavaTypes.companion(variant.type()));
      }
    }
    Optional<UnionModel.Variant> otherwise =
        model.variants().stream().filter(UnionModel.Variant::otherwise).findFirst();
    CodeBlock rest =
        otherwise
            .map(
                each ->
                    CodeBlock.of("$T.INSTANCE.fromJson(reader)", JavaTypes.companion(each.type())))
            .orElseGet(() -> CodeBlock.of("throw unknown(reader)"));
    return read.addCode("default -> $L;\n$<};\n", rest).build();
  }

  private MethodSpec write() {
    MethodSpec.Builder write =
        MethodSpec.methodBuilder("write")
            .addAnnotation(Override.class)
            .addModifiers(PROTECTED)
            .addParameter(JavaTypes.JSON_WRITER, "writer")
            .addParameter(type, "value")
            .addException(IOException.class);
    int number = 0;
    for (UnionModel.Variant variant : model.variants()) {
      String name = "variant" + ++number;
      write
          .beginControlFlow("if (value instanceof $T $L)", JavaTypes.of(variant.type()), name)
          .addStatement("$T.INSTANCE.toJson(writer, $L)", JavaTypes.companion(variant.type()), name)
          .endControlFlow();
    }
    return write.build();
  }
}
