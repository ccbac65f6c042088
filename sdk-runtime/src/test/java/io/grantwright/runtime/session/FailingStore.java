package io.grantwright.runtime.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A store whose disk runs full. */
final class FailingStore implements TokenStore {
  private final TokenStore store;
  private int writesLeft = Integer.MAX_VALUE;

  FailingStore(TokenStore store) {
    this.store = store;
  }

  synchronized void failsAfter(int writes) {
    writesLeft = writes;
  }

  @Override
  public List<GrantKey> grants() {
    return store.grants();
  }

  @Override
  public Optional<StoredGrant> read(GrantKey key) {
    return store.read(key);
  }

  @Override
  public Optional<GrantLock> lock(GrantKey key, Duration wait) throws InterruptedException {
    return store.lock(key, wait);
  }

  @Override
  public synchronized boolean replace(GrantKey key, long expected, StoredGrant grant) {
    if (writesLeft == 0) {
      throw new TokenStoreException("The disk is full.", null);
    }
    writesLeft--;
    return store.replace(key, expected, grant);
  }

  @Override
  public boolean delete(GrantKey key, long expected) {
    return store.delete(key, expected);
  }
}
