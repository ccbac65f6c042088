package io.grantwright.samples.cli;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Brings what has begun to its end when the user presses Ctrl-C: a code or a refresh token that is
 * on its way to the server is used up, and what comes back has to be stored. All else ends at once.
 */
final class Unbroken {
  /** More than any call takes: a user who waits for longer is right to kill the program. */
  private static final long LONGEST_SECONDS = 130;

  private final Semaphore free = new Semaphore(1);
  private volatile boolean stopped;
  private volatile Runnable whenStopped = () -> {};

  /** Does a step that no Ctrl-C cuts short. */
  <T> T run(Supplier<T> step) {
    begin();
    try {
      return step.get();
    } finally {
      end();
    }
  }

  /** Says what is to be done as soon as the user presses Ctrl-C, which may be done twice. */
  void whenStopped(Runnable task) {
    whenStopped = task;
    if (stopped) {
      task.run();
    }
  }

  /** Begins a step whose end is elsewhere. */
  void begin() {
    free.acquireUninterruptibly();
    if (stopped) {
      free.release();
      throw new Problem(ExitCode.STOPPED, "Stopped.");
    }
  }

  void end() {
    free.release();
  }

  /**
   * Lets no step begin any more, and waits for the one under way.
   *
   * @param waiting is run if there is one
   */
  void stop(Runnable waiting) {
    stopped = true;
    whenStopped.run();
    try {
      if (!free.tryAcquire()) {
        waiting.run();
        if (!free.tryAcquire(LONGEST_SECONDS, TimeUnit.SECONDS)) {
          return;
        }
      }
      free.release();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
