package io.grantwright.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.TokenStore;
import io.grantwright.runtime.session.TokenStore.GrantLock;
import io.grantwright.testkit.TokenStoreContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class MemoryTokenStoreTest extends TokenStoreContract {
  private final MemoryTokenStore store = new MemoryTokenStore();

  @Override
  protected TokenStore open() {
    return store;
  }

  @Test
  void aLockThatNobodyUsesAnyMoreIsForgotten() throws Exception {
    for (int i = 0; i < 10_000; i++) {
      GrantLock lock = store.lock(account(i), Duration.ZERO).orElseThrow();
      assertThat(store.locks()).isOne();
      lock.close();
      lock.close();
      assertThat(store.locks()).isZero();
    }
  }

  @Test
  void whoGivesUpWaitingForALockLeavesItToItsHolder() throws Exception {
    GrantLock held = store.lock(account(1), Duration.ZERO).orElseThrow();
    assertThat(store.lock(account(1), Duration.ZERO)).isEmpty();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> store.lock(account(1), Duration.ofDays(1)))
        .isInstanceOf(InterruptedException.class);
    assertThat(store.locks()).isOne();
    assertThat(store.lock(account(1), Duration.ZERO)).as("still held").isEmpty();
    held.close();
    assertThat(store.locks()).isZero();
  }

  private static GrantKey account(int number) {
    return GrantKey.of("client", "https://as.example", "account-" + number);
  }
}
