package io.grantwright.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.RefreshMarker;
import io.grantwright.runtime.session.StoredGrant;
import io.grantwright.runtime.session.StoredToken;
import io.grantwright.runtime.session.TokenKey;
import io.grantwright.runtime.session.TokenStore;
import io.grantwright.runtime.session.TokenStore.GrantLock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * What is asked of every {@link TokenStore}. A test class of a store extends it; each test begins
 * with an empty place.
 */
public abstract class TokenStoreContract {
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofMinutes(10);

  private static final GrantKey ALICE = GrantKey.of("client", "https://as.example", "alice");

  /** For the subclasses. */
  protected TokenStoreContract() {}

  /**
   * Opens the test's place. The second call in a test gives what another process would have: an
   * instance of its own on the same place, or the same one where a store is its own place.
   *
   * @return the store
   */
  protected abstract TokenStore open();

  @Test
  void aGrantThatWasNeverWrittenIsAbsent() {
    assertThat(open().read(ALICE)).isEmpty();
  }

  @Test
  void grantsThatAreThereAreListed() {
    TokenStore store = open();
    GrantKey bob = new GrantKey("client", "https://as.example", "bob", "second");
    store.replace(ALICE, 0, full(7));
    store.replace(bob, 0, empty(1));
    assertThat(open().grants()).containsExactlyInAnyOrder(ALICE, bob);
    store.delete(ALICE, 7);
    assertThat(store.grants()).containsExactly(bob);
  }

  @Test
  void aGrantThatWasOnlyLockedIsNotListed() throws Exception {
    TokenStore store = open();
    store.lock(ALICE, Duration.ZERO).orElseThrow().close();
    store.lock(ALICE, ChronoUnit.FOREVER.getDuration()).orElseThrow().close();
    assertThat(store.grants()).isEmpty();
  }

  @Test
  void whatWasWrittenIsReadToTheLastMember() {
    StoredGrant grant = full(7);
    assertThat(open().replace(ALICE, 0, grant)).isTrue();
    assertThat(open().read(ALICE)).contains(grant);
  }

  @Test
  void aGrantWithoutAnythingOptionalIsReadAsItWas() {
    StoredGrant grant = empty(1);
    assertThat(open().replace(ALICE, 0, grant)).isTrue();
    assertThat(open().read(ALICE)).contains(grant);
  }

  @Test
  void aGrantIsCreatedOnce() {
    TokenStore store = open();
    assertThat(store.replace(ALICE, 0, full(7))).isTrue();
    assertThat(store.replace(ALICE, 0, full(8))).isFalse();
    assertThat(store.read(ALICE)).contains(full(7));
  }

  @Test
  void theNewVersionTakesThePlaceOfTheExpectedOne() {
    TokenStore store = open();
    store.replace(ALICE, 0, full(7));
    assertThat(store.replace(ALICE, 7, empty(8))).isTrue();
    assertThat(open().read(ALICE)).contains(empty(8));
  }

  @Test
  void aWriterWhoMissedAVersionChangesNothing() {
    TokenStore store = open();
    store.replace(ALICE, 0, full(7));
    store.replace(ALICE, 7, full(8));
    assertThat(store.replace(ALICE, 7, empty(9))).isFalse();
    assertThat(store.read(ALICE)).contains(full(8));
  }

  @Test
  void aGrantThatIsGoneIsNotReplaced() {
    TokenStore store = open();
    assertThat(store.replace(ALICE, 7, full(8))).isFalse();
    assertThat(store.read(ALICE)).isEmpty();
  }

  @Test
  void versionsNeedNotFollowOneAnother() {
    TokenStore store = open();
    store.replace(ALICE, 0, full(Long.MAX_VALUE));
    assertThat(store.replace(ALICE, Long.MAX_VALUE, full(Long.MIN_VALUE))).isTrue();
    assertThat(open().read(ALICE)).contains(full(Long.MIN_VALUE));
  }

  @Test
  void theExpectedVersionIsDeleted() {
    TokenStore store = open();
    store.replace(ALICE, 0, full(7));
    assertThat(store.delete(ALICE, 7)).isTrue();
    assertThat(open().read(ALICE)).isEmpty();
  }

  @Test
  void aNewerVersionSurvivesItsDeletion() {
    TokenStore store = open();
    store.replace(ALICE, 0, full(7));
    store.replace(ALICE, 7, full(8));
    assertThat(store.delete(ALICE, 7)).isFalse();
    assertThat(store.read(ALICE)).contains(full(8));
  }

