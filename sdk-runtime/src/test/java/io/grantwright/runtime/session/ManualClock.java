package io.grantwright.runtime.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that the test moves, for many threads. */
final class ManualClock extends Clock {
  private volatile long now = 1_800_000_000_000L;

  @SuppressWarnings("NonAtomicVolatileUpdate") // Only the test's own thread moves it.
  void advance(Duration time) {
    now += time.toMillis();
  }

  @Override
  public long millis() {
    return now;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(now);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("A test needs no other zone");
  }
}
