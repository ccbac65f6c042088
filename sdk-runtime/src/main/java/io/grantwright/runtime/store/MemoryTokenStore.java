package io.grantwright.runtime.store;

import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.StoredGrant;
import io.grantwright.runtime.session.TokenStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps grants as long as the process lives. */
public final class MemoryTokenStore implements TokenStore {
  private final Map<GrantKey, StoredGrant> grants = new ConcurrentHashMap<>();

  // Never removed: whoever waits for a lock and whoever comes next must find the same one.
  private final Map<GrantKey, Semaphore> locks = new ConcurrentHashMap<>();

  /** Makes an empty store. */
  public MemoryTokenStore() {}

  @Override
  public List<GrantKey> grants() {
    return List.copyOf(grants.keySet());
  }

  @Override
  public Optional<StoredGrant> read(GrantKey key) {
    return Optional.ofNullable(grants.get(key));
  }

  @Override
  public Optional<GrantLock> lock(GrantKey key, Duration wait) throws InterruptedException {
    Semaphore lock = locks.computeIfAbsent(key, any -> new Semaphore(1, true));
    if (!lock.tryAcquire(TimeUnit.NANOSECONDS.convert(wait), TimeUnit.NANOSECONDS)) {
      return Optional.empty();
    }
    AtomicBoolean held = new AtomicBoolean(true);
    return Optional.of(
        () -> {
          if (held.compareAndSet(true, false)) {
            lock.release();
          }
        });
  }

  @Override
  public boolean replace(GrantKey key, long expected, StoredGrant grant) {
    AtomicBoolean written = new AtomicBoolean();
    grants.compute(
        key,
        (any, found) -> {
          written.set((found == null ? 0 : found.version()) == expected);
          return written.get() ? grant : found;
        });
    return written.get();
  }

  @Override
  public boolean delete(GrantKey key, long expected) {
    AtomicBoolean deleted = new AtomicBoolean();
    grants.computeIfPresent(
        key,
        (any, found) -> {
          deleted.set(found.version() == expected);
          return deleted.get() ? null : found;
        });
    return deleted.get();
  }
}
