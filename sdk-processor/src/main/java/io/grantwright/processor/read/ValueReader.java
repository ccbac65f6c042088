package io.grantwright.processor.read;

import io.grantwright.processor.model.Flaw;
import io.grantwright.processor.model.Presence;
import io.grantwright.processor.model.ValueType;
import io.grantwright.processor.model.ValueType.BinaryKind;
import io.grantwright.processor.model.ValueType.Reason;
import io.grantwright.processor.model.ValueType.ScalarKind;
import io.grantwright.processor.model.ValueType.TextKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** From javac's types to {@link ValueType}s. */
final class ValueReader {
  private static final String SECRET = "io.grantwright.runtime.secret.";
  private static final String CALL = "io.grantwright.runtime.call.";
  private static final String JSON = "io.grantwright.runtime.json.";

  private static final Set<String> OPTIONAL_PRIMITIVES =
      Set.of("java.util.OptionalInt", "java.util.OptionalLong", "java.util.OptionalDouble");
  private static final Set<String> OTHER_BOXES =
      Set.of("java.lang.Byte", "java.lang.Short", "java.lang.Character", "java.lang.Float");
  private static final Set<String> COLLECTIONS =
      Set.of(
          "java.lang.Iterable",
          "java.util.Iterator",
          "java.util.stream.Stream",
          "java.util.stream.BaseStream");
  private static final Set<String> STREAMS =
      Set.of("java.io.InputStream", "java.io.File", "java.nio.file.Path", "java.nio.ByteBuffer");
  private static final Set<String> OTHER_DATES =
      Set.of(
          "java.util.Date", "java.util.Calendar", "java.time.ZonedDateTime", "java.sql.Timestamp");
  private static final Set<String> ENVELOPES =
      Set.of("okhttp3.Call", "okhttp3.Response", "retrofit2.Call", "retrofit2.Response");
  private static final Set<String> FUTURES =
      Set.of("java.util.concurrent.Future", "java.util.concurrent.CompletionStage");

  private final Compilation compilation;
  private final Types types;

  ValueReader(Compilation compilation, Types types) {
    this.compilation = compilation;
    this.types = types;
  }

  /** A type with what its declaration says about its presence. */
  record Value(ValueType type, Presence presence) {}

  /**
   * The type of a component or parameter.
   *
   * @param name its name, for flaws
   * @param site carries the annotations that shape it
   * @param joins what its {@code @Joined} may be on
   */
  Value read(
      String name, TypeMirror type, Site site, boolean nullable, Joins joins, List<Flaw> flaws) {
    boolean optional = isNamed(type, "java.util.Optional");
    boolean maybe = isNamed(type, JSON + "Maybe");
    List<? extends TypeMirror> arguments = arguments(type);
    if ((optional || maybe) && arguments.isEmpty()) {
      return new Value(unsupported(Reason.RAW, type), Presence.OPTIONAL);
    }
    ValueType value = read(optional || maybe ? arguments.get(0) : type);
    if (value instanceof ValueType.ListOf list) {
      value = shaped(list, site);
    }
    flaws.addAll(misshaped(name, value, site, joins));
    if (nullable && type.getKind().isPrimitive()) {
      String box = types.boxedClass((PrimitiveType) type).getSimpleName().toString();
      flaws.add(
          new Flaw(
              Flaw.Kind.NULLABLE_PRIMITIVE,
              List.of(name, TypeNames.written(type), box),
              site.origin()));
    }
    if (maybe) {
      return new Value(value, Presence.MAYBE);
    }
    return new Value(
        value, optional ? Presence.OPTIONAL : nullable ? Presence.NULLABLE : Presence.REQUIRED);
  }

