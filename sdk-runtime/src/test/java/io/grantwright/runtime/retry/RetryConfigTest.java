package io.grantwright.runtime.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class RetryConfigTest {
  private static final RetryConfig DEFAULT = RetryConfig.DEFAULT;

  @Test
  void triesForFiveMinutesUnlessTold() {
    assertThat(DEFAULT)
        .isEqualTo(
            new RetryConfig(
                Duration.ofMillis(500), Duration.ofSeconds(60), 1.5, Duration.ofMinutes(5), true));
  }

  @Test
  void takesEqualIntervals() {
    assertThat(DEFAULT.withInitialInterval(Duration.ofSeconds(60)).maxInterval())
        .isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void refusesIntervalsThatAreNone() {
    assertRefused(
        "initialInterval must be longer than zero, found PT0S.",
        () -> DEFAULT.withInitialInterval(Duration.ZERO));
    assertRefused(
        "initialInterval must be longer than zero, found PT-1S.",
        () -> DEFAULT.withInitialInterval(Duration.ofSeconds(-1)));
    assertRefused(
        "maxElapsedTime must be longer than zero, found PT0S.",
        () -> DEFAULT.withMaxElapsedTime(Duration.ZERO));
  }

  @Test
  void refusesALongestIntervalThatIsShorterThanTheFirst() {
    assertRefused(
        "maxInterval must not be shorter than initialInterval (PT0.5S), found PT0.499S.",
        () -> DEFAULT.withMaxInterval(Duration.ofMillis(499)));
  }

  @Test
  void refusesDelaysThatShrinkOrHaveNoEnd() {
    for (double exponent : new double[] {0.99, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertRefused(
          "exponent must be at least 1, found " + exponent + ".",
          () -> DEFAULT.withExponent(exponent));
    }
  }

  private static void assertRefused(String message, ThrowingCallable change) {
    assertThatIllegalArgumentException().isThrownBy(change).withMessage(message);
  }
}
