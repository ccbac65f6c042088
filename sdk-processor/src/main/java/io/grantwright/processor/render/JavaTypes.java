package io.grantwright.processor.render;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import io.grantwright.processor.model.ClassRef;
import io.grantwright.processor.model.Component;
import io.grantwright.processor.model.Operation;
import io.grantwright.processor.model.Presence;
import io.grantwright.processor.model.ValueType;
import io.grantwright.processor.model.Visibility;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** What the model's types are in generated Java, and the types that generated code knows. */
final class JavaTypes {
  private static final String RUNTIME = "io.grantwright.runtime";

  static final ClassName COMPANION = ClassName.get(RUNTIME + ".json", "Companion");
  static final ClassName ADAPTERS = ClassName.get(RUNTIME + ".json", "Adapters");
  static final ClassName UPLOAD = ClassName.get(RUNTIME + ".call", "Upload");
  static final ClassName DOWNLOAD = ClassName.get(RUNTIME + ".call", "Download");
  static final ClassName DATES = ClassName.get(RUNTIME + ".json", "Dates");
  static final ClassName MAYBE = ClassName.get(RUNTIME + ".json", "Maybe");
  static final ClassName DECODE = ClassName.get(RUNTIME + ".json", "Decode");
  static final ClassName ENUM_NAMES = ClassName.get(RUNTIME + ".json", "EnumNames");
  static final ClassName OPEN_ENUM = ClassName.get(RUNTIME + ".json", "OpenEnum");
  static final ClassName UNKNOWN_MEMBERS = ClassName.get(RUNTIME + ".json", "UnknownMembers");
  static final ClassName COLLECTOR = UNKNOWN_MEMBERS.nestedClass("Collector");
  static final ClassName FIELDS = ClassName.get(RUNTIME + ".endpoint", "Fields");
  static final ClassName SECRET = ClassName.get(RUNTIME + ".secret", "Secret");
  static final ClassName SENSITIVE_URI = ClassName.get(RUNTIME + ".secret", "SensitiveUri");
  static final ClassName ERROR_CONTEXT = ClassName.get(RUNTIME + ".error", "ErrorContext");
  static final ClassName DECLARED_EXCEPTION =
      ClassName.get(RUNTIME + ".error", "DeclaredException");
  static final ClassName DECLARED_FAILURE = ClassName.get(RUNTIME + ".error", "DeclaredFailure");

  static final ClassName JSON_ADAPTER = ClassName.get("com.squareup.moshi", "JsonAdapter");
  static final ClassName JSON_READER = ClassName.get("com.squareup.moshi", "JsonReader");
  static final ClassName JSON_WRITER = ClassName.get("com.squareup.moshi", "JsonWriter");
  static final ClassName HEADERS = ClassName.get("okhttp3", "Headers");

  private static final ClassName NULLABLE = ClassName.get("org.jspecify.annotations", "Nullable");
  private static final ClassName NULL_MARKED =
      ClassName.get("org.jspecify.annotations", "NullMarked");
  private static final ClassName GENERATED =
      ClassName.get("io.grantwright.annotations", "Generated");
  private static final ClassName FROM_SOURCE =
      ClassName.get("io.grantwright.annotations", "FromSource");

  /** What generated code names in expressions, where a variable would hide it (JLS §6.4.2). */
  private static final Set<String> NAMED =
      Set.of(
          ("Adapters AnswerBody Boolean CallOptions Collectors Dates Decode Double Endpoints Integer"
                  + " List Long Maybe Objects Optional Pages String UnknownMembers Upload io java")
              .split(" "));

  /** The longest constant of a class file, in bytes of UTF-8 (JVMS §4.4.7), less an ellipsis. */
  private static final int LONGEST = 65_500;

  private JavaTypes() {}

  /** The field of an operation: with another name where it would hide a class or a package. */
  static String field(Operation operation) {
    return ClassRef.ROOTS.contains(operation.id())
        ? operation.id() + "_"
        : variable(operation.id());
  }

  /** A variable for what has that name: with another one where it would hide a class. */
  static String variable(String name) {
    return NAMED.contains(name) || name.endsWith("Companion") ? name + "_" : name;
  }

