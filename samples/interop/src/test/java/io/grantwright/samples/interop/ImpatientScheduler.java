package io.grantwright.samples.interop;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes devices ask a hundred times as often as they should, which none of the servers minds. */
final class ImpatientScheduler extends ScheduledThreadPoolExecutor {
  private static final int TIMES = 100;

  ImpatientScheduler() {
    super(1);
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    return super.schedule(command, unit.toNanos(delay) / TIMES, TimeUnit.NANOSECONDS);
  }
}
