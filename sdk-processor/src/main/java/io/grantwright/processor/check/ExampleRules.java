package io.grantwright.processor.check;

import io.grantwright.processor.model.Example;
import io.grantwright.processor.model.ValueType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

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
      return kind.kind() != ValueType.TextKind.URI || isUri(text);
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

  private static String kind(ValueType type) {
    if (type instanceof ValueType.Text) {
      return "a URI";
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