  @Test
  void nothingIsDeletedWhereNothingIs() {
    assertThat(open().delete(ALICE, 7)).isFalse();
  }

  @Test
  void aDeletedGrantCanComeAgain() {
    TokenStore store = open();
    store.replace(ALICE, 0, full(7));
    store.delete(ALICE, 7);
    assertThat(store.replace(ALICE, 0, full(100))).isTrue();
    assertThat(store.read(ALICE)).contains(full(100));
  }

  @Test
  void grantsOfDifferentKeysDoNotMix() {
    List<GrantKey> keys =
        List.of(
            ALICE,
            GrantKey.of("client", "https://as.example", "bob"),
            GrantKey.of("client", "https://as.example", "Alice"),
            GrantKey.of("client", "https://as.example/", "alice"),
            GrantKey.of("other", "https://as.example", "alice"),
            new GrantKey("client", "https://as.example", "alice", "second"),
            new GrantKey("a", "b", "c", "d"),
            new GrantKey("a/b", "b", "c", "d"),
            new GrantKey("a", "b/b", "c", "d"),
            new GrantKey("a", "b", "b/c", "d"),
            new GrantKey("a:b", "c", "d", "e"),
            new GrantKey("a", "b:c", "d", "e"),
            new GrantKey("..", "..", "..", ".."),
            new GrantKey(".", "../..", "/", "\\"),
            new GrantKey("a\u0000b", "a\nb", "%2F", "*"),
            new GrantKey("Zoë", "日本", "🔑", " "),
            new GrantKey("x".repeat(600), "y".repeat(600), "z", "w"));
    TokenStore store = open();
    for (int i = 0; i < keys.size(); i++) {
      assertThat(store.replace(keys.get(i), 0, full(i + 1))).as("%s", keys.get(i)).isTrue();
    }
    TokenStore other = open();
    for (int i = 0; i < keys.size(); i++) {
      assertThat(other.read(keys.get(i))).as("%s", keys.get(i)).contains(full(i + 1));
    }
  }

  @Test
  void secretsOfAnyTextAreKept() {
    for (String text :
        List.of(" a ", "\"\\/\b\f\n\r\t", "\u0001\u001f\u2028", "é🔑", "x".repeat(9000))) {
      TokenStore store = open();
      GrantKey key = GrantKey.of("client", "https://as.example", "text " + text.hashCode());
      StoredGrant grant = withRefreshToken(empty(3), text);
      store.replace(key, 0, grant);
      assertThat(open().read(key)).contains(grant);
    }
  }

