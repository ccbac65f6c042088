package io.grantwright.runtime.retry;

import java.time.Duration;

/**
 * The simple way to say how a call is tried again after the statuses 429, 500, 502, 503 and 504. It
 * never overrides what is safe to send twice, and never the {@code totalTimeout} of the call, two
 * minutes unless it is set: trying for longer takes a longer one.
 *
 * @param initialInterval the delay before the first retry
 * @param maxInterval the longest delay between two attempts
 * @param exponent what each delay is multiplied by for the next one; at least 1
 * @param maxElapsedTime the longest time since the first attempt after which another one starts
 * @param retryConnectionErrors whether failures to connect and broken connections are tried again
 */
public record RetryConfig(
    Duration initialInterval,
    Duration maxInterval,
    double exponent,
    Duration maxElapsedTime,
    boolean retryConnectionErrors) {

  /**
   * 500 ms, growing by half to 60 s, for five minutes (as far as {@code totalTimeout} lets it),
   * connection errors included.
   */
  public static final RetryConfig DEFAULT =
      new RetryConfig(
          Duration.ofMillis(500), Duration.ofSeconds(60), 1.5, Duration.ofMinutes(5), true);

  /**
   * Checks the intervals.
   *
   * @param initialInterval the delay before the first retry
   * @param maxInterval the longest delay between two attempts
   * @param exponent what each delay is multiplied by for the next one
   * @param maxElapsedTime the longest time after which another attempt starts
   * @param retryConnectionErrors whether connection errors are tried again
   * @throws IllegalArgumentException naming the component at fault
   */
  public RetryConfig {
    positive("initialInterval", initialInterval);
    positive("maxElapsedTime", maxElapsedTime);
    if (maxInterval.compareTo(initialInterval) < 0) {
      throw new IllegalArgumentException(
          "maxInterval must not be shorter than initialInterval ("
              + initialInterval
              + "), found "
              + maxInterval
              + ".");
    }
    if (!(exponent >= 1) || Double.isInfinite(exponent)) {
      throw new IllegalArgumentException("exponent must be at least 1, found " + exponent + ".");
    }
  }

  /**
   * Changes the initial interval.
   *
   * @param interval the delay before the first retry
   * @return a configuration with it
   * @throws IllegalArgumentException if it is not longer than zero, or longer than the longest
   *     interval
   */
  public RetryConfig withInitialInterval(Duration interval) {
    return new RetryConfig(interval, maxInterval, exponent, maxElapsedTime, retryConnectionErrors);
  }

  /**
   * Changes the longest interval.
   *
   * @param interval the longest delay between two attempts
   * @return a configuration with it
   * @throws IllegalArgumentException if it is shorter than the initial interval
   */
  public RetryConfig withMaxInterval(Duration interval) {
    return new RetryConfig(
        initialInterval, interval, exponent, maxElapsedTime, retryConnectionErrors);
  }

  /**
   * Changes the exponent.
   *
   * @param factor what each delay is multiplied by for the next one; at least 1
   * @return a configuration with it
   * @throws IllegalArgumentException if it is less than 1 or infinite
   */
  public RetryConfig withExponent(double factor) {
    return new RetryConfig(
        initialInterval, maxInterval, factor, maxElapsedTime, retryConnectionErrors);
  }

  /**
   * Changes the longest elapsed time.
   *
   * @param time the longest time since the first attempt after which another one starts
   * @return a configuration with it
   * @throws IllegalArgumentException if it is not longer than zero
   */
  public RetryConfig withMaxElapsedTime(Duration time) {
    return new RetryConfig(initialInterval, maxInterval, exponent, time, retryConnectionErrors);
  }

  /**
   * Changes whether connection errors count.
   *
   * @param retried whether failures to connect and broken connections are tried again
   * @return a configuration with it
   */
  public RetryConfig withRetryConnectionErrors(boolean retried) {
    return new RetryConfig(initialInterval, maxInterval, exponent, maxElapsedTime, retried);
  }

  private static void positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be longer than zero, found " + value + ".");
    }
  }
}
