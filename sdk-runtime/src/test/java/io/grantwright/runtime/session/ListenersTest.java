package io.grantwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.runtime.session.SessionAction.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

final class ListenersTest {
  private static final GrantKey ALICE = GrantKey.of("app", "https://as.example", "alice");

  private final List<String> heard = new ArrayList<>();
  private final SessionListener hearing =
      new SessionListener() {
        @Override
        public void refreshed(GrantKey grant, TokenKey token) {
          heard.add(token.resource().orElse(""));
        }
      };

  @Test
  void whatOneThatBlocksHasNotHeardIsKeptInOrderUpToANumber() {
    List<Runnable> threads = new ArrayList<>();
    Listeners listeners = new Listeners(ALICE, List.of(hearing), threads::add);
    for (int i = 0; i < Listeners.MOST_UNHEARD + 2; i++) {
      listeners.tell(new Notice.Refreshed(TokenKey.ofResource(String.valueOf(i))));
    }
    assertThat(threads).as("one thread for one listener").hasSize(1);
    threads.get(0).run();
    assertThat(heard).hasSize(Listeners.MOST_UNHEARD).startsWith("2", "3").endsWith("1001");
  }

  @Test
  void whatThereWasNoThreadForIsHeardLater() {
    List<Runnable> threads = new ArrayList<>();
    boolean[] isFull = {true};
    Listeners listeners =
        new Listeners(
            ALICE,
            List.of(hearing),
            task -> {
              if (isFull[0]) {
                throw new RejectedExecutionException("full");
              }
              threads.add(task);
            });
    listeners.tell(new Notice.Refreshed(TokenKey.ofResource("first")));
    isFull[0] = false;
    listeners.tell(new Notice.Refreshed(TokenKey.ofResource("second")));
    threads.forEach(Runnable::run);
    assertThat(heard).containsExactly("first", "second");
  }
}
