package io.grantwright.runtime.flow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Runs tasks on the thread that moves the clock, when their time has come. */
final class TestScheduler extends AbstractExecutorService implements ScheduledExecutorService {
  private final TestClock clock;
  private final PriorityQueue<Task<?>> tasks = new PriorityQueue<>();
  private int scheduled;

  TestScheduler(TestClock clock) {
    this.clock = clock;
  }

  /** Lets time pass, and runs what becomes due. */
  void advance(Duration time) {
    Instant end = clock.instant().plus(time);
    while (true) {
      Task<?> next;
      synchronized (this) {
        next = tasks.peek();
        if (next == null || next.at.isAfter(end)) {
          break;
        }
        tasks.remove();
      }
      if (next.at.isAfter(clock.instant())) {
        clock.advance(Duration.between(clock.instant(), next.at));
      }
      next.run();
    }
    clock.advance(Duration.between(clock.instant(), end));
  }

  /** Waits until so many tasks were scheduled since the beginning. */
  synchronized void awaitScheduled(int count) throws InterruptedException {
    while (scheduled < count) {
      wait();
    }
  }

  synchronized int waiting() {
    return tasks.size();
  }

  @Override
  public synchronized <V> ScheduledFuture<V> schedule(
      Callable<V> callable, long delay, TimeUnit unit) {
    Task<V> task = new Task<>(callable, clock.instant().plus(delay, unit.toChronoUnit()));
    tasks.add(task);
    scheduled++;
    notifyAll();
    return task;
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
    return schedule(Executors.callable(command), delay, unit);
  }

  @Override
  public void execute(Runnable command) {
    ScheduledFuture<?> unused = schedule(command, 0, TimeUnit.SECONDS);
  }

  @Override
  public ScheduledFuture<?> scheduleAtFixedRate(Runnable r, long first, long rate, TimeUnit u) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ScheduledFuture<?> scheduleWithFixedDelay(Runnable r, long first, long d, TimeUnit u) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void shutdown() {}

  @Override
  public List<Runnable> shutdownNow() {
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return false;
  }

  private final class Task<V> extends FutureTask<V> implements ScheduledFuture<V> {
    private final Instant at;

    Task(Callable<V> callable, Instant at) {
      super(callable);
      this.at = at;
    }

    @Override
    protected void done() {
      synchronized (TestScheduler.this) {
        tasks.remove(this);
      }
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(Duration.between(clock.instant(), at));
    }

    @Override
    public int compareTo(Delayed other) {
      return at.compareTo(((Task<?>) other).at);
    }
  }
}
