package io.grantwright.samples.phal;

import java.time.Duration;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

/** Time passes when the test says so. */
public final class ManualTimer implements Timer {
  private final BlockingDeque<Due> due = new LinkedBlockingDeque<>();

  private record Due(Duration delay, Runnable task) {}

  @Override
  public void after(Duration delay, Runnable task) {
    due.add(new Due(delay, task));
  }

  /** Waits until something is to be run later; says when. */
  public Duration due() throws InterruptedException {
    Due next = next();
    due.addFirst(next);
    return next.delay();
  }

  /** Waits until something is to be run later, and runs it at once; says when it was due. */
  public Duration skip() throws InterruptedException {
    Due next = next();
    next.task().run();
    return next.delay();
  }

  private Due next() throws InterruptedException {
    Due next = due.poll(5, TimeUnit.MINUTES);
    if (next == null) {
      throw new AssertionError("Nothing is to be run later");
    }
    return next;
  }
}
