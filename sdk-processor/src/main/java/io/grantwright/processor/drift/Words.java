package io.grantwright.processor.drift;

import io.grantwright.processor.model.EnumModel;
import io.grantwright.processor.model.Reach;
import io.grantwright.processor.model.ValueType;
import io.grantwright.processor.openapi.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Types in messages, each in the words of its own side. */
final class Words {
  /** Of more, some are enough to see what is meant. */
  private static final int SHOWN = 6;

  private Words() {}

  static String of(ValueType type, Reach reach) {
    if (type instanceof ValueType.Text text) {
      return switch (text.kind()) {
        case STRING -> "a String";
        case SECRET -> "a Secret";
        case SENSITIVE_URI -> "a SensitiveUri";
        case URI -> "a URI";
        case INSTANT -> "an Instant";
        case OFFSET_DATE_TIME -> "an OffsetDateTime";
        case LOCAL_DATE -> "a LocalDate";
        case LOCAL_DATE_TIME -> "a LocalDateTime";
      };
    }
    if (type instanceof ValueType.Scalar scalar) {
      return switch (scalar.kind()) {
        case INT -> "an int";
        case LONG -> "a long";
        case DOUBLE -> "a double";
        case BOOLEAN -> "a boolean";
      };
    }
    if (type instanceof ValueType.Enumeration known) {
      return "one of " + list(names(reach.enumeration(known.type())));
    }
    if (type instanceof ValueType.OpenEnumeration open) {
      return "one of " + list(names(reach.enumeration(open.type())));
    }
    if (type instanceof ValueType.ListOf) {
      return "a List";
    }
    if (type instanceof ValueType.MapOf) {
      return "a Map";
    }
    if (type instanceof ValueType.Model model) {
      return "the record " + model.type().simpleName();
    }
    if (type instanceof ValueType.Union union) {
      return "the union " + union.type().simpleName();
    }
    return "bytes";
  }

  static List<String> names(EnumModel model) {
    return model.constants().stream().map(EnumModel.Constant::wireName).toList();
  }

  static String of(Schema schema) {
    if (!schema.values().isEmpty()) {
      return (schema.values().size() == 1 ? "" : "one of ") + list(schema.values());
    }
    String types = String.join(" or ", schema.types());
    return schema.formats().isEmpty()
        ? types
        : types + " (" + String.join(" or ", schema.formats()) + ")";
  }

  static String list(Collection<String> texts) {
    List<String> shown =
        new ArrayList<>(texts.stream().limit(SHOWN).map(each -> '"' + each + '"').toList());
    if (texts.size() > SHOWN) {
      shown.add("…");
    }
    return String.join(", ", shown);
  }

  /** Statuses or media types, which need no quotes. */
  static String plain(Collection<String> texts) {
    return texts.isEmpty() ? "nothing" : texts.stream().collect(Collectors.joining(", "));
  }

  /** A name in the middle of a sentence. */
  static String lower(String what) {
    return Character.toLowerCase(what.charAt(0)) + what.substring(1);
  }
}
