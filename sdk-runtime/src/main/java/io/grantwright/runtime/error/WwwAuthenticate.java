package io.grantwright.runtime.error;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads challenges (RFC 9110 §11.6.1). Lenient, since a header that is a little wrong must not hide
 * the error it is about: commas between parameters may be missing, and what cannot be understood is
 * passed over. It never fails, and looks at each character a bounded number of times.
 */
public final class WwwAuthenticate {
  private static final int LONGEST_HEADER = 16 * 1024;

  private final String text;
  private int position;

  private WwwAuthenticate(String text) {
    this.text = text;
  }

  /**
   * Reads the challenges of an answer.
   *
   * @param values the values of its {@code WWW-Authenticate} headers
   * @return the challenges, in their order
   */
  public static List<Challenge> parse(List<String> values) {
    List<Challenge> challenges = new ArrayList<>();
    for (String value : values) {
      String text = value.length() > LONGEST_HEADER ? value.substring(0, LONGEST_HEADER) : value;
      new WwwAuthenticate(text).readInto(challenges);
    }
    return List.copyOf(challenges);
  }

  private void readInto(List<Challenge> challenges) {
    while (true) {
      skipBlanksAndCommas();
      if (position >= text.length()) {
        return;
      }
      String scheme = readToken();
      if (scheme.isEmpty()) {
        position++;
      } else {
        challenges.add(readChallenge(scheme));
      }
    }
  }

  private Challenge readChallenge(String scheme) {
    skipBlanks();
    Optional<String> token68 = readToken68();
    Map<String, String> parameters = new LinkedHashMap<>();
    if (token68.isEmpty()) {
      readParameters(parameters);
    }
    return new Challenge(scheme, token68, parameters);
  }

  /** Stops before a token that no equals sign follows: the next challenge's scheme. */
  private void readParameters(Map<String, String> parameters) {
    while (true) {
      skipBlanksAndCommas();
      int start = position;
      String name = readToken();
      skipBlanks();
      if (name.isEmpty() || position >= text.length() || text.charAt(position) != '=') {
        position = start;
        return;
      }
      position++;
      skipBlanks();
      parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), readValue());
    }
  }

  /** A token68 fills the challenge: only then is it told from a parameter's name. */
  private Optional<String> readToken68() {
    int end = position;
    while (end < text.length() && isToken68(text.charAt(end))) {
      end++;
    }
    int afterEquals = end;
    while (afterEquals < text.length() && text.charAt(afterEquals) == '=') {
      afterEquals++;
    }
    int next = afterEquals;
    while (next < text.length() && isBlank(text.charAt(next))) {
      next++;
    }
    if (end == position || (next < text.length() && text.charAt(next) != ',')) {
      return Optional.empty();
    }
    String token68 = text.substring(position, afterEquals);
    position = next;
    return Optional.of(token68);
  }

  private String readValue() {
    if (position < text.length() && text.charAt(position) == '"') {
      return readQuoted();
    }
    // More than a token may hold, for the sake of unquoted URLs.
    int start = position;
    while (position < text.length()
        && !isBlank(text.charAt(position))
        && text.charAt(position) != ',') {
      position++;
    }
    return text.substring(start, position);
  }

  private String readQuoted() {
    StringBuilder value = new StringBuilder();
    position++;
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c == '"') {
        break;
      }
      if (c == '\\' && position < text.length()) {
        c = text.charAt(position++);
      }
      value.append(c);
    }
    return value.toString();
  }

  private String readToken() {
    int start = position;
    while (position < text.length() && isToken(text.charAt(position))) {
      position++;
    }
    return text.substring(start, position);
  }

  private void skipBlanks() {
    while (position < text.length() && isBlank(text.charAt(position))) {
      position++;
    }
  }

  private void skipBlanksAndCommas() {
    while (position < text.length()
        && (isBlank(text.charAt(position)) || text.charAt(position) == ',')) {
      position++;
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** RFC 9110 §5.6.2. */
  private static boolean isToken(char c) {
    return isAlphanumeric(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }

  /** RFC 9110 §11.2. */
  private static boolean isToken68(char c) {
    return isAlphanumeric(c) || "-._~+/".indexOf(c) >= 0;
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
