package io.grantwright.samples.phal;

import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.StoredGrant;
import io.grantwright.runtime.session.TokenStore;
import io.grantwright.runtime.session.TokenStoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A store on a disk that can be full: then it reads, and writes nothing. */
final class FullDisk implements TokenStore {
  private final TokenStore store;
  volatile boolean full;

  FullDisk(TokenStore store) {
    this.store = store;
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
  public boolean replace(GrantKey key, long expected, StoredGrant grant) {
    if (full) {
      throw new TokenStoreException("No space left on device", null);
    }
    return store.replace(key, expected, grant);
  }

  @Override
  public boolean delete(GrantKey key, long expected) {
    return store.delete(key, expected);
  }
}
