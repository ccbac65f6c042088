package io.grantwright.processor.render;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.grantwright.processor.model.Component;
import io.grantwright.processor.model.Presence;
import io.grantwright.processor.model.RecordModel;
import io.grantwright.processor.model.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The companion of a record: its reader and writer. */
public final class CompanionSource {
  private final RecordModel model;
  private final ClassName type;
  private final List<Component> components;

  private CompanionSource(RecordModel model) {
    this.model = model;
    this.type = Names.of(model.type());
    this.components = model.components();
  }

  public static JavaFile render(RecordModel model) {
    return Files.of(model.companion(), new CompanionSource(model).companion());
  }

  private TypeSpec companion() {
    ClassName self = Names.of(model.companion());
    TypeSpec.Builder companion =
        TypeSpec.classBuilder(self)
            .addJavadoc("Reads and writes {@link $T}.\n", type)
            .superclass(
                ParameterizedTypeName.get(
                    ClassName.get(Names.RUNTIME + ".json", "Companion"), type))
            .addField(
                FieldSpec.builder(
                        self, "INSTANCE", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
                    .addJavadoc("The only one.\n")
                    .initializer("new $T()", self)
                    .build())
            .addField(names())
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addModifiers(Modifier.PRIVATE)
                    .addStatement("super($S)", model.type().simpleName())
                    .build())
            .addMethod(readMembers())
            .addMethod(writeMembers());
    Names.modify(companion, model.visibility());
    if (components.stream().allMatch(each -> each.inBody() && isText(each))) {
      companion.addMethod(writeFields());
    }
    return companion.build();
  }

  /** Whether the members of this record are all that it is made of. */
  public static boolean reads(RecordModel model) {
    long names = model.components().stream().mapToLong(each -> 1L + each.aliases().size()).sum();
    return !model.failure()
        && names <= Long.SIZE
        && model.components().stream().allMatch(Component::inBody);
  }

  private FieldSpec names() {
    List<CodeBlock> names = new ArrayList<>();
    members().forEach(each -> names.add(CodeBlock.of("$S", each.wireName())));
    members()
        .forEach(each -> each.aliases().forEach(alias -> names.add(CodeBlock.of("$S", alias))));
    return FieldSpec.builder(
            Names.JSON_READER.nestedClass("Options"),
            "NAMES",
            Modifier.PRIVATE,
            Modifier.STATIC,
            Modifier.FINAL)
        .initializer(
            "$T.Options.of($L)", Names.JSON_READER, names.stream().collect(CodeBlock.joining(", ")))
        .build();
  }

  private MethodSpec readMembers() {
    CodeBlock.Builder body = CodeBlock.builder();
    for (Component member : members()) {
      body.addStatement("$T $N_ = null", Values.type(member.type()), member.accessor());
    }
    TypeName collector = Names.UNKNOWN_MEMBERS.nestedClass("Collector");
    body.addStatement("$T collector_ = null", collector).addStatement("long seen_ = 0L");
    body.beginControlFlow("while (reader.hasNext())")
        .addStatement("int member_ = reader.selectName(NAMES)")
        .beginControlFlow("if (member_ >= 0)")
        .addStatement("seen_ = $T.once(seen_, member_, reader)", Names.DECODE)
        .endControlFlow()
        .beginControlFlow("switch (member_)");
    int index = 0;
    for (Component member : members()) {
      body.addStatement(
          "case $L -> $N_ = $L.fromJson(reader)",
          index++,
          member.accessor(),
          Values.adapter(member.type()));
    }
    for (Component member : members()) {
      for (int i = 0; i < member.aliases().size(); i++) {
        body.beginControlFlow("case $L ->", index++)
            .addStatement(
                "$T alias_ = $L.fromJson(reader)",
                Values.type(member.type()),
                Values.adapter(member.type()))
            .addStatement("$1N_ = $1N_ == null ? alias_ : $1N_", member.accessor())
            .endControlFlow();
      }
    }
    body.addStatement(
        "default -> collector_ = $T.$L(reader, collector_)",
        Names.UNKNOWN_MEMBERS,
        members().size() < components.size() ? "keep" : "skip");
    body.endControlFlow().endControlFlow();
    body.addStatement(
        "return new $T($L)",
        type,
        components.stream().map(CompanionSource::argument).collect(CodeBlock.joining(", ")));
    return MethodSpec.methodBuilder("readMembers")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .returns(type)
        .addParameter(Names.JSON_READER, "reader")
        .addException(IOException.class)
        .addCode(body.build())
        .build();
  }

