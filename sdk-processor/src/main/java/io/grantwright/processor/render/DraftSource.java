package io.grantwright.processor.render;

import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import io.grantwright.annotations.Constant.Place;
import io.grantwright.processor.model.BodyFormat;
import io.grantwright.processor.model.Component;
import io.grantwright.processor.model.Constant;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Parameter;
import io.grantwright.processor.model.Placement;
import io.grantwright.processor.model.Presence;
import io.grantwright.processor.model.ValueType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The method that drafts the request of one operation. */
final class DraftSource {
  private static final ClassName CALL_OPTIONS =
      ClassName.get("io.grantwright.runtime.call", "CallOptions");
  private static final ClassName DRAFT = ClassName.get("io.grantwright.runtime.call", "Draft");

  private final Operation operation;
  private final NameAllocator names = new NameAllocator();

  DraftSource(Operation operation) {
    this.operation = operation;
    for (Parameter parameter : operation.parameters()) {
      names.newName(name(parameter), parameter);
    }
    names.newName("operations", "operations");
    names.newName("draft", "draft");
    names.newName("element", "element");
  }

  /** Adds the parameters of the descriptor's method. */
  static void addParameters(MethodSpec.Builder method, Operation operation) {
    for (Parameter parameter : operation.parameters()) {
      method.addParameter(type(parameter), name(parameter));
    }
  }

  /** The arguments of the call: the draft, and the options. */
  static CodeBlock arguments(Operation operation) {
    return CodeBlock.of("$L,$W$L", draft(operation), options(operation));
  }

  static CodeBlock options(Operation operation) {
    CodeBlock options = CodeBlock.of(field("options", operation));
    for (Parameter parameter : operation.parameters()) {
      if (Doc.isCallOptions(parameter)) {
        options = CodeBlock.of("$L.and($L)", field("options", operation), name(parameter));
      }
    }
    return options;
  }

  static CodeBlock draft(Operation operation) {
    CodeBlock.Builder draft = CodeBlock.builder();
    String operations = field("operations", operation);
    if (isEmpty(operation)) {
      draft.add("$L.$L.draft(", operations, JavaTypes.field(operation));
    } else {
      draft.add("$L($L", name(operation), operations);
    }
    for (Parameter parameter : operation.parameters()) {
      if (!Doc.isCallOptions(parameter)) {
        draft.add(",$W$L", name(parameter));
      }
    }
    return draft.add(")").build();
  }

  /** A field of the client, which a parameter may hide. */
  static String field(String name, Operation operation) {
    boolean hidden =
        operation.parameters().stream().anyMatch(parameter -> parameter.name().equals(name));
    return hidden ? "this." + name : name;
  }

  /** Whether its requests have nothing of their own, so that there is nothing to draft. */
  static boolean isEmpty(Operation operation) {
    return sent(operation).isEmpty()
        && operation.parameters().stream().allMatch(Doc::isCallOptions);
  }

  /** The constants of the body hold only where there is one. */
  private static List<Constant> sent(Operation operation) {
    return operation.constants().stream()
        .filter(each -> each.place() != Place.FIELD || operation.bodyFormat() != BodyFormat.NONE)
        .toList();
  }

  /** Renders the method. */
  MethodSpec method() {
    String draft = names.get("draft");
    String operations = names.get("operations");
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(name(operation))
            .addModifiers(PRIVATE, STATIC)
            .returns(DRAFT)
            .addParameter(ClassName.bestGuess("Operations"), operations);
    for (Parameter parameter : operation.parameters()) {
      if (!Doc.isCallOptions(parameter)) {
        method.addParameter(type(parameter), name(parameter));
      }
    }
    for (Parameter parameter : operation.parameters()) {
      if (!Doc.isCallOptions(parameter)
          && parameter.presence() != Presence.NULLABLE
          && !type(parameter).isPrimitive()) {
        method.addStatement(
            "$T.requireNonNull($L, $S)", Objects.class, name(parameter), parameter.name());
      }
    }
    method.addStatement(
        "$T $L = $L.$L.draft()", DRAFT, draft, operations, JavaTypes.field(operation));
    for (Constant constant : sent(operation)) {
      String call =
          switch (constant.place()) {
            case QUERY -> "query";
            case HEADER -> "header";
            case FIELD -> "constant";
          };
      method.addStatement("$L.$L($S, $S)", draft, call, constant.name(), constant.value());
    }
    for (Parameter parameter : operation.parameters()) {
      method.addCode(add(parameter));
    }
    return method.addStatement("return $L", draft).build();
  }