  static ClassName of(ClassRef type) {
    List<String> names = type.simpleNames();
    return ClassName.get(
        type.packageName(), names.get(0), names.subList(1, names.size()).toArray(String[]::new));
  }

  /** The type as an object: what is inside an {@code Optional}, and what adapters give. */
  static TypeName boxed(ValueType type) {
    if (type instanceof ValueType.Text text) {
      return switch (text.kind()) {
        case STRING -> ClassName.get(String.class);
        case SECRET -> SECRET;
        case SENSITIVE_URI -> SENSITIVE_URI;
        case URI -> ClassName.get(java.net.URI.class);
        case INSTANT -> ClassName.get(Instant.class);
        case OFFSET_DATE_TIME -> ClassName.get(OffsetDateTime.class);
        case LOCAL_DATE -> ClassName.get(LocalDate.class);
        case LOCAL_DATE_TIME -> ClassName.get(LocalDateTime.class);
      };
    }
    if (type instanceof ValueType.Scalar scalar) {
      return primitive(scalar).box();
    }
    if (type instanceof ValueType.Enumeration constant) {
      return of(constant.type());
    }
    if (type instanceof ValueType.OpenEnumeration open) {
      return ParameterizedTypeName.get(OPEN_ENUM, of(open.type()));
    }
    if (type instanceof ValueType.ListOf list) {
      return ParameterizedTypeName.get(ClassName.get(List.class), boxed(list.element()));
    }
    if (type instanceof ValueType.MapOf map) {
      return ParameterizedTypeName.get(
          ClassName.get(Map.class), ClassName.get(String.class), boxed(map.value()));
    }
    if (type instanceof ValueType.Model model) {
      return of(model.type());
    }
    if (type instanceof ValueType.Union union) {
      return of(union.type());
    }
    if (type instanceof ValueType.AnyJson) {
      return ClassName.get(Object.class);
    }
    if (type instanceof ValueType.Binary binary) {
      return switch (binary.kind()) {
        case BYTES -> ArrayTypeName.of(TypeName.BYTE);
        case UPLOAD -> UPLOAD;
        case DOWNLOAD -> DOWNLOAD;
      };
    }
    if (type instanceof ValueType.UnknownMembers) {
      return UNKNOWN_MEMBERS;
    }
    if (type instanceof ValueType.Foreign foreign) {
      return of(foreign.type());
    }
    throw unsupported(type);
  }

  /** The type of a value that is there: primitive where it was declared so. */
  static TypeName bare(ValueType type) {
    return type instanceof ValueType.Scalar scalar && !scalar.boxed()
        ? primitive(scalar)
        : boxed(type);
  }

  static TypeName optional(ValueType type) {
    return ParameterizedTypeName.get(ClassName.get(Optional.class), boxed(type));
  }

  static TypeName maybe(ValueType type) {
    return ParameterizedTypeName.get(MAYBE, boxed(type));
  }

  static TypeName nullable(TypeName type) {
    return type.annotated(AnnotationSpec.builder(NULLABLE).build());
  }

  /** The adapter of a type: an expression of type {@code JsonAdapter}. */
  static CodeBlock adapter(ValueType type) {
    return adapter(type, UnaryOperator.identity());
  }

  /**
   * The same for a constant of a companion: what it has to do with other companions waits until it
   * is used. Classes that need each other to be initialised would lock each other out, if two
   * threads began with one each.
   */
  static CodeBlock constant(ValueType type) {
    return adapter(type, companion -> CodeBlock.of("$T.later(() -> $L)", ADAPTERS, companion));
  }

