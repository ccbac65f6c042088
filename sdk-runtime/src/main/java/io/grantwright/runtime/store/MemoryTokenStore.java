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

  // Only of those who hold a lock or wait for it: the next one must find the same.
  private final Map<GrantKey, Lock> locks = new ConcurrentHashMap<>();

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
    Lock lock = borrow(key);
    boolean isHeld = false;
    try {
      isHeld = lock.holder.tryAcquire(TimeUnit.NANOSECONDS.convert(wait), TimeUnit.NANOSECONDS);
    } finally {
      if (!isHeld) {
        giveBack(key);
      }
    }
    if (!isHeld) {
      return Optional.empty();
    }
    AtomicBoolean held = new AtomicBoolean(true);
    return Optional.of(
        () -> {
          if (held.compareAndSet(true, false)) {
            lock.holder.release();
            giveBack(key);
          }
        });
  }

  private Lock borrow(GrantKey key) {
    return locks.compute(
        key,
        (any, found) -> {
          Lock lock = found == null ? new Lock() : found;
          lock.users++;
          return lock;
        });
  }

  private void giveBack(GrantKey key) {
    locks.computeIfPresent(key, (any, lock) -> --lock.users == 0 ? null : lock);
  }

  /** How many locks are held or waited for. */
  int locks() {
    return locks.size();
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

  /** A grant's lock, and how many hold it or wait for it. The map guards the number. */
  private static final class Lock {
    private final Semaphore holder = new Semaphore(1, true);
    private int users;
  }
}
