package io.grantwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.endpoint.ClientDeviations;
import io.grantwright.runtime.endpoint.Deviating;
import io.grantwright.runtime.flow.Granted;
import io.grantwright.runtime.flow.IdToken;
import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.oauth.IdTokenClaims;
import io.grantwright.runtime.oauth.RefreshRequest;
import io.grantwright.runtime.oauth.RefreshTokenGrant;
import io.grantwright.runtime.oauth.Scope;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.RotatingServer.Fault;
import io.grantwright.runtime.store.MemoryTokenStore;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions of a generated client, against a server that rotates refresh tokens strictly. */
@Timeout(600)
final class OAuthSessionTest {
  private static final GrantKey ALICE = GrantKey.of("app", "https://as.example", "alice");
  private static final int MANY = 1_000;

  /** A machine that starts a thousand threads may be slow; no call is to end because of that. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final MockWebServer web = new MockWebServer();
  private final RotatingServer server = new RotatingServer();
  private final ManualClock clock = new ManualClock();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE); // About to run over.
  private final ManualTimer timer = new ManualTimer();
  private final TokenStore store = new MemoryTokenStore();

  @BeforeEach
  void start() throws Exception {
    web.setDispatcher(server);
    web.start();
  }

  @AfterEach
  void stop() {
    server.gate.countDown();
    web.close();
  }

  // The life of a login

  @Test
  void aLoginIsUsedUntilItsEndAndThenRefreshed() {
    OAuthSession session = session().build();
    session.authorized(tokens("at-login", server.newRefreshToken()));
    assertThat(session.accessToken()).isEqualTo(Secret.of("at-login"));
    clock.advance(Duration.ofHours(1));
    assertThat(session.accessToken()).isEqualTo(Secret.of("at-rt-1"));
    assertThat(server.requests).hasSize(1);
    assertThat(server.requests.get(0))
        .containsEntry("grant_type", "refresh_token")
        .containsEntry("refresh_token", "rt-1")
        .doesNotContainKey("scope");
  }

  @Test
  void aRestartResumesFromTheStore() {
    session().build().authorized(tokens("at-login", server.newRefreshToken()));
    OAuthSession restarted = session().build();
    assertThat(restarted.accessToken()).isEqualTo(Secret.of("at-login"));
    assertThat(server.requests).isEmpty();
  }

  @Test
  void futuresGiveTheSame() {
    OAuthSession session = expired();
    assertThat(session.accessTokenAsync().join()).isEqualTo(Secret.of("at-rt-1"));
    assertThat(session.accessTokenAsync()).isCompletedWithValue(Secret.of("at-rt-1"));
  }

  @Test
  void withoutALoginTheUserHasToLogIn() {
    assertThatThrownBy(() -> session().build().accessToken())
        .isInstanceOf(NoTokenException.ReauthorizationRequired.class)
        .hasMessage("There are no tokens for this account. Ask the user to log in.");
  }

  @Test
  void aFutureFailsWithTheReason() {
    CompletableFuture<Secret> token = session().build().accessTokenAsync();
    assertThatThrownBy(token::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(NoTokenException.ReauthorizationRequired.class);
  }

  @Test
  void aTokenIsReplacedHoweverYoung() {
    OAuthSession session = session().build();
    session.authorized(tokens("at-1", server.newRefreshToken()));
    Secret newer = session.accessTokenReplacing(Secret.of("at-1"));
    assertThat(newer).isNotEqualTo(Secret.of("at-1"));
    assertThat(session.accessToken()).isEqualTo(newer);
  }

  @Test
  void anotherAccountIsRefused() {
    OAuthSession session = session().build();
    session.authorized(tokens("at-1", "rt-a"), Optional.of("alice"), Scope.NONE);
    assertThatThrownBy(
            () -> session.authorized(tokens("at-2", "rt-b"), Optional.of("bob"), Scope.NONE))
        .isInstanceOf(WrongAccountException.class);
    assertThat(session.accessToken()).isEqualTo(Secret.of("at-1"));
  }

  @Test
  void whoCannotSayWhoseTokensTheyAreIsRefused() {
    OAuthSession session = session().build();
    session.authorized(tokens("at-1", "rt-a"), Optional.of("alice"), Scope.NONE);
    assertThatThrownBy(() -> session.authorized(tokens("at-2", "rt-b")))
        .isInstanceOf(WrongAccountException.class)
        .hasMessage(
            "It is known whose account this session belongs to, and not who has logged in now."
                + " Nothing was stored: give the subject of a checked id token or of the userinfo,"
                + " or log out first.");
    assertThat(session.accessToken()).isEqualTo(Secret.of("at-1"));
  }

  @Test
  void aCheckedIdTokenSaysWhoHasLoggedIn() {
    OAuthSession session = session().build();
    session.authorized(granted("at-1", "alice"));
    assertThatThrownBy(() -> session.authorized(granted("at-2", "bob")))
        .isInstanceOf(WrongAccountException.class)
        .hasMessage(
            "Another account has logged in than the one that this session belongs to. Nothing was"
                + " stored: ask the user to log in with the same account, or log out first.");
    session.authorizedAsync(granted("at-3", "alice")).join();
    assertThat(session.accessToken()).isEqualTo(Secret.of("at-3"));
  }

  @Test
  void theSameAccountIsAskedForWhenTheRefreshTokenIsDead() {
    OAuthSession session = session().build();
    session.authorized(granted("at-1", "alice"));
    clock.advance(Duration.ofHours(1));
    assertThat(reason(session)).isEqualTo("ReauthorizationRequired");
    assertThatThrownBy(session.authorizedAsync(granted("at-2", "bob"))::join)
        .hasCauseInstanceOf(WrongAccountException.class);
    session.authorized(granted("at-3", "alice"));
    assertThat(session.accessToken()).isEqualTo(Secret.of("at-3"));
  }

  @Test
  void afterALogoutAnybodyMayLogIn() {
    OAuthSession session = session().build();
    session.authorized(granted("at-1", "alice"));
    session.logout();
    session.authorized(granted("at-2", "bob"));
    assertThat(session.accessToken()).isEqualTo(Secret.of("at-2"));
  }

  @Test
  void aLoginThatBringsLessThanWasAskedForIsTold() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    SessionListener narrowed =
        new SessionListener() {
          @Override
          public void narrowed(GrantKey grant, TokenKey token, String asked, String granted) {
            heard.add(grant.account() + ": " + asked + " -> " + granted);
          }
        };
    OAuthSession session = session().listener(narrowed).build();
    TokenResponse less = withScope(tokens("at-1", "rt-1"), "openid");
    session.authorized(granted(less, Scope.of("openid", "offline_access")));
    assertThat(heard.take()).isEqualTo("alice: openid offline_access -> openid");
    session.authorizedAsync(granted(less, Scope.of("openid", "mail"))).join();
    assertThat(heard.take()).isEqualTo("alice: openid mail -> openid");
  }

  @Test
  void whatWasAskedForCountsAsGrantedIfTheServerNamesNothingElse() {
    session().build().authorized(granted(tokens("at-1", "rt-1"), Scope.of("read", "write")));
    assertThat(store.read(ALICE).orElseThrow().scope()).contains("read write");
  }

  private static Granted granted(TokenResponse tokens, Scope asked) {
    return new Granted(tokens, Optional.empty(), asked, Map.of(), Map.of());
  }

  private static TokenResponse withScope(TokenResponse tokens, String scope) {
    return new TokenResponse(
        tokens.accessToken(),
        tokens.tokenType(),
        tokens.expiresIn(),
        tokens.refreshToken(),
        Optional.of(scope),
        tokens.idToken(),
        tokens.unknown());
  }

  private static Granted granted(String accessToken, String subject) {
    IdToken idToken =
        new IdToken.Validated(
            Secret.of("header.payload.signature"),
            new IdTokenClaims(
                "https://as.example",
                subject,
                List.of("app"),
                2e9,
                1e9,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                UnknownMembers.EMPTY));
    return new Granted(
        tokens(accessToken, "rt-of-" + subject),
        Optional.of(idToken),
        Scope.NONE,
        Map.of(),
        Map.of());
  }

  @Test
  void theClientsOwnCredentialsNeedNoLogin() {
    OAuthSession session =
        OAuthSession.builder(store, ALICE).clientCredentials(client()).clock(clock).build();
    assertThat(session.accessToken()).isEqualTo(Secret.of("at-own"));
    assertThat(session.accessToken()).isEqualTo(Secret.of("at-own"));
    assertThat(server.requests).hasSize(1);
    assertThat(server.requests.get(0)).containsEntry("grant_type", "client_credentials");
  }

  @Test
  void aScopeAndAResourceAreAskedFor() {
    OAuthSession session = expired();
    session
        .forKey(new TokenKey(Optional.of("write read"), Optional.of("https://a.example"), Map.of()))
        .accessToken();
    assertThat(server.requests.get(0))
        .containsEntry("scope", "read write")
        .containsEntry("resource", "https://a.example");
  }

  @Test
  void parametersThatCannotBeSentAreRefused() {
    OAuthSession session = session().build();
    assertThatThrownBy(
            () ->
                session.forKey(
                    new TokenKey(Optional.empty(), Optional.empty(), Map.of("audience", "a"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "The token request takes no parameters of one's own, found [audience]; use"
                + " refreshBy(Refresher)");
  }

  @Test
  void parametersReachTheApplicationsOwnCode() {
    BlockingQueue<TokenKey> asked = new LinkedBlockingQueue<>();
    OAuthSession session =
        OAuthSession.builder(store, ALICE)
            .refreshBy(
                (refreshToken, key) -> {
                  asked.add(key);
                  return tokens("at-own", "rt-own");
                })
            .clock(clock)
            .build();
    session.authorized(tokens("at-1", "rt-1"));
    TokenKey key = new TokenKey(Optional.empty(), Optional.empty(), Map.of("audience", "a"));
    assertThat(session.forKey(key).accessToken()).isEqualTo(Secret.of("at-own"));
    assertThat(asked).containsExactly(key);
  }

  @Test
  void aSessionHasOneSource() {
    assertThatThrownBy(() -> session().clientCredentials(client()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> OAuthSession.builder(store, ALICE).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("source of tokens");
  }

  // Numbers

  @Test
  void manyThreadsOnOneExpiredSessionSendOneRefresh() throws Exception {
    OAuthSession session = expired();
    List<Secret> got = inThreads(session::accessToken);
    assertThat(got).hasSize(MANY).containsOnly(Secret.of("at-rt-1"));
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void twoResourcesOfOneGrantSendTwoNeverAtOnce() throws Exception {
    OAuthSession session = expired();
    OAuthSession a = session.forKey(TokenKey.ofResource("https://a.example"));
    OAuthSession b = session.forKey(TokenKey.ofResource("https://b.example"));
    AtomicInteger turn = new AtomicInteger();
    List<Secret> got = inThreads(() -> (turn.getAndIncrement() % 2 == 0 ? a : b).accessToken());
    assertThat(got).containsOnly(Secret.of("at-rt-1"), Secret.of("at-rt-2"));
    assertThat(server.requests).hasSize(2);
    assertThat(server.mostAtOnce).hasValue(1);
  }

  @Test
  void sessionsThatShareOnlyTheStoreSendOneRefresh() throws Exception {
    expired();
    OAuthSession one = session().build();
    OAuthSession other = session().build();
    AtomicInteger turn = new AtomicInteger();
    List<Secret> got =
        inThreads(() -> (turn.getAndIncrement() % 2 == 0 ? one : other).accessToken());
    assertThat(got).containsOnly(Secret.of("at-rt-1"));
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void nobodyGetsTheOldTokenAfterTheRefresh() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    OAuthSession session = session().listener(new Hearing(heard)).build();
    session.authorized(tokens("at-login", server.newRefreshToken()));
    assertThat(heard.take()).isEqualTo("authorized alice");
    clock.advance(Duration.ofMinutes(60).minusSeconds(20));
    server.gate = new CountDownLatch(1);
    assertThat(inThreads(session::accessToken)).containsOnly(Secret.of("at-login"));
    server.gate.countDown();
    assertThat(heard.take()).isEqualTo("refreshed alice");
    assertThat(inThreads(session::accessToken)).containsOnly(Secret.of("at-rt-1"));
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void aFirstCallerWhoCancelsAbortsNothing() throws Exception {
    OAuthSession session = expired();
    server.gate = new CountDownLatch(1);
    CompletableFuture<Secret> first = session.accessTokenAsync();
    server.arrived.await();
    List<CompletableFuture<Secret>> others = inThreads(session::accessTokenAsync);
    first.cancel(true);
    server.gate.countDown();
    assertThat(others).hasSize(MANY);
    for (CompletableFuture<Secret> other : others) {
      assertThat(other.join()).isEqualTo(Secret.of("at-rt-1"));
    }
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void aFirstCallerWhoIsInterruptedAbortsNothing() throws Exception {
    OAuthSession session = expired();
    server.gate = new CountDownLatch(1);
    BlockingQueue<Throwable> told = new LinkedBlockingQueue<>();
    Thread first =
        new Thread(
            () -> {
              try {
                session.accessToken();
              } catch (NoTokenException e) {
                told.add(e);
              }
            });
    first.start();
    server.arrived.await();
    first.interrupt();
    assertThat(told.take()).isInstanceOf(NoTokenException.Transient.class);
    server.gate.countDown();
    assertThat(session.accessToken()).isEqualTo(Secret.of("at-rt-1"));
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void aCallerWhoWaitsNoLongerAbortsNothing() throws Exception {
    OAuthSession session = expired();
    server.gate = new CountDownLatch(1);
    assertThatThrownBy(() -> session.accessToken(Duration.ofMillis(1)))
        .isInstanceOf(NoTokenException.Transient.class)
        .hasMessage("There is no token yet. What was begun goes on: ask again later.");
    server.gate.countDown();
    assertThat(session.accessToken()).isEqualTo(Secret.of("at-rt-1"));
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void aFailureIsSharedByAllAndTheServerIsLeftInPeace() throws Exception {
    OAuthSession session = expired();
    server.faults.add(Fault.BUSY);
    List<String> got = inThreads(() -> reason(session));
    assertThat(got).containsOnly("Transient");
    assertThat(server.requests).hasSize(1);
    clock.advance(Duration.ofSeconds(1));
    assertThat(session.accessToken()).isEqualTo(Secret.of("at-rt-1"));
  }

  @Test
  void aLostAnswerIsFollowedByOneProbe() throws Exception {
    OAuthSession session = expired();
    server.faults.add(Fault.LOST);
    List<String> got = inThreads(() -> reason(session));
    assertThat(got).containsOnly("ReauthorizationRequired");
    assertThat(server.requests).hasSize(2);
  }

  @Test
  void aServerWithAGracePeriodAnswersTheProbe() throws Exception {
    OAuthSession session = expired();
    server.faults.add(Fault.LOST_IN_GRACE);
    assertThat(inThreads(session::accessToken)).containsOnly(Secret.of("at-rt-1"));
    assertThat(server.requests).hasSize(2);
    assertThat(store.read(ALICE).orElseThrow().refreshToken()).contains(Secret.of("rt-2"));
  }

  @Test
  void twoLostAnswersAreNeverFollowedByAThirdRequest() throws Exception {
    OAuthSession session = expired();
    server.faults.addAll(List.of(Fault.LOST, Fault.LOST));
    assertThat(inThreads(() -> reason(session))).containsOnly("Ambiguous");
    clock.advance(Duration.ofHours(1));
    assertThat(inThreads(() -> reason(session))).containsOnly("Ambiguous");
    assertThat(reason(session().build())).isEqualTo("Ambiguous");
    assertThat(server.requests).hasSize(2);
  }

  @Test
  void aLostAnswerIsNotProbedIfTheApplicationSaysSo() throws Exception {
    expired();
    OAuthSession session = session().neverProbe().build();
    server.faults.add(Fault.LOST);
    assertThat(inThreads(() -> reason(session))).containsOnly("ReauthorizationRequired");
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void aFailingServerIsAskedAgainForAsLongAsItTakes() {
    OAuthSession session = expired();
    server.faults.addAll(List.of(Fault.FAILING, Fault.FAILING, Fault.FAILING));
    for (int i = 0; i < 3; i++) {
      assertThat(reason(session)).isEqualTo("Transient");
      clock.advance(Duration.ofSeconds(30));
    }
    assertThat(session.accessToken()).isEqualTo(Secret.of("at-rt-1"));
  }

  // The fast way

  @Test
  void aValidTokenCostsNoAllocation() {
    OAuthSession session =
        OAuthSession.builder(store, ALICE).refresh(client()).build(); // the system's own clock
    session.authorized(tokens("at-login", "rt"));
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    int length = 0;
    long before = 0;
    for (int i = 0; i < 20_000; i++) {
      if (i == 10_000) {
        before = threads.getThreadAllocatedBytes(thread);
      }
      length += session.accessToken().reveal().length();
    }
    long allocated = threads.getThreadAllocatedBytes(thread) - before;
    assertThat(length).isEqualTo(20_000 * "at-login".length());
    assertThat(allocated).as("bytes in 10,000 calls").isZero();
  }

  @Test
  void aValidTokenNeedsNoLock() throws Exception {
    OAuthSession session = session().build();
    session.authorized(tokens("at-login", "rt"));
    TokenStore.GrantLock lock = store.lock(ALICE, Duration.ZERO).orElseThrow();
    synchronized (session.shell) {
      ExecutorService other = Executors.newSingleThreadExecutor();
      try {
        assertThat(other.submit(() -> session.accessToken()).get())
            .isEqualTo(Secret.of("at-login"));
      } finally {
        other.shutdownNow();
      }
    }
    lock.close();
  }

  // Time

  @Test
  void nearItsEndATokenServesWhileItIsRefreshed() throws Exception {
    OAuthSession session = session().build();
    session.authorized(tokens("at-login", server.newRefreshToken()));
    clock.advance(Duration.ofMinutes(60).minusSeconds(20));
    server.gate = new CountDownLatch(1);
    for (int i = 0; i < 100; i++) {
      assertThat(session.accessToken()).isEqualTo(Secret.of("at-login"));
    }
    server.arrived.await();
    assertThat(session.accessToken()).isEqualTo(Secret.of("at-login"));
    server.gate.countDown();
    clock.advance(Duration.ofSeconds(20));
    assertThat(session.accessToken()).isEqualTo(Secret.of("at-rt-1"));
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void aClockThatIsSetBackKeepsNoTokenAlive() {
    OAuthSession session = session().build();
    session.authorized(tokens("at-login", server.newRefreshToken()));
    clock.advance(Duration.ofDays(-1));
    nanos.addAndGet(Duration.ofHours(1).toNanos() - 1);
    assertThat(session.accessToken()).isEqualTo(Secret.of("at-login"));
    nanos.addAndGet(1);
    assertThat(session.accessToken()).isEqualTo(Secret.of("at-rt-1"));
  }

  @Test
  void aClockThatIsSetBackKeepsNoTokenAliveInSessionsForOtherKeys() {
    OAuthSession session = session().build();
    OAuthSession other = session.forKey(TokenKey.ofResource("https://a.example"));
    session.authorized(tokens("at-login", server.newRefreshToken()));
    assertThat(other.accessToken()).isEqualTo(Secret.of("at-rt-1"));
    clock.advance(Duration.ofDays(-1));
    nanos.addAndGet(Duration.ofHours(1).toNanos());
    assertThat(other.accessToken()).isEqualTo(Secret.of("at-rt-2"));
    assertThat(session.accessToken()).isEqualTo(Secret.of("at-rt-3"));
  }

  @Test
  void aTokenWithoutAnEndHasNoneByEitherClock() {
    OAuthSession session = session().build();
    session.authorized(
        new TokenResponse(
            Secret.of("at-eternal"),
            "Bearer",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            UnknownMembers.EMPTY));
    clock.advance(Duration.ofDays(100_000));
    nanos.addAndGet(Duration.ofDays(100_000).toNanos());
    assertThat(session.accessToken()).isEqualTo(Secret.of("at-eternal"));
  }

  // What is left behind

  @Test
  void sessionsThatAreUsedOnceAndDroppedLeaveNothingBehind() {
    for (int i = 0; i < 10_000; i++) {
      GrantKey user = GrantKey.of("app", "https://as.example", "user-" + i);
      OAuthSession session = own(user).build();
      session.authorized(tokens("at-" + i, "rt-" + i));
      assertThat(session.accessToken()).isEqualTo(Secret.of("at-" + i));
    }
    assertThat(timer.times()).as("what still holds on to a session or its token").isEmpty();
  }

  @Test
  void loginsAndLogoutsLeaveNothingBehind() {
    OAuthSession session = own(ALICE).build();
    for (int i = 0; i < 1_000; i++) {
      session.authorized(tokens("at-" + i, "rt-" + i));
      assertThat(session.accessToken()).isEqualTo(Secret.of("at-" + i));
      session.logout();
      assertThat(session.shell.published()).isZero();
    }
    assertThat(timer.times()).isEmpty();
    SessionState state = session.shell.state();
    assertThat(state.known()).isEmpty();
    assertThat(state.dead()).isEmpty();
    assertThat(state.failures().ofKeys()).isEmpty();
    assertThat(state.waiting()).isEmpty();
    assertThat(state.refreshTokens().spent()).isEmpty();
  }

  @Test
  void keysThatAreUsedOnceAndDroppedLeaveTheNewestHundredBehind() {
    OAuthSession session = own(ALICE).build();
    session.authorized(tokens("at-login", "rt"));
    for (int i = 0; i < 2 * StoredGrant.MOST_TOKENS; i++) {
      TokenKey key = TokenKey.ofResource("https://api.example/" + i);
      assertThat(session.forKey(key).accessToken()).isEqualTo(Secret.of("at-own"));
    }
    assertThat(session.shell.published()).isEqualTo(StoredGrant.MOST_TOKENS);
    SessionState state = session.shell.state();
    assertThat(state.known().orElseThrow().accessTokens()).hasSize(StoredGrant.MOST_TOKENS);
    assertThat(state.waiting()).isEmpty();
    assertThat(timer.times()).isEmpty();
  }

  /** Without a server or a thread: what is counted is done many times. */
  private OAuthSession.Builder own(GrantKey grant) {
    return OAuthSession.builder(store, grant)
        .refreshBy((refreshToken, key) -> tokens("at-own", "rt"))
        .executor(Runnable::run)
        .clock(clock)
        .nanoTime(nanos::get)
        .timer(timer);
  }

