package io.grantwright.processor.render;

import static java.util.stream.Collectors.joining;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.grantwright.annotations.ClientAuthenticated.Mechanism;
import io.grantwright.annotations.Role;
import io.grantwright.processor.model.ClassRef;
import io.grantwright.processor.model.Component;
import io.grantwright.processor.model.Descriptor;
import io.grantwright.processor.model.EnumModel;
import io.grantwright.processor.model.Example;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Parameter;
import io.grantwright.processor.model.Placement;
import io.grantwright.processor.model.Presence;
import io.grantwright.processor.model.Reach;
import io.grantwright.processor.model.RecordModel;
import io.grantwright.processor.model.Result;
import io.grantwright.processor.model.UnionModel;
import io.grantwright.processor.model.ValueType;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How an operation is called, as source that compiles: what is required has a value, and what is
 * optional if it has an example.
 */
final class ExampleSource {
  private static final ClassName CLIENT_AUTHENTICATION =
      ClassName.get("io.grantwright.runtime.auth", "ClientAuthentication");
  private static final ClassName CALL_OPTIONS =
      ClassName.get("io.grantwright.runtime.call", "CallOptions");

  /** Records inside records inside records: beyond this depth lists are empty. */
  private static final int DEPTH = 6;

  private final Descriptor descriptor;
  private final Reach reach;

  ExampleSource(Descriptor descriptor, Reach reach) {
    this.descriptor = descriptor;
    this.reach = reach;
  }

  /** The imports, a blank line, and the statements. */
  String of(Operation operation) {
    MethodSpec method = MethodSpec.methodBuilder("example").addCode(statements(operation)).build();
    String file =
        SourceFile.of("", TypeSpec.classBuilder("Example").addMethod(method).build()).toString();
    String imports =
        file.lines()
            .filter(line -> line.startsWith("import "))
            .filter(line -> !line.startsWith("import java.lang."))
            .collect(joining("\n"));
    List<String> body =
        file.lines()
            .dropWhile(line -> !line.startsWith("  void example"))
            .skip(1)
            .takeWhile(line -> !line.equals("  }"))
            .map(line -> line.replaceFirst("^ {4}", ""))
            .toList();
    return imports + "\n\n" + String.join("\n", body) + "\n";
  }

  private CodeBlock statements(Operation operation) {
    ClassName client = JavaTypes.of(descriptor.client());
    CodeBlock.Builder code = CodeBlock.builder();
    code.add("try ($1T client =\n$>$>$1T.builder()", client).add("$>$>");
    settings(operation).forEach(setting -> code.add("\n.").add(setting));
    code.add("\n.build()) {\n$<$<$<");
    code.add(call(operation));
    return code.add("$<}\n").build();
  }

  private List<CodeBlock> settings(Operation operation) {
    List<CodeBlock> settings = new ArrayList<>();
    if (descriptor.server().isEmpty()) {
      settings.add(CodeBlock.of("serverUrl($S)", "https://api.example.com"));
    }
    Role role = operation.role();
    if (role != null && descriptor.address(role).isEmpty()) {
      // Tokens are renewed where they are issued, unless there is another address.
      Role at = role == Role.REFRESH ? Role.TOKEN : role;
      settings.add(
          CodeBlock.of(
              "address($T.$L, $S)",
              Role.class,
              at,
              "https://api.example.com/" + at.name().toLowerCase(Locale.ROOT)));
    }
    if (operation.clientAuth() != null) {
      settings.add(authentication(operation.clientAuth().mechanisms()));
    }
    if (operation.bearer() != null && operation.bearer().environment().isEmpty()) {
      settings.add(CodeBlock.of("bearer($T.of($S))", JavaTypes.SECRET, "access-token"));
    }
    return settings;
  }

  private static CodeBlock authentication(List<Mechanism> mechanisms) {
    return switch (mechanisms.get(0)) {
      case BASIC -> authentication("basic");
      // What an endpoint wants in its query is given in the same way as for a body.
      case BODY, QUERY -> authentication("body");
      case NONE ->
          CodeBlock.of("clientAuthentication($T.none($S))", CLIENT_AUTHENTICATION, "client-id");
    };
  }

  private static CodeBlock authentication(String factory) {
    return CodeBlock.of(
        "clientAuthentication($T.$L($S, $T.of($S)))",
        CLIENT_AUTHENTICATION,
        factory,
        "client-id",
        JavaTypes.SECRET,
        "client-secret");
  }

