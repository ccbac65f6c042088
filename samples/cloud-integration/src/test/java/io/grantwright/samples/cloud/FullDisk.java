package io.grantwright.samples.cloud;

import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.StoredGrant;
import io.grantwright.runtime.session.TokenStore;
import io.grantwright.runtime.session.TokenStoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A disk that is full when a test says so. */
final class FullDisk {
  private volatile boolean full;

  void fill() {
    full = true;
  }

  void free() {
    full = false;
  }

  /** A store on this disk. */
  TokenStore over(TokenStore store) {
    return new TokenStore() {
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
          throw new TokenStoreException(
              "the file cannot be changed: No space left on device", null);
        }
        return store.replace(key, expected, grant);
      }

      @Override
      public boolean delete(GrantKey key, long expected) {
        return store.delete(key, expected);
      }
    };
  }
}
