package io.grantwright.processor.contract;

import io.grantwright.processor.model.ValueType;
import java.util.regex.Pattern;

/** Types as a contract writes them: what they are in Java, and from that what they are in JSON. */
final class TypeText {
  /** Types that are different in Java and the same text on the wire. */
  private static final Pattern TEXTS =
      Pattern.compile("sensitive-uri|secret|uri|instant|offset-date-time|(open-)?enum [^ ]+");

  /** Types that are different in Java and the same number on the wire. */
  private static final Pattern INTEGERS = Pattern.compile("\\b(int|long|Integer|Long)\\b");

  /** Types that are different in Java and the same bytes on the wire. */
  private static final Pattern BYTES = Pattern.compile("\\b(bytes|upload)\\b");

  private TypeText() {}

  static String of(ValueType type) {
    if (type instanceof ValueType.Text text) {
      return switch (text.kind()) {
        case STRING -> "text";
        case SECRET -> "secret";
        case SENSITIVE_URI -> "sensitive-uri";
        case URI -> "uri";
        case INSTANT -> "instant";
        case OFFSET_DATE_TIME -> "offset-date-time";
        case LOCAL_DATE -> "local-date";
        case LOCAL_DATE_TIME -> "local-date-time";
      };
    }
    if (type instanceof ValueType.Scalar scalar) {
      return switch (scalar.kind()) {
        case INT -> scalar.boxed() ? "Integer" : "int";
        case LONG -> scalar.boxed() ? "Long" : "long";
        case DOUBLE -> scalar.boxed() ? "Double" : "double";
        case BOOLEAN -> scalar.boxed() ? "Boolean" : "boolean";
      };
    }
    if (type instanceof ValueType.Enumeration known) {
      return "enum " + known.type().canonicalName();
    }
    if (type instanceof ValueType.OpenEnumeration open) {
      return "open-enum " + open.type().canonicalName();
    }
    if (type instanceof ValueType.ListOf list) {
      String lone = list.oneOrMany() ? "one or list of " : "list of ";
      String joined = list.separator() == null ? "" : " joined by \"" + list.separator() + '"';
      return lone + of(list.element()) + joined;
    }
    if (type instanceof ValueType.MapOf map) {
      return "map of " + of(map.value());
    }
    if (type instanceof ValueType.Model model) {
      return "record " + model.type().canonicalName();
    }
    if (type instanceof ValueType.Union union) {
      return "union " + union.type().canonicalName();
    }
    if (type instanceof ValueType.Binary binary) {
      return switch (binary.kind()) {
        case BYTES -> "bytes";
        case UPLOAD -> "upload";
        case DOWNLOAD -> "download";
      };
    }
    if (type instanceof ValueType.AnyJson) {
      return "any";
    }
    if (type instanceof ValueType.UnknownMembers) {
      return "unknown members";
    }
    if (type instanceof ValueType.Foreign foreign) {
      return "class " + foreign.type().canonicalName();
    }
    throw new IllegalStateException("A contract has no text for " + type);
  }

  /** Whether two types are the same on the wire. */
  static boolean sameOnTheWire(String type, String other) {
    return onTheWire(type).equals(onTheWire(other));
  }

  private static String onTheWire(String type) {
    String texts = BYTES.matcher(TEXTS.matcher(type).replaceAll("text")).replaceAll("bytes");
    return INTEGERS
        .matcher(texts)
        .replaceAll("integer")
        .replace("Double", "double")
        .replace("Boolean", "boolean")
        .replaceFirst("record [^ ]+", "object");
  }
}
