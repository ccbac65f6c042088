package io.grantwright.runtime.call;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs what is due within the hour at once, and keeps how long it should have waited. */
final class FakeScheduler extends ScheduledThreadPoolExecutor {
  /** A deadline that never comes, and that is no delay. */
  static final Duration NEVER = Duration.ofDays(1);

  private final List<Duration> delays = new CopyOnWriteArrayList<>();

  FakeScheduler() {
    super(1);
  }

  List<Duration> delays() {
    return delays;
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    return super.schedule(task, shortened(unit.toNanos(delay)), TimeUnit.NANOSECONDS);
  }

  @Override
  public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
    return super.schedule(task, shortened(unit.toNanos(delay)), TimeUnit.NANOSECONDS);
  }

  private long shortened(long nanos) {
    if (nanos > TimeUnit.HOURS.toNanos(1)) {
      return nanos;
    }
    if (nanos > 0) {
      delays.add(Duration.ofNanos(nanos));
    }
    return 0;
  }
}