  // Credentials

  @Test
  void aSecretThatHasChangedIsReadAgain() {
    expired();
    List<String> secrets = new ArrayList<>(List.of("old", "new"));
    server.unknownClient = "old";
    OAuthSession session =
        OAuthSession.builder(store, ALICE)
            .refresh(() -> client(secrets.remove(0)))
            .clock(clock)
            .build();
    assertThat(session.accessToken()).isEqualTo(Secret.of("at-rt-1"));
    assertThat(server.requests)
        .extracting(r -> r.get("client_secret"))
        .containsExactly("old", "new");
  }

  @Test
  void aClientThatCannotBeMadeLeavesNoDoubt() {
    expired();
    OAuthSession session =
        OAuthSession.builder(store, ALICE)
            .refresh(
                () -> {
                  throw new IllegalArgumentException("serverUrl is missing.");
                })
            .clock(clock)
            .build();
    assertThatThrownBy(session::accessToken)
        .isInstanceOf(NoTokenException.Misconfigured.class)
        .hasMessage(
            "The token request is wrong: The client could not be made: serverUrl is missing.");
    assertThat(store.read(ALICE).orElseThrow().marker()).isEmpty();
  }

  // Stores

  @Test
  void anAnswerThatCannotBeStoredIsWrittenAgainAndServedThen() {
    expired();
    FailingStore failing = new FailingStore(store);
    OAuthSession session = session(failing).build();
    failing.failsAfter(1);
    assertThatThrownBy(session::accessToken)
        .isInstanceOf(NoTokenException.Transient.class)
        .hasMessage("The store of the tokens failed: The disk is full.");
    assertThat(store.read(ALICE).orElseThrow().marker()).isPresent();
    failing.failsAfter(Integer.MAX_VALUE);
    clock.advance(Duration.ofSeconds(1));
    timer.runOut();
    assertThat(session.accessToken()).isEqualTo(Secret.of("at-rt-1"));
    assertThat(server.requests).hasSize(1);
    assertThat(store.read(ALICE).orElseThrow().refreshToken()).contains(Secret.of("rt-2"));
  }

