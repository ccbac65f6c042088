package io.grantwright.runtime.error;

import io.grantwright.runtime.json.EnumNames;
import java.util.Locale;
import java.util.Set;

/**
 * Makes a text of a server fit for a log: no control characters, no runs that could be a token, not
 * too long. One pass, so that a hostile text costs no more than a friendly one.
 */
final class Redaction {
  private static final int LONGEST_TEXT = 200;
  private static final int SHORTEST_TOKEN = 20;
  private static final String HIDDEN = "[redacted]";
  private static final EnumNames<OAuthErrorCode> CODES = OAuthErrorCode.NAMES;

  /** Words of the protocols that are as long as a token; their like would hide the error itself. */
  private static final Set<String> HARMLESS =
      Set.of(
          "device_authorization_endpoint",
          "code_challenge_method",
          "introspection_endpoint",
          "authorization_endpoint",
          "authorization_details",
          "client_assertion_type",
          "token_endpoint_auth_method",
          "application/octet-stream",
          "application/problem+json",
          "application/problem+xml",
          "application/x-www-form-urlencoded",
          "application/xhtml+xml");

  /** What is sent under these names is never shown, however short. */
  private static final Set<String> SENSITIVE =
      Set.of(
          "access_token",
          "client_assertion",
          "assertion",
          "authorization",
          "bearer",
          "client_secret",
          "code",
          "code_verifier",
          "device_code",
          "id_token",
          "key",
          "nonce",
          "password",
          "refresh_token",
          "secret",
          "sig",
          "signature",
          "state",
          "token",
          "user_code");

  private Redaction() {}

  static String shown(String text) {
    StringBuilder shown = new StringBuilder(Math.min(text.length(), LONGEST_TEXT) + 1);
    int i = 0;
    while (i < text.length() && shown.length() <= LONGEST_TEXT) {
      int end = endOfRun(text, i);
      if (end > i) {
        String run = text.substring(i, end);
        if (run.startsWith("//") && i > 0 && text.charAt(i - 1) == ':') {
          appendUrl(run, shown);
        } else {
          appendRun(run, shown);
        }
        i = end;
      } else {
        int c = text.codePointAt(i);
        appendOther(c, shown);
        i += Character.charCount(c);
      }
    }
    int length = shown.length();
    if (i < text.length() || length > LONGEST_TEXT) {
      int cut = Math.min(length, LONGEST_TEXT);
      if (cut > 0 && Character.isHighSurrogate(shown.charAt(cut - 1))) {
        cut--;
      }
      shown.setLength(cut);
      return shown.append('…').toString();
    }
    if (length > 0 && shown.charAt(length - 1) == ' ') {
      shown.setLength(length - 1);
    }
    return shown.toString();
  }

  /**
   * The same for a text that should be an error's code: as words of letters it is shown however
   * long, as in {@code OAUTH_INVALID_REDIRECT_URI}.
   */
  static String shownCode(String text) {
    if (text.length() > LONGEST_TEXT) {
      return shown(text);
    }
    int letters = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      letters = letter ? letters + 1 : 0;
      if (letters >= SHORTEST_TOKEN || (!letter && c != '_')) {
        return shown(text);
      }
    }
    return text;
  }

  private static int endOfRun(String text, int start) {
    int i = start;
    while (i < text.length() && isTokenCharacter(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** The characters of base64, base64url, JWTs (RFC 7515 §3.1), token68 and percent-encoding. */
  private static boolean isTokenCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-_.~+/=%".indexOf(c) >= 0;
  }

  private static void appendRun(String run, StringBuilder shown) {
    int equals = run.indexOf('=');
    if (equals > 0
        && equals < run.length() - 1
        && SENSITIVE.contains(run.substring(0, equals).toLowerCase(Locale.ROOT))) {
      shown.append(run, 0, equals + 1).append(HIDDEN);
    } else if (run.length() < SHORTEST_TOKEN || isHarmless(run)) {
      shown.append(run);
    } else {
      shown.append(HIDDEN);
    }
  }

  /** Host and path of a URL are long together and telling one by one. */
  private static void appendUrl(String run, StringBuilder shown) {
    int start = 0;
    for (int i = 0; i <= run.length(); i++) {
      if (i == run.length() || run.charAt(i) == '/' || run.charAt(i) == '.') {
        appendRun(run.substring(start, i), shown);
        if (i < run.length()) {
          shown.append(run.charAt(i));
        }
        start = i + 1;
      }
    }
  }

  private static boolean isHarmless(String run) {
    int length = run.length();
    while (length > 0 && run.charAt(length - 1) == '.') {
      length--;
    }
    String word = run.substring(0, length);
    return length < SHORTEST_TOKEN || HARMLESS.contains(word) || CODES.find(word) != null;
  }

  /** Blanks, control and format characters become one space; half a surrogate pair, too. */
  private static void appendOther(int c, StringBuilder shown) {
    boolean blank =
        switch (Character.getType(c)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.SPACE_SEPARATOR ->
              true;
          default -> false;
        };
    if (!blank) {
      shown.appendCodePoint(c);
    } else if (shown.length() > 0 && shown.charAt(shown.length() - 1) != ' ') {
      shown.append(' ');
    }
  }
}