  private static CodeBlock adapter(ValueType type, UnaryOperator<CodeBlock> companions) {
    if (type instanceof ValueType.Text text) {
      return CodeBlock.of("$T.$L", text.kind().isDate() ? DATES : ADAPTERS, text.kind().name());
    }
    if (type instanceof ValueType.Scalar scalar) {
      String name =
          switch (scalar.kind()) {
            case INT -> "INTEGER";
            case LONG -> "LONG";
            case DOUBLE -> "DOUBLE";
            case BOOLEAN -> "BOOLEAN";
          };
      return CodeBlock.of("$T.$L", ADAPTERS, name);
    }
    if (type instanceof ValueType.Enumeration constant) {
      return CodeBlock.of("$T.NAMES", companion(constant.type()));
    }
    if (type instanceof ValueType.OpenEnumeration open) {
      return CodeBlock.of("$T.NAMES.open()", companion(open.type()));
    }
    if (type instanceof ValueType.ListOf list) {
      if (list.separator() != null) {
        return CodeBlock.of("$T.joined($S)", ADAPTERS, list.separator());
      }
      return CodeBlock.of(
          "$T.$L($L)",
          ADAPTERS,
          list.oneOrMany() ? "oneOrMany" : "list",
          adapter(list.element(), companions));
    }
    if (type instanceof ValueType.MapOf map) {
      return CodeBlock.of("$T.map($L)", ADAPTERS, adapter(map.value(), companions));
    }
    if (type instanceof ValueType.Model model) {
      return companions.apply(CodeBlock.of("$T.INSTANCE", companion(model.type())));
    }
    if (type instanceof ValueType.Union union) {
      return companions.apply(CodeBlock.of("$T.INSTANCE", companion(union.type())));
    }
    if (type instanceof ValueType.AnyJson) {
      return CodeBlock.of("$T.ANY", ADAPTERS);
    }
    throw unsupported(type);
  }

  /** Whether the adapter is made anew by {@link #adapter}, so that it is worth a constant. */
  static boolean composed(ValueType type) {
    return type instanceof ValueType.ListOf
        || type instanceof ValueType.MapOf
        || type instanceof ValueType.OpenEnumeration;
  }

  /** Whether a value can be written as the text of a field. */
  static boolean textual(ValueType type) {
    return type instanceof ValueType.Text
        || type instanceof ValueType.Scalar
        || type instanceof ValueType.Enumeration
        || type instanceof ValueType.OpenEnumeration
        || (type instanceof ValueType.ListOf list
            && !(list.element() instanceof ValueType.ListOf)
            && textual(list.element()));
  }

  /** The text of one value that is there. */
  static CodeBlock text(ValueType type, CodeBlock value) {
    if (type instanceof ValueType.Text text) {
      return switch (text.kind()) {
        case STRING -> value;
        case SECRET, SENSITIVE_URI -> CodeBlock.of("$L.reveal()", value);
        case URI -> CodeBlock.of("$L.toString()", value);
        case INSTANT, OFFSET_DATE_TIME, LOCAL_DATE, LOCAL_DATE_TIME ->
            CodeBlock.of("$T.text($L)", DATES, value);
      };
    }
    if (type instanceof ValueType.Scalar scalar) {
      return CodeBlock.of("$T.toString($L)", primitive(scalar).box(), value);
    }
    if (type instanceof ValueType.Enumeration constant) {
      return CodeBlock.of("$T.NAMES.text($L)", companion(constant.type()), value);
    }
    if (type instanceof ValueType.OpenEnumeration) {
      return CodeBlock.of("$L.text()", value);
    }
    throw unsupported(type);
  }

  /** The elements of a list that is there, in one text. */
  static CodeBlock joined(ValueType.ListOf list, CodeBlock value, String element) {
    if (list.element().equals(new ValueType.Text(ValueType.TextKind.STRING))) {
      return CodeBlock.of("$T.join($S, $L)", String.class, list.separator(), value);
    }
    return CodeBlock.of(
        "$L.stream().map($L -> $L).collect($T.joining($S))",
        value,
        element,
        text(list.element(), CodeBlock.of("$L", element)),
        Collectors.class,
        list.separator());
  }

  /** Returns a new record, with each of several components on a line of its own. */
  static CodeBlock create(ClassName record, List<CodeBlock> components) {
    String separator = components.size() > 1 ? ",\n" : "";
    return CodeBlock.builder()
        .add(components.size() > 1 ? "$[return new $T(\n" : "$[return new $T(", record)
        .add(components.stream().collect(CodeBlock.joining(separator)))
        .add(");\n$]")
        .build();
  }

