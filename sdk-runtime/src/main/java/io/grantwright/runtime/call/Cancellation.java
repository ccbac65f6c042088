package io.grantwright.runtime.call;

import java.util.ArrayList;
import java.util.List;

/** Lets another thread give up a call. One cancellation may serve several calls. */
public final class Cancellation {
  private final List<Runnable> actions = new ArrayList<>();
  private boolean cancelled;

  /** Starts uncancelled. */
  public Cancellation() {}

  /** Gives up the calls, those under way and those to come. */
  public void cancel() {
    List<Runnable> due;
    synchronized (this) {
      cancelled = true;
      due = List.copyOf(actions);
      actions.clear();
    }
    due.forEach(Runnable::run);
  }

  /** {@return whether {@link #cancel} has been called} */
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  void add(Runnable action) {
    synchronized (this) {
      if (!cancelled) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }

  synchronized void remove(Runnable action) {
    actions.remove(action);
  }
}
