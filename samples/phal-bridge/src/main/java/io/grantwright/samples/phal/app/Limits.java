package io.grantwright.samples.phal.app;

import io.grantwright.samples.phal.Refusal;
import java.util.Optional;
import okhttp3.HttpUrl;

/** What a field of a request may hold. The bus takes megabytes from anybody. */
final class Limits {
  static final int LONGEST_FIELD = 8 * 1024;

  private Limits() {}

  static void text(String field, String value, int longest) {
    if (value.isBlank()) {
      throw new Refusal(field + " is empty");
    }
    atMost(field, value, longest);
  }

  static void atMost(String field, String value, int longest) {
    if (value.length() > longest) {
      throw new Refusal(
          "%s has %s characters; it may have %s".formatted(field, value.length(), longest));
    }
  }

  static void url(String field, String value) {
    text(field, value, LONGEST_FIELD);
    if (HttpUrl.parse(value) == null) {
      throw new Refusal(field + " is no address such as https://as.example/authorize");
    }
  }

  /** Forms and skills leave fields empty where they have nothing. */
  static Optional<String> filled(Optional<String> value) {
    return value.map(String::strip).filter(text -> !text.isEmpty());
  }
}