  // Logout

  @Test
  void aLogoutTakesBackTheRefreshTokenFirst() {
    OAuthSession session = session().revocation(client()).build();
    session.authorized(tokens("at-login", "rt-login"));
    assertThat(session.logout().isComplete()).isTrue();
    assertThat(server.paths).containsExactly("/revoke", "/revoke");
    assertThat(server.requests.get(0))
        .containsEntry("token", "rt-login")
        .containsEntry("token_type_hint", "refresh_token");
    assertThat(server.requests.get(1))
        .containsEntry("token", "at-login")
        .containsEntry("token_type_hint", "access_token");
    assertThat(store.read(ALICE)).isEmpty();
    assertThat(reason(session)).isEqualTo("ReauthorizationRequired");
  }

  @Test
  void aFailedRevocationIsReportedAndTheTokensAreGoneAllTheSame() {
    OAuthSession session = session().revocation(() -> client()).build();
    session.authorized(tokens("at-login", "rt-login"));
    server.faults.add(Fault.FAILING);
    LogoutReport report = session.logout();
    assertThat(report.isComplete()).isFalse();
    assertThat(report.failures()).hasSize(1);
    assertThat(store.read(ALICE)).isEmpty();
  }

  @Test
  void tokensThatTheServerDoesNotKnowAnyMoreNeedNoRevocation() {
    OAuthSession session = session().revocation(client()).build();
    session.authorized(tokens("at-login", "rt-login"));
    server.faults.add(Fault.GONE);
    server.faults.add(Fault.GONE);
    assertThat(session.logout().isComplete()).isTrue();
    assertThat(server.paths).containsExactly("/revoke", "/revoke");
  }

