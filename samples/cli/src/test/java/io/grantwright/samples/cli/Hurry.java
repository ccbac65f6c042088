package io.grantwright.samples.cli;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A scheduler that does not wait: what is due later is done at once, and nothing again and again.
 */
final class Hurry extends ScheduledThreadPoolExecutor {
  Hurry() {
    super(
        1,
        task -> {
          Thread thread = new Thread(task, "hurry");
          thread.setDaemon(true);
          return thread;
        });
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    return super.schedule(command, 0, unit);
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(
      Runnable command, long initialDelay, long period, TimeUnit unit) {
    return super.schedule(command, 0, unit);
  }
}
