package io.grantwright.runtime.retry;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After} (RFC 9110 §10.2.3). */
public final class RetryAfter {
  private static final int MOST_DIGITS = 9;

  private RetryAfter() {}

  /**
   * Reads the header.
   *
   * @param value its value: seconds, or a date; null if there is none
   * @param clock what a date is compared with
   * @return the time to wait, never negative; empty if there is none or it makes no sense
   */
  public static Optional<Duration> parse(@Nullable String value, Clock clock) {
    if (value == null) {
      return Optional.empty();
    }
    String text = value.trim();
    if (!text.isEmpty() && text.length() <= MOST_DIGITS && isDigits(text)) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      Duration wait = Duration.between(clock.instant(), date.toInstant());
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException e) {
      // A header that nobody can read is as good as none.
      return Optional.empty();
    }
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
