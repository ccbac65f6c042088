package io.grantwright.samples.phal;

import java.time.Duration;

/** How long to wait before the next attempt: twice as long each time, up to a minute. */
public final class Delays {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private Duration next = FIRST;

  public Duration next() {
    Duration now = next;
    Duration doubled = now.multipliedBy(2);
    next = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return now;
  }

  public void reset() {
    next = FIRST;
  }
}