  /** The type by itself. */
  ValueType read(TypeMirror type) {
    return switch (type.getKind()) {
      case INT -> new ValueType.Scalar(ScalarKind.INT, false);
      case LONG -> new ValueType.Scalar(ScalarKind.LONG, false);
      case DOUBLE -> new ValueType.Scalar(ScalarKind.DOUBLE, false);
      case BOOLEAN -> new ValueType.Scalar(ScalarKind.BOOLEAN, false);
      case BYTE, SHORT, CHAR, FLOAT -> unsupported(Reason.PRIMITIVE, type);
      case ARRAY ->
          ((ArrayType) type).getComponentType().getKind() == TypeKind.BYTE
              ? new ValueType.Binary(BinaryKind.BYTES)
              : unsupported(Reason.ARRAY, type);
      case WILDCARD -> unsupported(Reason.WILDCARD, type);
      case TYPEVAR -> unsupported(Reason.TYPE_VARIABLE, type);
      case ERROR -> throw new NotYetKnownException(TypeNames.written(type));
      case DECLARED -> readDeclared((DeclaredType) type);
      default -> unsupported(Reason.PARAMETERIZED, type);
    };
  }

  static boolean isNamed(TypeMirror type, String canonicalName) {
    return type instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement named
        && named.getQualifiedName().contentEquals(canonicalName);
  }

  private ValueType readDeclared(DeclaredType type) {
    TypeElement element = (TypeElement) type.asElement();
    String name = element.getQualifiedName().toString();
    List<? extends TypeMirror> arguments = type.getTypeArguments();
    if (arguments.isEmpty() && !element.getTypeParameters().isEmpty()) {
      return unsupported(Reason.RAW, type);
    }
    return switch (name) {
      case "java.lang.String" -> new ValueType.Text(TextKind.STRING);
      case "java.net.URI" -> new ValueType.Text(TextKind.URI);
      case CALL + "Upload" -> new ValueType.Binary(BinaryKind.UPLOAD);
      case CALL + "Download" -> new ValueType.Binary(BinaryKind.DOWNLOAD);
      case "java.time.Instant" -> new ValueType.Text(TextKind.INSTANT);
      case "java.time.OffsetDateTime" -> new ValueType.Text(TextKind.OFFSET_DATE_TIME);
      case "java.time.LocalDate" -> new ValueType.Text(TextKind.LOCAL_DATE);
      case "java.time.LocalDateTime" -> new ValueType.Text(TextKind.LOCAL_DATE_TIME);
      case SECRET + "Secret" -> new ValueType.Text(TextKind.SECRET);
      case SECRET + "SensitiveUri" -> new ValueType.Text(TextKind.SENSITIVE_URI);
      case "java.lang.Integer" -> new ValueType.Scalar(ScalarKind.INT, true);
      case "java.lang.Long" -> new ValueType.Scalar(ScalarKind.LONG, true);
      case "java.lang.Double" -> new ValueType.Scalar(ScalarKind.DOUBLE, true);
      case "java.lang.Boolean" -> new ValueType.Scalar(ScalarKind.BOOLEAN, true);
      case "java.lang.Object" -> new ValueType.AnyJson();
      case JSON + "UnknownMembers" -> new ValueType.UnknownMembers();
      case JSON + "OpenEnum" -> openEnum(type);
      case "java.util.List" -> container(type, read(arguments.get(0)), false);
      case "java.util.Map" ->
          isNamed(arguments.get(0), "java.lang.String")
              ? container(type, read(arguments.get(1)), true)
              : unsupported(Reason.MAP_KEY, type);
      case "java.util.Optional" -> unsupported(Reason.OPTIONAL_INSIDE, type);
      case JSON + "Maybe" -> unsupported(Reason.MAYBE_INSIDE, type);
      default -> readOther(type, element, name);
    };
  }

