package io.grantwright.runtime.store;

import io.grantwright.runtime.session.TokenStore;
import io.grantwright.testkit.TokenStoreContract;

final class MemoryTokenStoreTest extends TokenStoreContract {
  private final TokenStore store = new MemoryTokenStore();

  @Override
  protected TokenStore open() {
    return store;
  }
}
