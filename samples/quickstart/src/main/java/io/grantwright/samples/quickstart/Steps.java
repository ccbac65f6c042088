package io.grantwright.samples.quickstart;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Prints a line for each step: how long it took, and what happened. */
final class Steps {
  private final PrintStream out;
  private final LongSupplier nanoTime;
  private long started;

  Steps(PrintStream out, LongSupplier nanoTime) {
    this.out = out;
    this.nanoTime = nanoTime;
    this.started = nanoTime.getAsLong();
  }

  /** A step has worked; the time since the last one was its own. */
  void done(String what) {
    long now = nanoTime.getAsLong();
    out.printf(Locale.ROOT, "%6d ms  %s%n", (now - started) / 1_000_000, what);
    started = now;
  }

  /** A step was left out. */
  void skipped(String what, String why) {
    out.printf("  skipped  %s: %s%n", what, why);
  }

  /** A title over the steps that follow. */
  void title(String text) {
    out.println(text);
  }
}
