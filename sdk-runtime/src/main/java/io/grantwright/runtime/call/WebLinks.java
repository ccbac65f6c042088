package io.grantwright.runtime.call;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The header {@code Link} (RFC 8288 §3). */
final class WebLinks {
  private final String text;
  private int at;

  private WebLinks(String text) {
    this.text = text;
  }

  /** The target of the first link with the relation {@code next}; null if there is none. */
  static @Nullable String next(List<String> values) {
    for (String value : values) {
      String target = new WebLinks(value).next();
      if (target != null) {
        return target;
      }
    }
    return null;
  }

  private @Nullable String next() {
    while (true) {
      int open = text.indexOf('<', at);
      int close = open < 0 ? -1 : text.indexOf('>', open);
      if (close < 0) {
        return null;
      }
      at = close + 1;
      if (parametersSayNext()) {
        return text.substring(open + 1, close).strip();
      }
    }
  }

  /** Reads up to the end of one link. */
  private boolean parametersSayNext() {
    boolean next = false;
    boolean related = false;
    while (at < text.length() && text.charAt(at) != ',') {
      if (text.charAt(at) != ';') {
        at++;
        continue;
      }
      at++;
      int start = at;
      while (at < text.length() && ";,=".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      String name = text.substring(start, at).strip();
      String value = "";
      if (at < text.length() && text.charAt(at) == '=') {
        at++;
        value = value();
      }
      // Only the first one counts (§3.3).
      if (name.equalsIgnoreCase("rel") && !related) {
        related = true;
        next = List.of(value.toLowerCase(Locale.ROOT).split("\\s+", -1)).contains("next");
      }
    }
    return next;
  }

  private String value() {
    StringBuilder value = new StringBuilder();
    boolean quoted = false;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted && c == '\\' && at + 1 < text.length()) {
        value.append(text.charAt(++at));
      } else if (!quoted && (c == ';' || c == ',')) {
        break;
      } else {
        value.append(c);
      }
    }
    return value.toString().strip();
  }
}