  private CodeBlock call(Operation operation) {
    CodeBlock.Builder code = CodeBlock.builder();
    CodeBlock arguments =
        operation.parameters().stream().map(this::argument).collect(CodeBlock.joining(", "));
    Result result = operation.result();
    if (result instanceof Result.Nothing) {
      return code.add("client.$L(", operation.method()).add(arguments).add(");\n").build();
    }
    if (result instanceof Result.Paged paged) {
      code.add("for ($T item : client.$L(", JavaTypes.bare(paged.item()), operation.method());
      code.add(arguments).add(")) {\n$>$T.out.println(item);\n$<}\n", System.class);
      return code.build();
    }
    if (isOpen(result)) {
      code.add("try ($T answer = client.$L(", type(result), operation.method());
      code.add(arguments).add(")) {\n$>$T.out.println(answer);\n$<}\n", System.class);
      return code.build();
    }
    String called = arguments.toString().contains("\n") ? "=\n$>$>client.$L(" : "= $>$>client.$L(";
    code.add("$T answer " + called, type(result), operation.method());
    code.add(arguments).add(");\n$<$<");
    if (result instanceof Result.Statuses statuses) {
      for (Result.Member member : statuses.members()) {
        code.add("if (answer instanceof $T it) {\n", JavaTypes.of(member.type()));
        code.add("$>$T.out.println(it);\n$<}\n", System.class);
      }
      return code.build();
    }
    boolean bytes = result.equals(new Result.Body(Result.Body.Kind.BYTES));
    return code.add("$T.out.println(answer$L);\n", System.class, bytes ? ".length" : "").build();
  }

  /** Whether what the call gives is to be closed. */
  private static boolean isOpen(Result result) {
    return result instanceof Result.Events
        || result.equals(new Result.Body(Result.Body.Kind.DOWNLOAD));
  }

  private static TypeName type(Result result) {
    if (result instanceof Result.Json json) {
      return JavaTypes.bare(json.type());
    }
    if (result instanceof Result.Statuses statuses) {
      return JavaTypes.of(statuses.type());
    }
    if (result instanceof Result.Foreign foreign) {
      return JavaTypes.of(foreign.type());
    }
    if (result instanceof Result.Body || result instanceof Result.Events) {
      return ClientSource.result(result);
    }
    if (result instanceof Result.Link) {
      return ClassName.get(String.class);
    }
    throw new IllegalStateException("No example returns " + result);
  }

  private CodeBlock argument(Parameter parameter) {
    return parameter.placement() instanceof Placement.CallOptions
        ? CodeBlock.of("$T.NONE", CALL_OPTIONS)
        : wrapped(
            parameter.type(), parameter.presence(), parameter.name(), parameter.example(), DEPTH);
  }

  /** The value as a parameter or a constructor takes it. */
  private CodeBlock wrapped(
      ValueType type, Presence presence, String name, Optional<Example> example, int depth) {
    return switch (presence) {
      case REQUIRED -> value(type, name, example, depth);
      case NULLABLE -> example.isEmpty() ? CodeBlock.of("null") : value(type, name, example, depth);
      case OPTIONAL ->
          example.isEmpty()
              ? CodeBlock.of("$T.empty()", Optional.class)
              : CodeBlock.of("$T.of($L)", Optional.class, value(type, name, example, depth));
      case MAYBE ->
          example.isEmpty()
              ? CodeBlock.of("$T.missing()", JavaTypes.MAYBE)
              : CodeBlock.of("$T.of($L)", JavaTypes.MAYBE, value(type, name, example, depth));
    };
  }

