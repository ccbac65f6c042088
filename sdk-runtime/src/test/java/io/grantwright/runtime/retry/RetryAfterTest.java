package io.grantwright.runtime.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 §10.2.3. */
final class RetryAfterTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("1999-12-31T23:59:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "120, PT2M",
    "0, PT0S",
    "' 7 ', PT7S",
    "999999999, PT277777H46M39S",
    "'Fri, 31 Dec 1999 23:59:59 GMT', PT59S",
    "'Fri, 31 Dec 1999 23:58:59 GMT', PT0S"
  })
  void readsSecondsAndDates(String value, Duration wait) {
    assertThat(RetryAfter.parse(value, CLOCK)).contains(wait);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "soon", "-1", "1.5", "+3", "\u0663", "1999999999", "Fri, 31 Dec 1999"})
  void takesWhatMakesNoSenseForNone(String value) {
    assertThat(RetryAfter.parse(value, CLOCK)).isEmpty();
  }

  @Test
  void thereMayBeNone() {
    assertThat(RetryAfter.parse(null, CLOCK)).isEmpty();
  }
}
