package io.grantwright.runtime.flow;

import io.grantwright.runtime.secret.Secret;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps authorizations in the memory of this process. */
public final class MemoryPendingStore implements PendingStore {
  private static final int DEFAULT_CAPACITY = 10_000;

  private final int capacity;
  private final Clock clock;

  // In the order in which they were put, which is more or less that of their deadlines.
  private final Map<Secret, Entry> entries = new LinkedHashMap<>();

  private record Entry(PendingAuthorization pending, Secret browser) {}

  /** Makes a store for 10,000 authorizations. */
  public MemoryPendingStore() {
    this(DEFAULT_CAPACITY, Clock.systemUTC());
  }

  /**
   * Makes a store.
   *
   * @param capacity how many authorizations it keeps at most: anyone can start one and leave it.
   *     The oldest makes room
   * @param clock tells when authorizations expire
   * @throws IllegalArgumentException if there is room for none
   */
  public MemoryPendingStore(int capacity, Clock clock) {
    if (capacity < 1) {
      throw new IllegalArgumentException("A store has room for at least one, not " + capacity);
    }
    this.capacity = capacity;
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  @Override
  public synchronized void put(PendingAuthorization pending, Secret browser) {
    Instant now = clock.instant();
    Iterator<Entry> oldest = entries.values().iterator();
    while (oldest.hasNext()) {
      boolean expired = !now.isBefore(oldest.next().pending().deadline());
      if (!expired && entries.size() < capacity) {
        break;
      }
      oldest.remove();
    }
    entries.put(pending.state(), new Entry(pending, Objects.requireNonNull(browser, "browser")));
  }

  @Override
  public synchronized Optional<PendingAuthorization> take(Secret state, Secret browser) {
    @Nullable Entry entry = entries.get(state);
    if (entry == null || !entry.browser().equals(browser)) {
      return Optional.empty();
    }
    entries.remove(state);
    return Optional.of(entry.pending());
  }

  /** {@return how many authorizations are kept} */
  @Override
  public synchronized String toString() {
    return "MemoryPendingStore[" + entries.size() + " of at most " + capacity + "]";
  }
}