  private ValueType readOther(DeclaredType type, TypeElement element, String name) {
    if (OPTIONAL_PRIMITIVES.contains(name)) {
      return unsupported(Reason.OPTIONAL_PRIMITIVE, type);
    }
    if (OTHER_BOXES.contains(name)) {
      return unsupported(Reason.PRIMITIVE, type);
    }
    if (STREAMS.contains(name)) {
      return unsupported(Reason.STREAM, type);
    }
    if (OTHER_DATES.contains(name)) {
      return unsupported(Reason.DATE, type);
    }
    if (ENVELOPES.contains(name)) {
      return unsupported(Reason.ENVELOPE, type);
    }
    boolean generic = !element.getTypeParameters().isEmpty();
    if (element.getKind() == ElementKind.ENUM) {
      return new ValueType.Enumeration(Compilation.ref(element), compilation.modelled(element));
    }
    if (element.getKind() == ElementKind.RECORD) {
      return generic
          ? unsupported(Reason.GENERIC_RECORD, type)
          : new ValueType.Model(Compilation.ref(element), compilation.modelled(element));
    }
    if (isKindOf(type, COLLECTIONS)) {
      return unsupported(Reason.COLLECTION, type);
    }
    if (isKindOf(type, FUTURES)) {
      return unsupported(Reason.FUTURE, type);
    }
    if (generic) {
      return unsupported(Reason.PARAMETERIZED, type);
    }
    if (Site.of(compilation.elements(), element).has("Discriminator")) {
      return new ValueType.Union(Compilation.ref(element), compilation.modelled(element));
    }
    if (element.getModifiers().contains(Modifier.SEALED) && compilation.isSource(element)) {
      return unsupported(Reason.SEALED_INSIDE, type);
    }
    return new ValueType.Foreign(Compilation.ref(element));
  }

  private ValueType openEnum(DeclaredType type) {
    ValueType of = read(type.getTypeArguments().get(0));
    return of instanceof ValueType.Enumeration known
        ? new ValueType.OpenEnumeration(known.type(), known.modelled())
        : unsupported(Reason.TYPE_VARIABLE, type);
  }

  private static ValueType container(DeclaredType type, ValueType content, boolean map) {
    if (content instanceof ValueType.Unsupported unsupported) {
      return new ValueType.Unsupported(unsupported.reason(), TypeNames.written(type));
    }
    return map ? new ValueType.MapOf(content) : new ValueType.ListOf(content, null, false);
  }

  /** What {@code @Joined} may be on. */
  enum Joins {
    /** Members of JSON, which are read as well. */
    LISTS_OF_STRING("List<String>"),
    /** Values that are only written. */
    LISTS_OF_TEXTS("lists of texts, numbers and enums");

    private final String text;

    Joins(String text) {
      this.text = text;
    }

    boolean includes(ValueType type) {
      if (!(type instanceof ValueType.ListOf list)) {
        return false;
      }
      return switch (this) {
        case LISTS_OF_STRING -> list.element().equals(new ValueType.Text(TextKind.STRING));
        case LISTS_OF_TEXTS ->
            list.element() instanceof ValueType.Text
                || list.element() instanceof ValueType.Scalar
                || list.element() instanceof ValueType.Enumeration
                || list.element() instanceof ValueType.OpenEnumeration;
      };
    }
  }

  private static List<Flaw> misshaped(String name, ValueType type, Site site, Joins joins) {
    List<Flaw> flaws = new ArrayList<>();
    site.find("Joined")
        .ifPresent(
            joined -> {
              if (!joins.includes(type)) {
                flaws.add(new Flaw(Flaw.Kind.JOINED, List.of(joins.text, name), joined.origin()));
              } else if (joined.text("value").isEmpty()) {
                flaws.add(
                    new Flaw(Flaw.Kind.JOINED_BY_NOTHING, List.of(name), joined.origin("value")));
              }
            });
    site.find("OneOrMany")
        .filter(mark -> !(type instanceof ValueType.ListOf))
        .ifPresent(
            mark -> flaws.add(new Flaw(Flaw.Kind.ONE_OR_MANY, List.of(name), mark.origin())));
    return flaws;
  }

  private static ValueType shaped(ValueType.ListOf list, Site site) {
    return new ValueType.ListOf(
        list.element(),
        site.find("Joined").map(joined -> joined.text("value")).orElse(null),
        site.has("OneOrMany"));
  }

  private boolean isKindOf(TypeMirror type, Set<String> names) {
    return names.stream().anyMatch(name -> isNamed(type, name))
        || types.directSupertypes(type).stream().anyMatch(above -> isKindOf(above, names));
  }

  private static List<? extends TypeMirror> arguments(TypeMirror type) {
    return type instanceof DeclaredType declared ? declared.getTypeArguments() : List.of();
  }

  private static ValueType unsupported(Reason reason, TypeMirror type) {
    return new ValueType.Unsupported(reason, TypeNames.written(type));
  }
}
