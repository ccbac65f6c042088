package io.grantwright.processor.read;

import static java.util.stream.Collectors.joining;

import io.grantwright.annotations.Naming.Case;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** From Java names to names on the wire. */
final class WireNames {
  private static final Pattern BEHIND_SMALL = Pattern.compile("([a-z0-9])([A-Z])");
  private static final Pattern BEHIND_CAPITALS = Pattern.compile("([A-Z])([A-Z][a-z])");

  private WireNames() {}

  /** The wire name of a component or parameter. */
  static String of(Case style, String javaName) {
    return style == Case.AS_WRITTEN ? javaName : join(style, words(javaName));
  }

  /** The wire name of an enum's constant, which is taken apart at its underscores. */
  static String ofConstant(Case style, String constant) {
    return style == Case.AS_WRITTEN ? constant : join(style, List.of(constant.split("_", -1)));
  }

  /** {@code exchangeToken} as {@code EXCHANGE_TOKEN}. */
  static String constant(String javaName) {
    return join(Case.UPPER_SNAKE, words(javaName));
  }

  private static List<String> words(String javaName) {
    String parted = BEHIND_SMALL.matcher(javaName).replaceAll("$1_$2");
    return List.of(BEHIND_CAPITALS.matcher(parted).replaceAll("$1_$2").split("_", -1));
  }

  private static String join(Case style, List<String> words) {
    return switch (style) {
      case AS_WRITTEN -> String.join("", words);
      case SNAKE -> String.join("_", words).toLowerCase(Locale.ROOT);
      case UPPER_SNAKE -> String.join("_", words).toUpperCase(Locale.ROOT);
      case KEBAB -> String.join("-", words).toLowerCase(Locale.ROOT);
      case PASCAL -> words.stream().map(WireNames::capitalized).collect(joining());
    };
  }

  private static String capitalized(String word) {
    return word.isEmpty()
        ? word
        : word.substring(0, 1).toUpperCase(Locale.ROOT)
            + word.substring(1).toLowerCase(Locale.ROOT);
  }
}