  @Test
  void aRevocationByNobodyIsReportedAndTheTokensAreGoneAllTheSame() {
    OAuthSession session =
        session()
            .revocation(
                () -> {
                  throw new IllegalStateException("no credentials");
                })
            .build();
    session.authorized(tokens("at-login", "rt-login"));
    assertThat(session.logout().failures())
        .extracting(Throwable::getMessage)
        .containsExactly("no credentials");
    assertThat(store.read(ALICE)).isEmpty();
  }

  @Test
  void aRefreshUnderWayBringsNothingBack() throws Exception {
    expired();
    OAuthSession session = session().revocation(client()).build();
    server.gate = new CountDownLatch(1);
    CompletableFuture<Secret> token = session.accessTokenAsync();
    server.arrived.await();
    CompletableFuture<LogoutReport> logout = session.logoutAsync();
    server.gate.countDown();
    assertThat(logout.join().isComplete()).isTrue();
    assertThat(token.join()).isEqualTo(Secret.of("at-rt-1"));
    assertThat(server.requests)
        .extracting(r -> r.get("token"))
        .as("what was revoked, after the refresh")
        .containsExactly(null, "rt-2", "at-rt-1");
    assertThat(store.read(ALICE)).isEmpty();
    assertThat(reason(session)).isEqualTo("ReauthorizationRequired");
  }

