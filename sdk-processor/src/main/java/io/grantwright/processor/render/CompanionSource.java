package io.grantwright.processor.render;

import static java.util.stream.Collectors.joining;
import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PROTECTED;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeSpec;
import io.grantwright.processor.model.Component;
import io.grantwright.processor.model.Presence;
import io.grantwright.processor.model.RecordModel;
import io.grantwright.processor.model.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The companion of a record: its reader and writer, and its builder if it is a request. */
public final class CompanionSource {
  /** Each bit of a {@code long} stands for one member. */
  private static final int MEMBERS_PER_WORD = Long.SIZE;

  private final RecordModel model;
  private final ClassName record;
  private final ClassName companion;
  private final List<Component> members;
  private final NameAllocator locals = new NameAllocator();
  private final NameAllocator constants = new NameAllocator();

  private CompanionSource(RecordModel model) {
    this.model = model;
    this.record = JavaTypes.of(model.type());
    this.companion = JavaTypes.of(model.companion());
    this.members =
        model.components().stream()
            .filter(Component::inBody)
            .filter(component -> !isUnknown(component))
            .toList();
    for (String taken :
        List.of("reader", "member", "unknown", "headers", "body", "writer", "value", "fields")) {
      locals.newName(taken, taken);
    }
    for (int word = 0; word < words(); word++) {
      locals.newName(seen(word), seen(word));
    }
    constants.newName("INSTANCE", "INSTANCE");
    constants.newName("NAMES", "NAMES");
    for (Component component : model.components()) {
      String constant = constants.newName(JavaTypes.constant(component.accessor()), component);
      locals.newName(constant, constant);
    }
    locals.newName("INSTANCE", "INSTANCE");
    locals.newName("NAMES", "NAMES");
    for (Component component : model.components()) {
      locals.newName(JavaTypes.variable(component.accessor()), component);
    }
  }

  /** Renders the companion. */
  public static JavaFile render(RecordModel model) {
    // A type that each companion inherits from JsonAdapter.
    return SourceFile.of(
        model.type().packageName(), new CompanionSource(model).type(), List.of("Factory"));
  }

