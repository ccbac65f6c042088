package io.grantwright.runtime.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps grants, for one process or for several. Sessions call it while they hold the grant's lock;
 * versions guard against whoever does not. {@code TokenStoreContract} of the test kit says in tests
 * what is asked of a store.
 *
 * <p>A write has happened durably when its method returns: what is written next may be the only
 * valid refresh token there is. Every method may be called by several threads at once, and throws
 * {@link TokenStoreException} if the store fails; then a write may or may not have happened.
 */
public interface TokenStore {
  /**
   * Lists the grants.
   *
   * @return the keys of all grants that are kept, in no order
   * @throws TokenStoreException if one of them cannot be told, or the store cannot be read
   */
  List<GrantKey> grants();

  /**
   * Reads a grant.
   *
   * @param key its key
   * @return what was written last; empty if there is none
   * @throws TokenStoreException if it cannot be read; an unreadable grant is not an absent one
   */
  Optional<StoredGrant> read(GrantKey key);

  /**
   * Locks a grant against everybody else who uses the store: other threads, other instances on the
   * same place, and where processes share the place, other processes. Not reentrant.
   *
   * @param key the grant's key; there need be no grant
   * @param wait how long to wait for it at most; zero tries once
   * @return the lock; empty if somebody else held it for all that time
   * @throws TokenStoreException if nobody can say who holds it
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  Optional<GrantLock> lock(GrantKey key, Duration wait) throws InterruptedException;

  /**
   * Writes a grant if nobody else has in the meantime. A grant with a marker announces that a
   * larger one follows: a store that can run full reserves room for it now, and fails now if there
   * is none.
   *
   * @param key its key
   * @param expected the version that is to be replaced; 0 for none
   * @param grant what is to be kept, under another version
   * @return whether it was written; if not, the store has another version than the expected one
   * @throws TokenStoreException if it cannot be written
   */
  boolean replace(GrantKey key, long expected, StoredGrant grant);

  /**
   * Deletes a grant if nobody has changed it in the meantime.
   *
   * @param key its key
   * @param expected the version that is to be deleted
   * @return whether it was deleted; if not, the store has another version, or no grant
   * @throws TokenStoreException if it cannot be deleted
   */
  boolean delete(GrantKey key, long expected);

  /** A grant's lock. */
  interface GrantLock extends AutoCloseable {
    /** Gives the lock back, in whatever thread. The second time does nothing. */
    @Override
    void close();
  }
}