  @Test
  void whereAccessTokensEndWithTheRefreshTokenThatAloneIsTakenBack() {
    OAuthSession session = session().revocation(cascade()).build();
    session.authorized(tokens("at-login", "rt-login"));
    assertThat(session.logout().isComplete()).isTrue();
    assertThat(server.requests).extracting(r -> r.get("token")).containsExactly("rt-login");
  }

  @Test
  void andTheAccessTokenIfThatFails() {
    OAuthSession session = session().revocation(cascade()).build();
    session.authorized(tokens("at-login", "rt-login"));
    server.faults.add(Fault.FAILING);
    assertThat(session.logout().failures()).hasSize(1);
    assertThat(server.requests)
        .extracting(r -> r.get("token"))
        .containsExactly("rt-login", "at-login");
  }

  private CascadeClient cascade() {
    return CascadeClient.builder()
        .serverUrl(web.url("/").toString())
        .clientAuthentication(ClientAuthentication.body("app", Secret.of("secret")))
        .attemptTimeout(PATIENCE)
        .totalTimeout(PATIENCE)
        .build();
  }

  // Listeners

  @Test
  void listenersLearnWhatBecomesOfAGrant() throws Exception {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    OAuthSession session = session().revocation(client()).listener(new Hearing(heard)).build();
    session.authorized(tokens("at-login", server.newRefreshToken()));
    assertThat(heard.take()).isEqualTo("authorized alice");
    clock.advance(Duration.ofHours(1));
    session.accessToken();
    assertThat(heard.take()).isEqualTo("refreshed alice");
    clock.advance(Duration.ofHours(1));
    server.faults.add(Fault.LOST);
    assertThat(reason(session)).isEqualTo("ReauthorizationRequired");
    assertThat(heard.take()).isEqualTo("lost alice");
    assertThat(heard.take()).isEqualTo("needed ReauthorizationRequired");
    session.logout();
    assertThat(heard.take()).isEqualTo("revoked alice");
  }

