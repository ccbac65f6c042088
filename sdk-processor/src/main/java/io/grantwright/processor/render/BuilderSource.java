package io.grantwright.processor.render;

import static javax.lang.model.element.Modifier.ABSTRACT;
import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.grantwright.processor.model.Component;
import io.grantwright.processor.model.Presence;
import io.grantwright.processor.model.RecordModel;
import io.grantwright.processor.model.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The staged builder of a request: one stage for each required component, so that javac says what
 * is missing.
 */
final class BuilderSource {
  /** Beyond these, required components are checked in {@code build()}. */
  private static final int STAGES = 8;

  private final RecordModel model;
  private final ClassName record;
  private final ClassName builder;
  private final ClassName companion;
  private final List<Component> stages;

  BuilderSource(RecordModel model, ClassName companion) {
    this.model = model;
    this.record = JavaTypes.of(model.type());
    this.companion = companion;
    this.builder = companion.nestedClass("Builder");
    this.stages = model.components().stream().filter(this::isRequired).limit(STAGES).toList();
  }

  /** Adds the stages, the builder and the method that starts it. */
  void addTo(TypeSpec.Builder type) {
    type.addMethod(
        MethodSpec.methodBuilder("builder")
            .addModifiers(JavaTypes.modifiers(model.visibility(), STATIC))
            .addJavadoc("Starts a {@link $T}.\n\n@return the first stage", record)
            .returns(stage(0))
            .addStatement("return new $T()", builder)
            .build());
    for (int i = 0; i < stages.size(); i++) {
      type.addType(stageType(i));
    }
    type.addType(builderType());
  }

  private ClassName stage(int i) {
    return i == stages.size()
        ? builder
        : companion.nestedClass(JavaTypes.capitalized(stages.get(i).accessor()) + "Stage");
  }

  private TypeSpec stageType(int i) {
    Component component = stages.get(i);
    return TypeSpec.interfaceBuilder(stage(i))
        .addModifiers(JavaTypes.modifiers(model.visibility(), STATIC))
        .addJavadoc("Wants {@code $L}.", component.accessor())
        .addMethod(
            setter(component, stage(i + 1))
                .addModifiers(PUBLIC, ABSTRACT)
                .addJavadoc("@return the next stage")
                .build())
        .build();
  }

  private MethodSpec.Builder setter(Component component, TypeName next) {
    return MethodSpec.methodBuilder(component.accessor())
        .addJavadoc("Sets {@code $L}.\n\n", component.accessor())
        .addJavadoc("@param $L $L\n", name(component), documentation(component))
        .addParameter(JavaTypes.bare(component.type()), name(component))
        .returns(next);
  }

  private static String documentation(Component component) {
    String text = Doc.resolved(component.documentation());
    return text.isEmpty() ? "the value" : text;
  }

