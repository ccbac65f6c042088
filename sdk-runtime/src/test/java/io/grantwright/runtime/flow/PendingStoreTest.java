package io.grantwright.runtime.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grantwright.runtime.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PendingStoreTest {
  private static final String REDIRECT_URI = "https://app.example/cb";
  private static final Secret SESSION = Secret.of("session-1");

  private final TestServer server = new TestServer();
  private final TestClock clock = new TestClock();
  private final PendingStore store = new MemoryPendingStore(100, clock);
  private final AuthorizationCodeFlow flow =
      AuthorizationCodeFlow.builder(server).clock(clock).build();

  @Test
  void completesWhatAnotherRequestStarted() {
    PendingAuthorization pending = flow.authorization(REDIRECT_URI).start();
    store.put(pending, SESSION);
    assertThat(flow.complete(store, SESSION, answer(REDIRECT_URI, pending)).tokens())
        .isEqualTo(TestServer.TOKENS);
  }

  @Test
  void completesOnce() {
    PendingAuthorization pending = flow.authorization(REDIRECT_URI).start();
    store.put(pending, SESSION);
    flow.complete(store, SESSION, answer(REDIRECT_URI, pending));
    assertThatExceptionOfType(AuthorizationException.WrongState.class)
        .isThrownBy(() -> flow.complete(store, SESSION, answer(REDIRECT_URI, pending)))
        .withMessage(
            "The callback's state is that of no authorization of this browser: it may have been"
                + " completed before, or be an attack");
    assertThat(server.exchanges).hasSize(1);
  }

  @Test
  void givesAnAuthorizationToOneOfManyThatTryAtATime() {
    for (int meeting = 1; meeting <= 1_000; meeting++) {
      PendingAuthorization pending = flow.authorization(REDIRECT_URI).start();
      store.put(pending, SESSION);
      AtomicInteger arriving = new AtomicInteger(2);
      CompletableFuture<Boolean> other =
          CompletableFuture.supplyAsync(() -> takes(pending, arriving));
      boolean first = takes(pending, arriving);
      assertThat(List.of(first, other.join()))
          .as("meeting %d", meeting)
          .containsExactlyInAnyOrder(true, false);
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // Where processors are few, the other needs this one.
  private boolean takes(PendingAuthorization pending, AtomicInteger arriving) {
    arriving.decrementAndGet();
    while (arriving.get() > 0) {
      Thread.yield();
    }
    return store.take(pending.state(), SESSION).isPresent();
  }

  /** Else somebody could log a user in to an account that is not the user's (RFC 6749 §10.12). */
  @Test
  void isOfNoUseToAnotherBrowser() {
    PendingAuthorization pending = flow.authorization(REDIRECT_URI).start();
    store.put(pending, SESSION);
    assertThatExceptionOfType(AuthorizationException.WrongState.class)
        .isThrownBy(() -> flow.complete(store, Secret.of("victim"), answer(REDIRECT_URI, pending)));
    assertThat(server.exchanges).isEmpty();
    flow.complete(store, SESSION, answer(REDIRECT_URI, pending));
  }

  @Test
  void keepsWhatWasNotAnswered() {
    PendingAuthorization pending = flow.authorization(REDIRECT_URI).start();
    store.put(pending, SESSION);
    assertThatExceptionOfType(AuthorizationException.WrongAddress.class)
        .isThrownBy(
            () -> flow.complete(store, SESSION, answer("https://app.example/other", pending)));
    assertThatExceptionOfType(AuthorizationException.WrongState.class)
        .isThrownBy(
            () ->
                flow.complete(
                    store, SESSION, AuthorizationCallback.ofUri(REDIRECT_URI + "?code=c")));
    AuthorizationCallback ofNoAnswer =
        AuthorizationCallback.ofUri(
            REDIRECT_URI + "?auth_code=c&state=" + pending.state().reveal());
    assertThatExceptionOfType(AuthorizationException.Malformed.class)
        .isThrownBy(() -> flow.complete(store, SESSION, ofNoAnswer));
    flow.complete(store, SESSION, answer(REDIRECT_URI, pending));
  }

  @Test
  void forgetsWhatHasExpired() {
    PendingAuthorization old = flow.authorization(REDIRECT_URI).start();
    store.put(old, SESSION);
    clock.advance(Duration.ofMinutes(10));
    assertThatExceptionOfType(AuthorizationException.Expired.class)
        .isThrownBy(() -> flow.complete(store, SESSION, answer(REDIRECT_URI, old)));
    store.put(old, SESSION);
    store.put(flow.authorization(REDIRECT_URI).start(), SESSION);
    assertThat(store).hasToString("MemoryPendingStore[1 of at most 100]");
  }

  @Test
  void makesRoomForNewAuthorizations() {
    PendingStore small = new MemoryPendingStore(2, clock);
    List<PendingAuthorization> all =
        Stream.generate(() -> flow.authorization(REDIRECT_URI).start()).limit(3).toList();
    all.forEach(pending -> small.put(pending, SESSION));
    assertThat(small.take(all.get(0).state(), SESSION)).isEmpty();
    assertThat(small.take(all.get(1).state(), SESSION)).isPresent();
    assertThat(small.take(all.get(2).state(), SESSION)).isPresent();
    assertThatIllegalArgumentException().isThrownBy(() -> new MemoryPendingStore(0, clock));
  }

  private static AuthorizationCallback answer(String address, PendingAuthorization pending) {
    return AuthorizationCallback.ofUri(address + "?code=c&state=" + pending.state().reveal());
  }
}