  @Test
  void aListenerThatThrowsOrBlocksHarmsNobody() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    SessionListener throwing =
        new SessionListener() {
          @Override
          public void authorized(GrantKey grant) {
            throw new AssertionError("a listener's own fault");
          }
        };
    SessionListener blocking =
        new SessionListener() {
          @Override
          public void authorized(GrantKey grant) {
            try {
              never.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    OAuthSession session =
        session().listener(throwing).listener(blocking).listener(new Hearing(heard)).build();
    session.authorized(tokens("at-login", server.newRefreshToken()));
    assertThat(heard.take()).isEqualTo("authorized alice");
    clock.advance(Duration.ofHours(1));
    assertThat(session.accessToken()).isEqualTo(Secret.of("at-rt-1"));
    assertThat(heard.take()).isEqualTo("refreshed alice");
    never.countDown();
  }

  @Test
  void aListenerThatBlocksTakesNoThreadOfTheExecutor() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    SessionListener blocking =
        new SessionListener() {
          @Override
          public void authorized(GrantKey grant) {
            try {
              never.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    ExecutorService single = Executors.newSingleThreadExecutor();
    try {
      OAuthSession session = session().executor(single).listener(blocking).build();
      session.authorized(tokens("at-login", server.newRefreshToken()));
      clock.advance(Duration.ofHours(1));
      assertThat(session.accessToken()).isEqualTo(Secret.of("at-rt-1"));
      assertThat(session.logout().isComplete()).isTrue();
    } finally {
      never.countDown();
      single.shutdownNow();
    }
  }

  @Test
  void anAnswerIsWrittenAgainEvenIfTheSchedulerIsClosed() throws Exception {
    expired();
    ScheduledExecutorService closed = Executors.newSingleThreadScheduledExecutor();
    closed.shutdownNow();
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    FailingStore failing = new FailingStore(store);
    OAuthSession session = session(failing).scheduler(closed).listener(new Hearing(heard)).build();
    failing.failsAfter(1);
    assertThat(reason(session)).isEqualTo("Transient");
    failing.failsAfter(Integer.MAX_VALUE);
    assertThat(heard.take()).isEqualTo("refreshed alice");
    assertThat(store.read(ALICE).orElseThrow().refreshToken()).contains(Secret.of("rt-2"));
  }

  @Test
  void codeOfTheApplicationThatThrowsLeavesNobodyWaiting() throws Exception {
    expired();
    AtomicBoolean isBroken = new AtomicBoolean(true);
    OAuthSession session =
        session()
            .endsGrant(
                failure -> {
                  if (isBroken.get()) {
                    throw new AssertionError("the application's own fault");
                  }
                  return false;
                })
            .build();
    server.faults.add(Fault.FAILING);
    assertThat(inThreads(() -> reason(session))).containsOnly("Transient");
    isBroken.set(false);
    clock.advance(Duration.ofMinutes(2));
    assertThat(session.accessToken()).isEqualTo(Secret.of("at-rt-1"));
    assertThat(server.requests).hasSize(2);
  }

  @Test
  void anExecutorThatIsClosedLeavesNobodyWaiting() {
    expired();
    ExecutorService closed = Executors.newSingleThreadExecutor();
    closed.shutdownNow();
    OAuthSession session = session().executor(closed).build();
    assertThat(reason(session)).isEqualTo("Transient");
  }

  @Test
  void anExecutorThatFailsInAnotherWayLeavesNobodyWaiting() {
    expired();
    OAuthSession session =
        session()
            .executor(
                task -> {
                  throw new IllegalStateException("the executor's own fault");
                })
            .build();
    assertThat(reason(session)).isEqualTo("Transient");
    clock.advance(Duration.ofMinutes(1));
    assertThat(reason(session)).isEqualTo("Transient");
  }

  @Test
  void anExecutorThatIsClosedMakesNoCallerDoTheWorkOfOthers() {
    AtomicBoolean isFirst = new AtomicBoolean(true);
    List<OAuthSession> sessions = new ArrayList<>();
    List<CompletableFuture<Outcome>> logouts = new ArrayList<>();
    OAuthSession session =
        session()
            .executor(
                task -> {
                  if (isFirst.getAndSet(false)) {
                    logouts.add(sessions.get(0).shell.logOut());
                  }
                  throw new RejectedExecutionException("closed");
                })
            .build();
    sessions.add(session);
    assertThat(reason(session)).isEqualTo("Transient");
    assertThat(logouts).hasSize(1);
    assertThat(logouts.get(0).join()).isInstanceOf(Outcome.NotDone.class);
  }

  @Test
  void whatTellsListenersMayFailInWhateverWay() {
    OAuthSession session =
        session()
            .listener(new Hearing(new LinkedBlockingQueue<>()))
            .listenerExecutor(
                task -> {
                  throw new IllegalStateException("the executor's own fault");
                })
            .build();
    session.authorized(tokens("at-login", server.newRefreshToken()));
    clock.advance(Duration.ofHours(1));
    assertThat(session.accessToken()).isEqualTo(Secret.of("at-rt-1"));
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void aTimerMayFailInWhateverWay() {
    expired();
    FailingStore failing = new FailingStore(store);
    OAuthSession session =
        session(failing)
            .timer(
                (millis, task) -> {
                  throw new IllegalStateException("the timer's own fault");
                })
            .build();
    failing.failsAfter(1);
    assertThat(reason(session)).isEqualTo("Transient");
    failing.failsAfter(Integer.MAX_VALUE);
    clock.advance(Duration.ofSeconds(1));
    assertThat(session.accessToken()).isEqualTo(Secret.of("at-rt-1"));
    assertThat(server.requests).hasSize(1);
  }

  @Test
  void aCallerMayWaitForEver() {
    Duration forEver = ChronoUnit.FOREVER.getDuration();
    expired();
    OAuthSession session = session().lockWait(forEver).callTimeout(forEver).build();
    assertThat(session.accessToken(forEver)).isEqualTo(Secret.of("at-rt-1"));
  }

  @Test
  void aWindowThatIsSetCountsWheneverItIsSet() {
    RefreshTokenGrant declared = new Windowed(Duration.ofSeconds(15));
    Duration set = Duration.ofSeconds(5);
    assertThat(skew(OAuthSession.builder(store, ALICE).refresh(declared))).isEqualTo(15_000);
    assertThat(skew(OAuthSession.builder(store, ALICE).refresh(declared).refreshWindow(set)))
        .isEqualTo(5_000);
    assertThat(skew(OAuthSession.builder(store, ALICE).refreshWindow(set).refresh(declared)))
        .isEqualTo(5_000);
  }

  private static long skew(OAuthSession.Builder builder) {
    return builder.build().shell.parts.rules().longestSkew();
  }

  /** A client whose descriptor says when its tokens may be refreshed. */
  private record Windowed(Duration window) implements RefreshTokenGrant, Deviating {
    @Override
    public TokenResponse refreshToken(RefreshRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ClientDeviations deviations() {
      return ClientDeviations.builder().refreshWindow(window.toSeconds()).build();
    }
  }

  @Test
  void nothingSecretIsPrinted() {
    OAuthSession session = session().build();
    session.authorized(tokens("at-login", "rt-login"));
    assertThat(store.read(ALICE).orElseThrow().toString())
        .doesNotContain("at-login")
        .doesNotContain("rt-login");
  }

  private record Hearing(BlockingQueue<String> heard) implements SessionListener {
    @Override
    public void authorized(GrantKey grant) {
      heard.add("authorized " + grant.account());
    }

    @Override
    public void refreshed(GrantKey grant, TokenKey token) {
      heard.add("refreshed " + grant.account());
    }

    @Override
    public void revoked(GrantKey grant) {
      heard.add("revoked " + grant.account());
    }

    @Override
    public void reauthorizationNeeded(GrantKey grant, NoTokenException reason) {
      heard.add("needed " + reason.getClass().getSimpleName());
    }

    @Override
    public void answerLost(GrantKey grant) {
      heard.add("lost " + grant.account());
    }
  }

  private OAuthSession.Builder session() {
    return session(store);
  }

  private OAuthSession.Builder session(TokenStore store) {
    return OAuthSession.builder(store, ALICE)
        .refresh(client())
        .clock(clock)
        .nanoTime(nanos::get)
        .timer(timer);
  }

  /** A session whose access token is over, and whose refresh token is good. */
  private OAuthSession expired() {
    OAuthSession session = session().build();
    session.authorized(tokens("at-login", server.newRefreshToken()));
    clock.advance(Duration.ofHours(1));
    return session;
  }

  private ProviderClient client() {
    return client("secret");
  }

  private ProviderClient client(String secret) {
    return ProviderClient.builder()
        .serverUrl(web.url("/").toString())
        .clientAuthentication(ClientAuthentication.body("app", Secret.of(secret)))
        .attemptTimeout(PATIENCE)
        .totalTimeout(PATIENCE)
        .build();
  }

  private static TokenResponse tokens(String accessToken, String refreshToken) {
    return new TokenResponse(
        Secret.of(accessToken),
        "Bearer",
        Optional.of(3600L),
        Optional.of(Secret.of(refreshToken)),
        Optional.empty(),
        Optional.empty(),
        UnknownMembers.EMPTY);
  }

  private static String reason(OAuthSession session) {
    try {
      session.accessToken();
      return "none";
    } catch (NoTokenException e) {
      return e.getClass().getSimpleName();
    }
  }

  private static <T> List<T> inThreads(Callable<T> call) throws Exception {
    CyclicBarrier together = new CyclicBarrier(MANY);
    ExecutorService threads = Executors.newFixedThreadPool(MANY);
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        futures.add(
            threads.submit(
                () -> {
                  together.await();
                  return call.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