  private CodeBlock value(ValueType type, String name, Optional<Example> example, int depth) {
    if (type instanceof ValueType.Text text) {
      return text(text.kind(), name, example.map(Example::text));
    }
    if (type instanceof ValueType.Scalar scalar) {
      String otherwise = scalar.kind() == ValueType.ScalarKind.BOOLEAN ? "true" : "1";
      String written = example.map(Example::text).orElse(otherwise);
      return switch (scalar.kind()) {
        case INT, BOOLEAN -> CodeBlock.of("$L", written);
        case LONG -> CodeBlock.of("$LL", written);
        case DOUBLE -> CodeBlock.of("$L", written.contains(".") ? written : written + ".0");
      };
    }
    if (type instanceof ValueType.Enumeration known) {
      return constant(known.type());
    }
    if (type instanceof ValueType.OpenEnumeration open) {
      return CodeBlock.of(
          "$T.of($L, $T.NAMES)",
          JavaTypes.OPEN_ENUM,
          constant(open.type()),
          JavaTypes.companion(open.type()));
    }
    if (type instanceof ValueType.ListOf list) {
      return depth == 0
          ? CodeBlock.of("$T.of()", List.class)
          : CodeBlock.of("$T.of($L)", List.class, value(list.element(), name, example, depth - 1));
    }
    if (type instanceof ValueType.MapOf || type instanceof ValueType.AnyJson) {
      return CodeBlock.of("$T.of()", Map.class);
    }
    if (type instanceof ValueType.UnknownMembers) {
      return CodeBlock.of("$T.EMPTY", JavaTypes.UNKNOWN_MEMBERS);
    }
    if (type instanceof ValueType.Model model) {
      return record(reach.record(model.type()), depth);
    }
    if (type instanceof ValueType.Union union) {
      return variant(reach.union(union.type()), depth);
    }
    if (type instanceof ValueType.Binary binary) {
      return binary.kind() == ValueType.BinaryKind.BYTES
          ? CodeBlock.of("new byte[] {1, 2, 3}")
          : CodeBlock.of("$T.of(new byte[] {1, 2, 3})", JavaTypes.UPLOAD);
    }
    if (type instanceof ValueType.Foreign foreign) {
      return CodeBlock.of("($T) null", JavaTypes.of(foreign.type()));
    }
    throw new IllegalStateException("No example has " + type);
  }

  private static CodeBlock text(ValueType.TextKind kind, String name, Optional<String> example) {
    String path = name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    return switch (kind) {
      case STRING -> CodeBlock.of("$S", example.orElse(path));
      case SECRET -> CodeBlock.of("$T.of($S)", JavaTypes.SECRET, example.orElse(path));
      case SENSITIVE_URI ->
          CodeBlock.of(
              "$T.of($S)",
              JavaTypes.SENSITIVE_URI,
              example.orElse("https://app.example.com/" + path));
      case INSTANT, OFFSET_DATE_TIME, LOCAL_DATE, LOCAL_DATE_TIME ->
          CodeBlock.of(
              "$T.parse($S)",
              JavaTypes.boxed(new ValueType.Text(kind)),
              example.orElse(
                  switch (kind) {
                    case LOCAL_DATE -> "2031-05-04";
                    case LOCAL_DATE_TIME -> "2031-05-04T03:02:01";
                    default -> "2031-05-04T03:02:01Z";
                  }));
      case URI ->
          CodeBlock.of(
              "$T.create($S)", URI.class, example.orElse("https://app.example.com/" + path));
    };
  }

  private CodeBlock constant(ClassRef type) {
    EnumModel model = reach.enumeration(type);
    return model.constants().isEmpty()
        ? CodeBlock.of("null")
        : CodeBlock.of("$T.$L", JavaTypes.of(type), model.constants().get(0).name());
  }

  /** Its first variant without a union inside, so that there is an end. */
  private CodeBlock variant(UnionModel union, int depth) {
    RecordModel model =
        union.variants().stream()
            .map(variant -> reach.record(variant.type()))
            .min(Comparator.comparingInt(each -> each.components().size()))
            .orElseThrow();
    return record(model, depth);
  }

  private CodeBlock record(RecordModel model, int depth) {
    int below = Math.max(0, depth - 1);
    if (!model.request()) {
      return CodeBlock.of(
          "new $T($L)",
          JavaTypes.of(model.type()),
          model.components().stream()
              .map(
                  each ->
                      wrapped(each.type(), each.presence(), each.accessor(), each.example(), below))
              .collect(CodeBlock.joining(", ")));
    }
    CodeBlock.Builder code =
        CodeBlock.builder().add("\n$>$>$T.builder()$>$>", JavaTypes.companion(model.type()));
    for (Component component : model.components()) {
      boolean given =
          component.presence() == Presence.REQUIRED
              && !(component.type() instanceof ValueType.UnknownMembers);
      if (given || component.example().isPresent()) {
        code.add("\n.$L(", component.accessor());
        code.add(value(component.type(), component.accessor(), component.example(), below));
        code.add(")");
      }
    }
    return code.add("\n.build()$<$<$<$<").build();
  }
}