  private static CodeBlock argument(Component component) {
    if (component.type() instanceof ValueType.UnknownMembers) {
      return CodeBlock.of("$T.of(collector_)", Names.UNKNOWN_MEMBERS);
    }
    return switch (component.presence()) {
      case REQUIRED ->
          CodeBlock.of(
              "$T.required($N_, $S, reader)",
              Names.DECODE,
              component.accessor(),
              component.wireName());
      case OPTIONAL ->
          CodeBlock.of("$T.ofNullable($N_)", java.util.Optional.class, component.accessor());
      case NULLABLE -> CodeBlock.of("$N_", component.accessor());
    };
  }

  private MethodSpec writeMembers() {
    CodeBlock.Builder body = CodeBlock.builder();
    for (Component component : components) {
      if (component.type() instanceof ValueType.UnknownMembers) {
        continue;
      }
      CodeBlock adapter = Values.adapter(component.type());
      whenPresent(
          component,
          body,
          CodeBlock.builder()
              .addStatement("writer.name($S)", component.wireName())
              .addStatement("$L.toJson(writer, $L)", adapter, value(component))
              .build());
    }
    for (Component component : components) {
      if (component.type() instanceof ValueType.UnknownMembers) {
        body.addStatement("value.$N().writeTo(writer)", component.accessor());
      }
    }
    return MethodSpec.methodBuilder("writeMembers")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(Names.JSON_WRITER, "writer")
        .addParameter(type, "value")
        .addException(IOException.class)
        .addCode(body.build())
        .build();
  }

  private MethodSpec writeFields() {
    CodeBlock.Builder body = CodeBlock.builder();
    for (Component component : members()) {
      whenPresent(
          component,
          body,
          CodeBlock.builder()
              .addStatement(
                  "fields.$L($S, $L)",
                  component.sensitive() ? "addSensitive" : "add",
                  component.wireName(),
                  Values.text(component.type(), value(component)))
              .build());
    }
    return MethodSpec.methodBuilder("writeFields")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(type, "value")
        .addParameter(ClassName.get(Names.RUNTIME + ".endpoint", "Fields"), "fields")
        .addCode(body.build())
        .build();
  }

  private static void whenPresent(Component component, CodeBlock.Builder body, CodeBlock code) {
    switch (component.presence()) {
      case REQUIRED -> body.add(code);
      case OPTIONAL ->
          body.beginControlFlow("if (value.$N().isPresent())", component.accessor())
              .add(code)
              .endControlFlow();
      case NULLABLE ->
          body.addStatement(
                  "$T $N_ = value.$N()",
                  Values.type(component.type()),
                  component.accessor(),
                  component.accessor())
              .beginControlFlow("if ($N_ != null)", component.accessor())
              .add(code)
              .endControlFlow();
    }
  }

  private static CodeBlock value(Component component) {
    if (component.presence() == Presence.NULLABLE) {
      return CodeBlock.of("$N_", component.accessor());
    }
    return CodeBlock.of(
        component.presence() == Presence.OPTIONAL ? "value.$N().get()" : "value.$N()",
        component.accessor());
  }

  private static boolean isText(Component component) {
    return component.type() instanceof ValueType.UnknownMembers || Values.hasText(component.type());
  }

  private List<Component> members() {
    return components.stream()
        .filter(each -> !(each.type() instanceof ValueType.UnknownMembers))
        .toList();
  }
}
