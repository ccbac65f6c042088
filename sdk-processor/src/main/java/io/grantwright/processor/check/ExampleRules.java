package io.grantwright.processor.check;

import io.grantwright.processor.model.Example;
import io.grantwright.processor.model.ValueType;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;

/** Rules of examples: what stands in the documentation compiles. */
final class ExampleRules {
  private ExampleRules() {}

  /** A problem of an example, if there is one and it has one. */
  static Optional<Problem> check(String name, ValueType type, Optional<Example> example) {
    ValueType value = type instanceof ValueType.ListOf list ? list.element() : type;
    return example
        .filter(each -> !fits(each.text(), value))
        .map(each -> Problem.of(Rule.EXAMPLE, each.origin(), each.text(), name, kind(value)));
  }

  private static boolean fits(String text, ValueType type) {
    if (type instanceof ValueType.Text kind) {
      return switch (kind.kind()) {
        case STRING, SECRET, SENSITIVE_URI -> true;
        case URI -> isUri(text);
        case INSTANT -> isDate(text, Instant::parse);
        case OFFSET_DATE_TIME -> isDate(text, OffsetDateTime::parse);
        case LOCAL_DATE -> isDate(text, LocalDate::parse);
        case LOCAL_DATE_TIME -> isDate(text, LocalDateTime::parse);
      };
    }
    return type instanceof ValueType.Scalar scalar && fits(text, scalar.kind());
  }

  private static boolean fits(String text, ValueType.ScalarKind kind) {
    try {
      return switch (kind) {
        case INT -> Integer.toString(Integer.parseInt(text)).equals(text);
        case LONG -> Long.toString(Long.parseLong(text)).equals(text);
        case DOUBLE ->
            text.matches("-?[0-9]+(\\.[0-9]+)?") && Double.isFinite(Double.parseDouble(text));
        case BOOLEAN -> text.equals("true") || text.equals("false");
      };
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isUri(String text) {
    try {
      return !new URI(text).toString().isEmpty();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isDate(String text, Function<String, ?> parse) {
    try {
      return !parse.apply(text).toString().isEmpty();
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static String kind(ValueType type) {
    if (type instanceof ValueType.Text text) {
      return switch (text.kind()) {
        case STRING, SECRET, SENSITIVE_URI -> "a text";
        case URI -> "a URI";
        case INSTANT -> "an Instant, such as 2025-01-31T12:00:00Z";
        case OFFSET_DATE_TIME -> "an OffsetDateTime, such as 2025-01-31T12:00:00+01:00";
        case LOCAL_DATE -> "a LocalDate, such as 2025-01-31";
        case LOCAL_DATE_TIME -> "a LocalDateTime, such as 2025-01-31T12:00:00";
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
    if (type instanceof ValueType.Enumeration || type instanceof ValueType.OpenEnumeration) {
      return "an enum, whose values are listed anyway";
    }
    return "none of these";
  }
}