  private TypeSpec type() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(companion)
            .superclass(ParameterizedTypeName.get(JavaTypes.COMPANION, record))
            .addModifiers(JavaTypes.modifiers(model.visibility(), FINAL))
            .addJavadoc("Reads and writes {@link $T}.", record)
            .addAnnotation(JavaTypes.nullMarked())
            .addAnnotation(JavaTypes.generated())
            .addAnnotation(
                JavaTypes.fromSource(
                    model.type(),
                    model.documentation(),
                    model.components().stream().map(JavaTypes::member).toList()))
            .addField(
                FieldSpec.builder(
                        companion,
                        "INSTANCE",
                        JavaTypes.modifiers(model.visibility(), STATIC, FINAL))
                    .addJavadoc("The only instance.")
                    .initializer("new $T()", companion)
                    .build());
    JavaTypes.suppress(model.deprecations(), type);
    if (hasNames() && !isOnlySent()) {
      type.addField(names());
    }
    for (Component component : members) {
      if (JavaTypes.composed(component.type())) {
        type.addField(
            FieldSpec.builder(
                    ParameterizedTypeName.get(
                        JavaTypes.JSON_ADAPTER, JavaTypes.boxed(component.type())),
                    constants.get(component),
                    PRIVATE,
                    STATIC,
                    FINAL)
                .initializer(JavaTypes.constant(component.type()))
                .build());
      }
    }
    type.addMethod(
        MethodSpec.constructorBuilder()
            .addModifiers(PRIVATE)
            .addStatement("super($S)", model.type().simpleName())
            .build());
    readers().forEach(type::addMethod);
    type.addMethod(writeMembers());
    if (members.stream()
        .allMatch(
            member -> JavaTypes.textual(member.type()) && member.presence() != Presence.MAYBE)) {
      type.addMethod(writeFields());
    }
    if (model.failure()) {
      type.addSuperinterface(ParameterizedTypeName.get(JavaTypes.DECLARED_FAILURE, record));
      type.addMethod(exception());
    }
    if (model.request()) {
      new BuilderSource(model, companion).addTo(type);
    }
    return type.build();
  }

  private FieldSpec names() {
    CodeBlock.Builder names = CodeBlock.builder();
    String separator = "";
    for (Component member : members) {
      names.add(separator + "$S", member.wireName());
      separator = ",$W";
    }
    for (Component member : members) {
      member.aliases().forEach(alias -> names.add(",$W$S", alias));
    }
    for (RecordModel.Tag tag : model.tags()) {
      names.add(separator + "$S", tag.name());
      separator = ",$W";
    }
    ClassName options = JavaTypes.JSON_READER.nestedClass("Options");
    return FieldSpec.builder(options, "NAMES", PRIVATE, STATIC, FINAL)
        .initializer("$T.of($L)", options, names.build())
        .build();
  }

  private List<MethodSpec> readers() {
    boolean fromHeaders =
        model.components().stream().anyMatch(each -> each.place() == Component.Place.HEADER);
    MethodSpec.Builder readMembers =
        MethodSpec.methodBuilder("readMembers")
            .addAnnotation(Override.class)
            .addModifiers(PROTECTED)
            .returns(record)
            .addParameter(JavaTypes.JSON_READER, "reader")
            .addException(IOException.class);
    if (isOnlySent()) {
      return List.of(
          readMembers
              .addStatement(
                  "throw new $T($S)",
                  IllegalStateException.class,
                  model.type().simpleName() + " is only sent: parts of it are in the URL.")
              .build());
    }
    // A record without components says all by being the answer, as one to a status without a body.
    boolean bare = model.components().isEmpty() && model.tags().isEmpty();
    if (!fromHeaders) {
      readMembers.addCode(readLoop()).addCode(create());
      if (!bare) {
        return List.of(readMembers.build());
      }
    } else {
      readMembers.addStatement(
          "throw new $T($S)",
          IllegalStateException.class,
          model.type().simpleName() + " is read from an answer, with its headers.");
    }
    boolean readsBody = !members.isEmpty() || unknown().isPresent();
    MethodSpec.Builder fromAnswer =
        MethodSpec.methodBuilder("fromAnswer")
            .addAnnotation(Override.class)
            .addModifiers(PUBLIC)
            .returns(record)
            .addParameter(JavaTypes.HEADERS, "headers")
            .addParameter(JavaTypes.nullable(JavaTypes.JSON_READER), "body")
            .addException(IOException.class);
    if (readsBody) {
      fromAnswer.addStatement(
          "$T reader = $T.beginObject(body)", JavaTypes.JSON_READER, JavaTypes.DECODE);
      fromAnswer.addCode(readLoop());
      fromAnswer.addStatement("reader.endObject()");
    }
    fromAnswer.addCode(create());
    List<MethodSpec> methods = new ArrayList<>(List.of(readMembers.build(), fromAnswer.build()));
    if (!readsBody) {
      methods.add(
          MethodSpec.methodBuilder("readsBody")
              .addAnnotation(Override.class)
              .addModifiers(PUBLIC)
              .returns(boolean.class)
              .addStatement("return false")
              .build());
    }
    return methods;
  }

  private boolean isOnlySent() {
    return model.components().stream()
        .map(Component::place)
        .anyMatch(each -> each == Component.Place.PATH || each == Component.Place.QUERY);
  }

  private CodeBlock readLoop() {
    CodeBlock.Builder code = CodeBlock.builder();
    for (Component member : members) {
      if (member.presence() == Presence.MAYBE) {
        code.addStatement(
            "$T $L = $T.missing()",
            JavaTypes.maybe(member.type()),
            locals.get(member),
            JavaTypes.MAYBE);
        continue;
      }
      code.addStatement("$T $L = null", JavaTypes.boxed(member.type()), locals.get(member));
    }
    code.addStatement("$T unknown = null", JavaTypes.COLLECTOR);
    for (int word = 0; word < words(); word++) {
      code.addStatement("long $L = 0L", seen(word));
    }
    String other = unknown().isPresent() ? "keep" : "skip";
    code.beginControlFlow("while (reader.hasNext())");
    if (!hasNames()) {
      code.addStatement("unknown = $T.$L(reader, unknown)", JavaTypes.UNKNOWN_MEMBERS, other);
      return code.endControlFlow().build();
    }
    code.addStatement("int member = reader.selectName(NAMES)");
    for (int word = 0; word < words(); word++) {
      String bounds =
          word == 0
              ? words() == 1 ? "member >= 0" : "member >= 0 && member < " + MEMBERS_PER_WORD
              : "member >= "
                  + word * MEMBERS_PER_WORD
                  + (word == words() - 1 ? "" : " && member < " + (word + 1) * MEMBERS_PER_WORD);
      code.beginControlFlow("if ($L)", bounds)
          .addStatement("$1L = $2T.once($1L, member, reader)", seen(word), JavaTypes.DECODE)
          .endControlFlow();
    }
    code.beginControlFlow("switch (member)");
    int number = 0;
    for (Component member : members) {
      code.addStatement("case $L -> $L = $L", number++, locals.get(member), read(member));
    }
    for (Component member : members) {
      if (!member.aliases().isEmpty()) {
        int first = number;
        number += member.aliases().size();
        code.beginControlFlow(
                "case $L ->",
                IntStream.range(first, number).mapToObj(String::valueOf).collect(joining(", ")))
            .beginControlFlow(
                member.presence() == Presence.MAYBE ? "if ($L.isMissing())" : "if ($L == null)",
                locals.get(member))
            .addStatement("$L = $L", locals.get(member), read(member))
            .nextControlFlow("else")
            .addStatement("reader.skipValue()")
            .endControlFlow()
            .endControlFlow();
      }
    }
    for (int i = 0; i < model.tags().size(); i++) {
      code.addStatement("case $L -> reader.skipValue()", number++);
    }
    code.addStatement(
        "default -> unknown = $T.$L(reader, unknown)", JavaTypes.UNKNOWN_MEMBERS, other);
    return code.endControlFlow().endControlFlow().build();
  }

  private CodeBlock read(Component member) {
    return member.presence() == Presence.MAYBE
        ? CodeBlock.of("$T.read($L, reader)", JavaTypes.MAYBE, adapter(member))
        : CodeBlock.of("$L.fromJson(reader)", adapter(member));
  }

  /** Whether there is a member to look for. */
  private boolean hasNames() {
    return !members.isEmpty() || !model.tags().isEmpty();
  }

  private CodeBlock create() {
    return JavaTypes.create(record, model.components().stream().map(this::argument).toList());
  }

  private CodeBlock argument(Component component) {
    if (isUnknown(component)) {
      return CodeBlock.of("$T.of(unknown)", JavaTypes.UNKNOWN_MEMBERS);
    }
    boolean header = component.place() == Component.Place.HEADER;
    CodeBlock value = header ? header(component) : CodeBlock.of("$L", locals.get(component));
    return switch (component.presence()) {
      case OPTIONAL -> CodeBlock.of("$T.ofNullable($L)", Optional.class, value);
      case NULLABLE, MAYBE -> value;
      case REQUIRED ->
          header
              ? CodeBlock.of(
                  "$T.requiredHeader($L, $S)", JavaTypes.DECODE, value, component.wireName())
              : CodeBlock.of(
                  unknown().isPresent()
                      ? "$T.required($L, $S, reader, unknown)"
                      : "$T.required($L, $S, reader)",
                  JavaTypes.DECODE,
                  value,
                  component.wireName());
    };
  }

  private static CodeBlock header(Component component) {
    ValueType type = component.type();
    if (type instanceof ValueType.Enumeration constant) {
      return CodeBlock.of(
          "$T.enumHeader(headers, $S, $T.NAMES)",
          JavaTypes.DECODE,
          component.wireName(),
          JavaTypes.companion(constant.type()));
    }
    if (type instanceof ValueType.OpenEnumeration open) {
      return CodeBlock.of(
          "$T.openEnumHeader(headers, $S, $T.NAMES)",
          JavaTypes.DECODE,
          component.wireName(),
          JavaTypes.companion(open.type()));
    }
    String method = "header";
    if (type instanceof ValueType.Text text) {
      method =
          switch (text.kind()) {
            case STRING -> "header";
            case SECRET -> "secretHeader";
            case SENSITIVE_URI -> "sensitiveUriHeader";
            case URI -> "uriHeader";
            case INSTANT -> "instantHeader";
            case OFFSET_DATE_TIME -> "offsetDateTimeHeader";
            case LOCAL_DATE -> "localDateHeader";
            case LOCAL_DATE_TIME -> "localDateTimeHeader";
          };
    } else if (type instanceof ValueType.Scalar scalar) {
      method =
          switch (scalar.kind()) {
            case INT -> "intHeader";
            case LONG -> "longHeader";
            case DOUBLE -> "doubleHeader";
            case BOOLEAN -> "booleanHeader";
          };
    }
    boolean date = type instanceof ValueType.Text text && text.kind().isDate();
    return CodeBlock.of(
        "$T.$L(headers, $S)",
        date ? JavaTypes.DATES : JavaTypes.DECODE,
        method,
        component.wireName());
  }

  private MethodSpec writeMembers() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("writeMembers")
            .addAnnotation(Override.class)
            .addModifiers(PUBLIC)
            .addParameter(JavaTypes.JSON_WRITER, "writer")
            .addParameter(record, "value")
            .addException(IOException.class);
    for (RecordModel.Tag tag : model.tags()) {
      method.addStatement("writer.name($S).value($S)", tag.name(), tag.value());
    }
    for (Component member : members) {
      if (member.presence() == Presence.MAYBE) {
        method.addStatement(
            "value.$L().writeTo(writer, $S, $L)",
            member.accessor(),
            member.wireName(),
            adapter(member));
        continue;
      }
      method.addCode(
          ifPresent(
              member,
              present ->
                  CodeBlock.builder()
                      .addStatement("writer.name($S)", member.wireName())
                      .addStatement("$L.toJson(writer, $L)", adapter(member), present)
                      .build()));
    }
    unknown().ifPresent(each -> method.addStatement("value.$L().writeTo(writer)", each.accessor()));
    return method.build();
  }

  private MethodSpec writeFields() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("writeFields")
            .addAnnotation(Override.class)
            .addModifiers(PUBLIC)
            .addParameter(record, "value")
            .addParameter(JavaTypes.FIELDS, "fields");
    for (RecordModel.Tag tag : model.tags()) {
      method.addStatement("fields.add($S, $S)", tag.name(), tag.value());
    }
    for (Component member : members) {
      method.addCode(ifPresent(member, present -> addField(member, present)));
    }
    return method.build();
  }

  private CodeBlock addField(Component member, CodeBlock present) {
    String add = member.sensitive() ? "addSensitive" : "add";
    if (!(member.type() instanceof ValueType.ListOf list)) {
      return CodeBlock.builder()
          .addStatement(
              "fields.$L($S, $L)", add, member.wireName(), JavaTypes.text(member.type(), present))
          .build();
    }
    String element = locals.clone().newName("element");
    CodeBlock text = JavaTypes.text(list.element(), CodeBlock.of("$L", element));
    CodeBlock.Builder code = CodeBlock.builder();
    if (list.separator() == null) {
      return code.beginControlFlow(
              "for ($T $L : $L)", JavaTypes.boxed(list.element()), element, present)
          .addStatement("fields.$L($S, $L)", add, member.wireName(), text)
          .endControlFlow()
          .build();
    }
    // Nothing to join is nothing to send, as it is with a name that is repeated.
    return code.beginControlFlow("if (!$L.isEmpty())", present)
        .addStatement(
            "fields.$L($S, $L)", add, member.wireName(), JavaTypes.joined(list, present, element))
        .endControlFlow()
        .build();
  }

  private CodeBlock ifPresent(
      Component component, java.util.function.Function<CodeBlock, CodeBlock> write) {
    CodeBlock.Builder code = CodeBlock.builder();
    switch (component.presence()) {
      case REQUIRED -> code.add(write.apply(CodeBlock.of("value.$L()", component.accessor())));
      case OPTIONAL ->
          code.beginControlFlow("if (value.$L().isPresent())", component.accessor())
              .add(write.apply(CodeBlock.of("value.$L().get()", component.accessor())))
              .endControlFlow();
      case NULLABLE ->
          code.addStatement(
                  "$T $L = value.$L()",
                  JavaTypes.boxed(component.type()),
                  locals.get(component),
                  component.accessor())
              .beginControlFlow("if ($L != null)", locals.get(component))
              .add(write.apply(CodeBlock.of("$L", locals.get(component))))
              .endControlFlow();
      case MAYBE -> throw new IllegalStateException(component.accessor() + " is written as JSON");
    }
    return code.build();
  }

  private MethodSpec exception() {
    ClassName exception = JavaTypes.of(model.exception());
    return MethodSpec.methodBuilder("exception")
        .addAnnotation(Override.class)
        .addModifiers(PUBLIC)
        .returns(exception)
        .addParameter(JavaTypes.ERROR_CONTEXT, "context")
        .addParameter(record, "body")
        .addStatement("return new $T(context, body)", exception)
        .build();
  }

  private CodeBlock adapter(Component member) {
    return JavaTypes.composed(member.type())
        ? CodeBlock.of("$L", constants.get(member))
        : JavaTypes.adapter(member.type());
  }

  private Optional<Component> unknown() {
    return model.components().stream().filter(CompanionSource::isUnknown).findFirst();
  }

  static boolean isUnknown(Component component) {
    return component.type() instanceof ValueType.UnknownMembers;
  }

  private int words() {
    int names =
        members.size()
            + members.stream().mapToInt(each -> each.aliases().size()).sum()
            + model.tags().size();
    return (names + MEMBERS_PER_WORD - 1) / MEMBERS_PER_WORD;
  }

  private static String seen(int word) {
    return word == 0 ? "seen" : "seen" + (word + 1);
  }
}