  @Test
  void whoeverHoldsTheLockHoldsItAlone() throws InterruptedException {
    try (GrantLock lock = open().lock(ALICE, SHORT).orElseThrow()) {
      assertThat(lock).isNotNull();
      assertThat(open().lock(ALICE, SHORT)).isEmpty();
      assertThat(open().lock(ALICE, Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void aLockThatWasGivenBackIsFree() throws InterruptedException {
    open().lock(ALICE, SHORT).orElseThrow().close();
    try (GrantLock lock = open().lock(ALICE, Duration.ZERO).orElseThrow()) {
      assertThat(lock).isNotNull();
    }
  }

  @Test
  void givingALockBackTwiceDoesNotTakeItFromTheNext() throws InterruptedException {
    GrantLock first = open().lock(ALICE, SHORT).orElseThrow();
    first.close();
    try (GrantLock second = open().lock(ALICE, SHORT).orElseThrow()) {
      assertThat(second).isNotNull();
      first.close();
      assertThat(open().lock(ALICE, SHORT)).isEmpty();
    }
  }

  @Test
  void anotherGrantsLockIsFree() throws InterruptedException {
    GrantKey bob = GrantKey.of("client", "https://as.example", "bob");
    try (GrantLock alices = open().lock(ALICE, SHORT).orElseThrow();
        GrantLock bobs = open().lock(bob, SHORT).orElseThrow()) {
      assertThat(alices).isNotSameAs(bobs);
    }
  }

  @Test
  void aLockedGrantCanBeReadAndWritten() throws InterruptedException {
    TokenStore store = open();
    try (GrantLock lock = store.lock(ALICE, SHORT).orElseThrow()) {
      assertThat(lock).isNotNull();
      assertThat(store.replace(ALICE, 0, full(7))).isTrue();
      assertThat(open().read(ALICE)).contains(full(7));
      assertThat(open().replace(ALICE, 7, full(8))).isTrue();
      assertThat(open().delete(ALICE, 8)).isTrue();
    }
    store.lock(ALICE, SHORT).orElseThrow().close();
  }

  @Test
  void aLockCanBeGivenBackByAnotherThread() throws Exception {
    GrantLock lock = open().lock(ALICE, SHORT).orElseThrow();
    Thread other = new Thread(lock::close);
    other.start();
    other.join();
    open().lock(ALICE, LONG).orElseThrow().close();
  }

  @Test
  void whoeverWaitsGetsTheLockWhenItIsGivenBack() throws Exception {
    GrantLock held = open().lock(ALICE, SHORT).orElseThrow();
    TokenStore store = open();
    ExecutorService waiter = Executors.newSingleThreadExecutor();
    try {
      Future<Optional<GrantLock>> waiting = waiter.submit(() -> store.lock(ALICE, LONG));
      held.close();
      waiting.get().orElseThrow().close();
    } finally {
      waiter.shutdownNow();
    }
  }

  @Test
  void noChangeIsLostUnderTheLock() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    open().replace(ALICE, 0, empty(1));
    inThreads(
        store -> {
          try (GrantLock lock = store.lock(ALICE, LONG).orElseThrow()) {
            assertThat(lock).isNotNull();
            assertThat(inside.incrementAndGet()).as("holders of the lock").isOne();
            long version = store.read(ALICE).orElseThrow().version();
            assertThat(store.replace(ALICE, version, empty(version + 1))).isTrue();
            inside.decrementAndGet();
          }
        });
    assertThat(open().read(ALICE)).contains(empty(1 + THREADS * TURNS));
  }

  @Test
  void ofWritersAtOnceExactlyOneSucceeds() throws Exception {
    AtomicInteger written = new AtomicInteger();
    AtomicInteger won = new AtomicInteger();
    open().replace(ALICE, 0, empty(1));
    inThreads(
        store -> {
          long version = store.read(ALICE).orElseThrow().version();
          written.incrementAndGet();
          if (store.replace(ALICE, version, full(version + 1))) {
            won.incrementAndGet();
          }
        });
    assertThat(written).hasValue(THREADS * TURNS);
    assertThat(open().read(ALICE).orElseThrow().version()).isEqualTo(1 + won.get());
  }

  private static final int THREADS = 4;
  private static final int TURNS = 25;

  private void inThreads(Turn turn) throws Exception {
    CyclicBarrier together = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        TokenStore store = open();
        all.add(
            threads.submit(
                () -> {
                  together.await();
                  for (int i = 0; i < TURNS; i++) {
                    turn.take(store);
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private interface Turn {
    void take(TokenStore store) throws Exception;
  }

  private static StoredGrant empty(long version) {
    return new StoredGrant(
        version,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        UnknownMembers.EMPTY);
  }

  private static StoredGrant withRefreshToken(StoredGrant grant, String refreshToken) {
    return new StoredGrant(
        grant.version(),
        Optional.of(Secret.of(refreshToken)),
        grant.scope(),
        grant.subject(),
        grant.accessTokens(),
        grant.marker(),
        grant.unknown());
  }

  private static StoredGrant full(long version) {
    StoredToken plain =
        new StoredToken(
            TokenKey.DEFAULT,
            Secret.of("access-1"),
            "Bearer",
            1_790_000_000_000L,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            UnknownMembers.EMPTY);
    StoredToken rich =
        new StoredToken(
            new TokenKey(
                Optional.of("write read"),
                Optional.of("https://api.example/v1"),
                Map.of("audience", "one", "tenant", "two")),
            Secret.of("access-2"),
            "bearer",
            1_790_000_000_001L,
            Optional.of(1_790_003_600_001L),
            Optional.of("read"),
            Optional.of(Secret.of("id")),
            UnknownMembers.ofMap(Map.of("team", Map.of("id", "T1"), "list", List.of("a", true))));
    return new StoredGrant(
        version,
        Optional.of(Secret.of("refresh")),
        Optional.of("read write offline_access"),
        Optional.of("248289761001"),
        List.of(plain, rich),
        Optional.of(
            new RefreshMarker(
                RefreshMarker.hash(Secret.of("refresh")),
                version - 1,
                1_790_000_000_002L,
                1_790_000_120_002L,
                RefreshMarker.Stage.PROBED)),
        UnknownMembers.ofMap(Map.of("of_a_newer_version", "kept")));
  }
}