  private CodeBlock add(Parameter parameter) {
    CodeBlock value = CodeBlock.of("$L", name(parameter));
    Placement placement = parameter.placement();
    if (placement instanceof Placement.CallOptions) {
      return CodeBlock.of("");
    }
    return ifPresent(
        parameter.presence(),
        value,
        present -> {
          if (placement instanceof Placement.Path path) {
            return place("path", path.hole(), parameter.type(), false, present);
          }
          if (placement instanceof Placement.Query query) {
            return place("query", query.name(), parameter.type(), parameter.sensitive(), present);
          }
          if (placement instanceof Placement.Header header) {
            return place("header", header.name(), parameter.type(), parameter.sensitive(), present);
          }
          if (placement instanceof Placement.Upload) {
            return CodeBlock.builder()
                .addStatement(
                    "$L.upload($L)", names.get("draft"), upload(parameter.type(), present))
                .build();
          }
          if (placement instanceof Placement.Field field
              && operation.bodyFormat() == BodyFormat.MULTIPART
              && !JavaTypes.textual(parameter.type())) {
            return part(field.name(), parameter.type(), present);
          }
          if (placement instanceof Placement.Field field) {
            return place("field", field.name(), parameter.type(), parameter.sensitive(), present);
          }
          if (placement instanceof Placement.Group group) {
            return group(group, present);
          }
          if (placement instanceof Placement.ForeignBody) {
            return CodeBlock.builder()
                .addStatement(
                    "$L.converted($L, $T.class)",
                    names.get("draft"),
                    present,
                    JavaTypes.boxed(parameter.type()))
                .build();
          }
          return CodeBlock.builder()
              .addStatement(
                  "$L.json($L, $L)",
                  names.get("draft"),
                  JavaTypes.adapter(parameter.type()),
                  present)
              .build();
        });
  }

  private CodeBlock part(String name, ValueType type, CodeBlock value) {
    String draft = names.get("draft");
    if (type instanceof ValueType.Binary) {
      return CodeBlock.builder()
          .addStatement("$L.part($S, $L)", draft, name, upload(type, value))
          .build();
    }
    if (type instanceof ValueType.ListOf list && list.element() instanceof ValueType.Binary) {
      String element = names.get("element");
      return CodeBlock.builder()
          .beginControlFlow("for ($T $L : $L)", JavaTypes.boxed(list.element()), element, value)
          .addStatement(
              "$L.part($S, $L)", draft, name, upload(list.element(), CodeBlock.of("$L", element)))
          .endControlFlow()
          .build();
    }
    return CodeBlock.builder()
        .addStatement("$L.part($S, $L, $L)", draft, name, JavaTypes.adapter(type), value)
        .build();
  }

  private static CodeBlock upload(ValueType type, CodeBlock value) {
    return type.equals(new ValueType.Binary(ValueType.BinaryKind.BYTES))
        ? CodeBlock.of("$T.of($L)", JavaTypes.UPLOAD, value)
        : value;
  }

  private CodeBlock group(Placement.Group group, CodeBlock value) {
    CodeBlock.Builder code = CodeBlock.builder();
    for (Component component : group.model().components()) {
      if (component.inBody()) {
        continue;
      }
      String place =
          switch (component.place()) {
            case PATH -> "path";
            case QUERY -> "query";
            case HEADER -> "header";
            case DEFAULT, FIELD -> "field";
          };
      CodeBlock accessor = CodeBlock.of("$L.$L()", value, component.accessor());
      code.add(
          ifPresent(
              component.presence(),
              accessor,
              present ->
                  place(
                      place,
                      component.wireName(),
                      component.type(),
                      component.sensitive() && component.place() != Component.Place.PATH,
                      present)));
    }
    if (group.model().components().stream().anyMatch(Component::inBody)) {
      ClassName companion = JavaTypes.companion(group.model().type());
      if (operation.bodyFormat() == BodyFormat.NONE) {
        code.addStatement(
            "$T.INSTANCE.writeFields($L, $L.query())", companion, value, names.get("draft"));
      } else {
        code.addStatement("$L.record($T.INSTANCE, $L)", names.get("draft"), companion, value);
      }
    }
    return code.build();
  }

