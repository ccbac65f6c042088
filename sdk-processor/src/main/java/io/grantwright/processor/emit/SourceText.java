package io.grantwright.processor.emit;

import java.util.Locale;

/**
 * What a file of source may hold whatever javac's {@code -encoding} is: outside of comments only
 * ASCII, since what an encoding does not have would become a question mark in a name on the wire.
 */
final class SourceText {
  private SourceText() {}

  /** The same source, with escapes for all other characters of its literals and names. */
  static String of(String source) {
    StringBuilder text = new StringBuilder(source.length() + source.length() / 8);
    boolean literal = false;
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (!literal && source.startsWith("/*", i)) {
        int end = source.indexOf("*/", i);
        text.append(source, i, end);
        i = end - 1;
      } else if (c > '~') {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else if (literal && c == '\\') {
        text.append(c).append(source.charAt(++i));
      } else {
        literal ^= c == '"';
        text.append(c);
      }
    }
    return text.toString();
  }
}