  private TypeSpec builderType() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(builder)
            .addModifiers(JavaTypes.modifiers(model.visibility(), STATIC, FINAL))
            .addJavadoc("Builds a {@link $T}.", record)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build());
    for (int i = 0; i < stages.size(); i++) {
      type.addSuperinterface(stage(i));
    }
    for (Component component : model.components()) {
      type.addField(field(component));
    }
    for (Component component : model.components()) {
      int i = stages.indexOf(component);
      MethodSpec.Builder setter = i < 0 ? setter(component, builder) : staged(component, i);
      setter.addModifiers(PUBLIC).addCode(assignment(component)).addStatement("return this");
      if (i < 0) {
        setter.addJavadoc("@return this builder");
      }
      type.addMethod(setter.build());
      if (component.presence() == Presence.MAYBE) {
        type.addMethod(clear(component));
      }
    }
    return type.addMethod(build()).build();
  }

  private MethodSpec clear(Component component) {
    return MethodSpec.methodBuilder("clear" + JavaTypes.capitalized(component.accessor()))
        .addModifiers(PUBLIC)
        .addJavadoc("Sends null for {@code $L}.\n\n@return this builder", component.accessor())
        .returns(builder)
        .addStatement("this.$L = $T.ofNull()", name(component), JavaTypes.MAYBE)
        .addStatement("return this")
        .build();
  }

  /** A stage's method has its documentation from the stage. */
  private MethodSpec.Builder staged(Component component, int i) {
    return MethodSpec.methodBuilder(component.accessor())
        .addAnnotation(Override.class)
        .addParameter(JavaTypes.bare(component.type()), name(component))
        .returns(stages.size() == i + 1 ? builder : stage(i + 1));
  }

  private FieldSpec field(Component component) {
    if (CompanionSource.isUnknown(component)) {
      return FieldSpec.builder(JavaTypes.UNKNOWN_MEMBERS, name(component), PRIVATE)
          .initializer("$T.EMPTY", JavaTypes.UNKNOWN_MEMBERS)
          .build();
    }
    if (component.presence() == Presence.OPTIONAL) {
      return FieldSpec.builder(JavaTypes.optional(component.type()), name(component), PRIVATE)
          .initializer("$T.empty()", Optional.class)
          .build();
    }
    if (component.presence() == Presence.MAYBE) {
      return FieldSpec.builder(JavaTypes.maybe(component.type()), name(component), PRIVATE)
          .initializer("$T.missing()", JavaTypes.MAYBE)
          .build();
    }
    return FieldSpec.builder(
            JavaTypes.nullable(JavaTypes.boxed(component.type())), name(component), PRIVATE)
        .build();
  }

  private static CodeBlock assignment(Component component) {
    String name = name(component);
    CodeBlock value = CodeBlock.of("$L", name);
    if (component.type() instanceof ValueType.ListOf) {
      value = CodeBlock.of("$T.copyOf($L)", List.class, name);
    } else if (!JavaTypes.bare(component.type()).isPrimitive()) {
      value = CodeBlock.of("$T.requireNonNull($L, $S)", Objects.class, name, component.accessor());
    }
    if (component.presence() == Presence.OPTIONAL) {
      value = CodeBlock.of("$T.of($L)", Optional.class, value);
    }
    if (component.presence() == Presence.MAYBE) {
      value = CodeBlock.of("$T.of($L)", JavaTypes.MAYBE, value);
    }
    return CodeBlock.builder().addStatement("this.$L = $L", name, value).build();
  }

  private MethodSpec build() {
    MethodSpec.Builder build =
        MethodSpec.methodBuilder("build")
            .addModifiers(PUBLIC)
            .returns(record)
            .addJavadoc("Builds the {@link $T}.\n\n@return the request", record);
    List<CodeBlock> arguments = new ArrayList<>();
    boolean checked = false;
    for (Component component : model.components()) {
      if (!isRequired(component)) {
        arguments.add(CodeBlock.of("$L", name(component)));
      } else if (stages.contains(component)) {
        arguments.add(CodeBlock.of("$T.requireNonNull($L)", Objects.class, name(component)));
      } else {
        checked = true;
        build
            .beginControlFlow("if ($L == null)", name(component))
            .addStatement(
                "throw new $T($S)",
                IllegalStateException.class,
                model.type().simpleName()
                    + " needs "
                    + component.accessor()
                    + ": call "
                    + component.accessor()
                    + "(...) before build().")
            .endControlFlow();
        arguments.add(CodeBlock.of("$L", name(component)));
      }
    }
    if (checked) {
      build.addJavadoc(
          "\n@throws $T if a required component is missing", IllegalStateException.class);
    }
    return build.addCode(JavaTypes.create(record, arguments)).build();
  }

  private static String name(Component component) {
    return JavaTypes.variable(component.accessor());
  }

  private boolean isRequired(Component component) {
    return component.presence() == Presence.REQUIRED && !CompanionSource.isUnknown(component);
  }
}