  private CodeBlock place(
      String place, String name, ValueType type, boolean sensitive, CodeBlock value) {
    String call = sensitive ? place + "Sensitive" : place;
    String draft = names.get("draft");
    if (place.equals("field") && type instanceof ValueType.Scalar) {
      return CodeBlock.builder().addStatement("$L.field($S, $L)", draft, name, value).build();
    }
    if (!(type instanceof ValueType.ListOf list)) {
      CodeBlock one =
          place.equals("header") && type.equals(new ValueType.Text(ValueType.TextKind.INSTANT))
              ? CodeBlock.of("$T.httpDate($L)", JavaTypes.DATES, value)
              : JavaTypes.text(type, value);
      return CodeBlock.builder().addStatement("$L.$L($S, $L)", draft, call, name, one).build();
    }
    String element = names.get("element");
    CodeBlock.Builder code = CodeBlock.builder();
    CodeBlock text = JavaTypes.text(list.element(), CodeBlock.of("$L", element));
    if (list.separator() == null) {
      return code.beginControlFlow(
              "for ($T $L : $L)", JavaTypes.boxed(list.element()), element, value)
          .addStatement("$L.$L($S, $L)", draft, call, name, text)
          .endControlFlow()
          .build();
    }
    // Nothing to join is nothing to send, as it is with a name that is repeated.
    return code.beginControlFlow("if (!$L.isEmpty())", value)
        .addStatement("$L.$L($S, $L)", draft, call, name, JavaTypes.joined(list, value, element))
        .endControlFlow()
        .build();
  }

  private static CodeBlock ifPresent(
      Presence presence, CodeBlock value, Function<CodeBlock, CodeBlock> write) {
    return switch (presence) {
      case REQUIRED -> write.apply(value);
      case OPTIONAL ->
          CodeBlock.builder()
              .beginControlFlow("if ($L.isPresent())", value)
              .add(write.apply(CodeBlock.of("$L.get()", value)))
              .endControlFlow()
              .build();
      case NULLABLE ->
          CodeBlock.builder()
              .beginControlFlow("if ($L != null)", value)
              .add(write.apply(value))
              .endControlFlow()
              .build();
      case MAYBE -> throw new IllegalStateException(value + " is no member of JSON");
    };
  }

  /** The type of a parameter of the descriptor's method. */
  static TypeName type(Parameter parameter) {
    if (Doc.isCallOptions(parameter)) {
      return CALL_OPTIONS;
    }
    if (parameter.placement() instanceof Placement.Group group) {
      TypeName record = JavaTypes.of(group.model().type());
      return switch (parameter.presence()) {
        case REQUIRED -> record;
        case OPTIONAL -> ParameterizedTypeName.get(ClassName.get(Optional.class), record);
        case NULLABLE -> JavaTypes.nullable(record);
        case MAYBE -> throw new IllegalStateException(parameter.name() + " is no member of JSON");
      };
    }
    return switch (parameter.presence()) {
      case REQUIRED -> JavaTypes.bare(parameter.type());
      case OPTIONAL -> JavaTypes.optional(parameter.type());
      case NULLABLE -> JavaTypes.nullable(JavaTypes.boxed(parameter.type()));
      case MAYBE -> throw new IllegalStateException(parameter.name() + " is no member of JSON");
    };
  }

  /** The variable of a parameter. */
  static String name(Parameter parameter) {
    return JavaTypes.variable(parameter.name());
  }

  private static String name(Operation operation) {
    return "draft" + JavaTypes.capitalized(operation.id());
  }
}
