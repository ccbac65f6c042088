package io.grantwright.runtime.session;

import java.util.ArrayList;
import java.util.List;

/** A timer that the test lets run out. */
final class ManualTimer implements SessionShell.Timer {
  private record Entry(long millis, Runnable task) {}

  private final List<Entry> entries = new ArrayList<>();

  @Override
  public synchronized void after(long millis, Runnable task) {
    entries.add(new Entry(millis, task));
  }

  /** {@return the times that were asked for, in order} */
  synchronized List<Long> times() {
    return entries.stream().map(Entry::millis).toList();
  }

  /** Lets all that was asked for come to its time. */
  void runOut() {
    List<Entry> due;
    synchronized (this) {
      due = List.copyOf(entries);
      entries.clear();
    }
    due.forEach(entry -> entry.task().run());
  }
}