  static ClassName companion(ClassRef type) {
    return of(type.generated("Companion"));
  }

  static Modifier[] modifiers(Visibility visibility, Modifier... others) {
    if (visibility != Visibility.PUBLIC) {
      return others;
    }
    Modifier[] all = new Modifier[others.length + 1];
    all[0] = Modifier.PUBLIC;
    System.arraycopy(others, 0, all, 1, others.length);
    return all;
  }

  static AnnotationSpec generated() {
    return AnnotationSpec.builder(GENERATED)
        .addMember("value", "$S", "io.grantwright.processor.DescriptorProcessor")
        .build();
  }

  /** What nothing says is nullable is not, whatever the package of the source says. */
  static AnnotationSpec nullMarked() {
    return AnnotationSpec.builder(NULL_MARKED).build();
  }

  /** What is deprecated and named here is no mistake of the user's. */
  static void suppress(List<String> deprecations, TypeSpec.Builder type) {
    if (!deprecations.isEmpty()) {
      AnnotationSpec.Builder suppressed = AnnotationSpec.builder(SuppressWarnings.class);
      deprecations.forEach(each -> suppressed.addMember("value", "$S", each));
      type.addAnnotation(suppressed.build());
    }
  }

  static AnnotationSpec fromSource(
      ClassRef type, String documentation, List<AnnotationSpec> members) {
    AnnotationSpec.Builder annotation =
        AnnotationSpec.builder(FROM_SOURCE).addMember("type", "$T.class", of(type));
    if (!documentation.isEmpty()) {
      annotation.addMember("documentation", "$L", literal(documentation));
    }
    if (members.isEmpty()) {
      return annotation.addMember("members", "{}").build();
    }
    members.forEach(member -> annotation.addMember("members", "$L", member));
    return annotation.build();
  }

  static AnnotationSpec member(
      String name, String documentation, List<String> parameters, List<String> nullable) {
    AnnotationSpec.Builder member =
        AnnotationSpec.builder(FROM_SOURCE.nestedClass("Member")).addMember("name", "$S", name);
    if (!documentation.isEmpty()) {
      member.addMember("documentation", "$L", literal(documentation));
    }
    parameters.forEach(each -> member.addMember("parameters", "$S", each));
    nullable.forEach(each -> member.addMember("nullable", "$S", each));
    return member.build();
  }

  /** A text with its line breaks in one literal; JavaPoet's {@code $S} would cut it into lines. */
  private static String literal(String text) {
    String escaped =
        shortened(text).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    escaped = escaped.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    return '"' + escaped.replace("\t", "\\t") + '"';
  }

  /** As much of a text as a class file can hold. */
  private static String shortened(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes += c > 0 && c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
      if (bytes > LONGEST) {
        return text.substring(0, i) + "…";
      }
    }
    return text;
  }

  /** What {@link io.grantwright.annotations.FromSource} keeps of a component. */
  static AnnotationSpec member(Component component) {
    return member(
        component.accessor(),
        component.documentation(),
        List.of(),
        component.presence() == Presence.NULLABLE ? List.of(component.accessor()) : List.of());
  }

  /** {@code Secret}, {@code long}: of texts and scalars. */
  static String simpleName(ValueType type) {
    String name = bare(type).toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  static String capitalized(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  /** {@code tokenType} gives {@code TOKEN_TYPE}. */
  static String constant(String name) {
    StringBuilder constant = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (i > 0 && Character.isUpperCase(c) && !Character.isUpperCase(name.charAt(i - 1))) {
        constant.append('_');
      }
      constant.append(c);
    }
    return constant.toString().toUpperCase(Locale.ROOT);
  }

  private static TypeName primitive(ValueType.Scalar scalar) {
    return switch (scalar.kind()) {
      case INT -> TypeName.INT;
      case LONG -> TypeName.LONG;
      case DOUBLE -> TypeName.DOUBLE;
      case BOOLEAN -> TypeName.BOOLEAN;
    };
  }

  private static IllegalStateException unsupported(ValueType type) {
    return new IllegalStateException("The checks should have refused " + type);
  }
}
