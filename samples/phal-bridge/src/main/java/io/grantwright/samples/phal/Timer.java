package io.grantwright.samples.phal;

import java.time.Duration;

/** Runs something later. */
@FunctionalInterface
public interface Timer {
  void after(Duration delay, Runnable task);
}
