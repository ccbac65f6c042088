package io.grantwright.runtime.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import io.grantwright.runtime.flow.DeviceProgress.State;
import io.grantwright.runtime.oauth.Scope;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.secret.SensitiveUri;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 8628 against a server, in a time that the tests move. */
final class DeviceFlowTest {
  private static final String TOKENS = "{\"access_token\":\"a\",\"token_type\":\"Bearer\"}";

  private final MockWebServer server = new MockWebServer();
  private final TestClock clock = new TestClock();
  private final TestScheduler scheduler = new TestScheduler(clock);
  private final List<DeviceProgress> progress = new ArrayList<>();
  private TestProviderClient client;
  private DeviceFlow flow;

  @BeforeEach
  void start() throws Exception {
    server.start();
    client =
        TestProviderClient.builder()
            .serverUrl(server.url("/").toString())
            .clientAuthentication(ClientAuthentication.none("tv"))
            .build();
    flow = DeviceFlow.builder(client).scheduler(scheduler).clock(clock).build();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void tellsTheUserWhereToGo() throws Exception {
    // RFC 8628 §3.2.
    answer(
        200,
        """
        {"device_code":"GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS","user_code":"WDJB-MJHT",
        "verification_uri":"https://example.com/device",
        "verification_uri_complete":"https://example.com/device?user_code=WDJB-MJHT",
        "expires_in":1800,"interval":5}
        """);
    DeviceAuthorization authorization =
        flow.authorization().scope("read", "write").resource("https://api.example").start();

    assertThat(authorization.userCode()).isEqualTo("WDJB-MJHT");
    assertThat(authorization.verificationUri()).isEqualTo("https://example.com/device");
    assertThat(authorization.verificationUriComplete())
        .contains(SensitiveUri.of("https://example.com/device?user_code=WDJB-MJHT"));
    assertThat(authorization.timeLeft()).isEqualTo(Duration.ofMinutes(30));
    assertThat(authorization.toString())
        .isEqualTo(
            "DeviceAuthorization[verificationUri=https://example.com/device,"
                + " deadline=2026-01-01T00:30:00Z]");
    assertThat(body())
        .isEqualTo("scope=read+write&resource=https%3A%2F%2Fapi.example&client_id=tv");
  }

  @Test
  void asksEveryFiveSecondsUntilTheUserHasDecided() throws Exception {
    CompletableFuture<Granted> result = begin(codes(""));
    answer(400, "{\"error\":\"authorization_pending\"}");
    answer(200, TOKENS);

    scheduler.advance(Duration.ofMillis(4_999));
    assertThat(polls()).isZero();
    scheduler.advance(Duration.ofMillis(1));
    assertThat(polls()).isEqualTo(1);
    assertThat(progress)
        .containsExactly(
            new DeviceProgress(State.PENDING, Duration.ofSeconds(595), Duration.ofSeconds(5)));
    scheduler.advance(Duration.ofSeconds(5));
    assertThat(result).isCompleted();
    assertThat(result.get().tokens().accessToken()).isEqualTo(Secret.of("a"));
    String poll =
        "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code=dc&client_id=tv";
    assertThat(body()).isEqualTo("client_id=tv");
    assertThat(body()).isEqualTo(poll);
    assertThat(body()).isEqualTo(poll);
    assertThat(scheduler.waiting()).isZero();
  }

  @Test
  void saysWhatWasAskedFor() {
    answer(200, codes(""));
    answer(200, TOKENS);
    CompletableFuture<Granted> result =
        flow.completeAsync(flow.authorization().scope("read", "write").start(), progress::add);
    scheduler.advance(Duration.ofSeconds(5));
    assertThat(result.join().asked()).isEqualTo(Scope.of("read", "write"));
  }

  @Test
  void opensTheBestPageThereIsAndOnlyWhenTold() {
    List<String> opened = new ArrayList<>();
    answer(200, codes(",\"verification_uri_complete\":\"https://v.example?c=uc\""));
    answer(200, codes(""));
    DeviceAuthorization complete = flow.authorization().start();
    DeviceAuthorization plain = flow.authorization().start();
    assertThat(opened).isEmpty();
    complete.open(opened::add);
    plain.open(opened::add);
    assertThat(opened).containsExactly("https://v.example?c=uc", "https://v.example");
  }

  @Test
  void keepsToTheIntervalOfTheServer() {
    CompletableFuture<Granted> result = begin(codes(",\"interval\":9"));
    answer(200, TOKENS);
    scheduler.advance(Duration.ofMillis(8_999));
    assertThat(polls()).isZero();
    scheduler.advance(Duration.ofMillis(1));
    assertThat(result).isCompleted();
  }

  @Test
  void neverAsksMoreThanOnceASecond() {
    CompletableFuture<Granted> result = begin(codes(",\"interval\":0"));
    answer(200, TOKENS);
    scheduler.advance(Duration.ofMillis(999));
    assertThat(polls()).isZero();
    scheduler.advance(Duration.ofMillis(1));
    assertThat(result).isCompleted();
  }

  @Test
  void slowsDownForGood() {
    CompletableFuture<Granted> unused = begin(codes(""));
    answer(400, "{\"error\":\"slow_down\"}");
    answer(400, "{\"error\":\"authorization_pending\"}");
    answer(400, "{\"error\":\"slow_down\"}");
    scheduler.advance(Duration.ofSeconds(5 + 10 + 10));
    assertThat(progress)
        .extracting(DeviceProgress::nextPoll)
        .containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(15));
    assertThat(progress)
        .extracting(DeviceProgress::state)
        .containsExactly(State.SLOWED_DOWN, State.PENDING, State.SLOWED_DOWN);
  }

  @Test
  void slowsDownToTheIntervalSentIfThatIsLonger() {
    CompletableFuture<Granted> unused = begin(codes(""));
    answer(400, "{\"error\":\"slow_down\",\"interval\":30}");
    answer(400, "{\"error\":\"slow_down\",\"interval\":7}");
    scheduler.advance(Duration.ofSeconds(5 + 30));
    assertThat(progress)
        .extracting(DeviceProgress::nextPoll)
        .containsExactly(Duration.ofSeconds(30), Duration.ofSeconds(35));
  }

  @Test
  void backsOffFromFaultsAndThenKeepsToTheIntervalAgain() {
    CompletableFuture<Granted> result = begin(codes(""));
    server.enqueue(
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
    answer(503, "busy");
    answer(429, "{\"error\":\"rate_limited\"}");
    answer(500, "{\"error\":\"server_error\"}");
    answer(502, "");
    answer(400, "{\"error\":\"authorization_pending\"}");
    answer(503, "busy again");
    answer(200, TOKENS);
    scheduler.advance(Duration.ofSeconds(5 + 10 + 20 + 40 + 60 + 60 + 5 + 10));
    assertThat(progress)
        .extracting(DeviceProgress::nextPoll)
        .containsExactly(
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(40),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10));
    assertThat(progress.get(0).state()).isEqualTo(State.UNREACHABLE);
    assertThat(result).isCompleted();
  }

  @Test
  void backsOffUpToAMinuteFromTheShortestIntervalToo() {
    CompletableFuture<Granted> unused = begin(codes(",\"interval\":1"));
    for (int i = 0; i < 7; i++) {
      answer(503, "");
    }
    scheduler.advance(Duration.ofSeconds(1 + 2 + 4 + 8 + 16 + 32 + 60));
    assertThat(progress)
        .extracting(each -> each.nextPoll().toSeconds())
        .containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L);
  }

  @ParameterizedTest
  @CsvSource({"408, ''", "425, ''", "400, server_error", "400, temporarily_unavailable"})
  void waitsOutWhatMayPass(int status, String error) {
    CompletableFuture<Granted> result = begin(codes(""));
    answer(status, "{\"error\":\"" + error + "\"}");
    answer(200, TOKENS);
    scheduler.advance(Duration.ofSeconds(5 + 10));
    assertThat(progress).extracting(DeviceProgress::state).containsExactly(State.UNREACHABLE);
    assertThat(result).isCompleted();
  }

  @Test
  void asksOnceADayHoweverLongTheIntervalOfTheServer() {
    CompletableFuture<Granted> unused =
        begin(codes(",\"interval\":" + Long.MAX_VALUE, Long.MAX_VALUE));
    answer(400, "{\"error\":\"authorization_pending\"}");
    scheduler.advance(Duration.ofDays(1).minusMillis(1));
    assertThat(polls()).isZero();
    scheduler.advance(Duration.ofMillis(1));
    assertThat(polls()).isEqualTo(1);
  }

  @Test
  void waitsAsLongAsTheServerAsks() {
    CompletableFuture<Granted> unused = begin(codes(""));
    server.enqueue(new MockResponse.Builder().code(503).setHeader("Retry-After", "120").build());
    scheduler.advance(Duration.ofSeconds(5));
    assertThat(progress.get(0).nextPoll()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void asksOnceMoreBeforeTheCodeExpiresHoweverManyFaultsThereWere() {
    CompletableFuture<Granted> result = begin(codes("", 60));
    answer(503, "");
    answer(503, "");
    answer(503, "");
    answer(200, TOKENS);
    scheduler.advance(Duration.ofSeconds(5 + 10 + 20));
    assertThat(result).isNotDone();
    // 40 seconds would be too late: 25 are left, of which the last 5 are none to rely on.
    scheduler.advance(Duration.ofSeconds(20));
    assertThat(result).isCompleted();
  }

  @Test
  void reportsADenial() {
    assertThatThrownBy(
            () -> ending(400, "{\"error\":\"access_denied\",\"error_description\":\"Not today\"}"))
        .isInstanceOf(AuthorizationException.Denied.class)
        .hasMessage("The authorization server answered access_denied: Not today");
  }

  @Test
  void reportsThatTheCodeExpired() {
    assertThatThrownBy(() -> ending(400, "{\"error\":\"expired_token\"}"))
        .isInstanceOf(AuthorizationException.Expired.class)
        .hasMessage(
            "The user did not decide until 2026-01-01T00:10:00Z; start a new authorization");
  }

  @Test
  void reportsThatTheCodeIsNotTakenAnyMore() {
    assertThatThrownBy(() -> ending(400, "{\"error\":\"invalid_grant\"}"))
        .isInstanceOf(AuthorizationException.GrantInvalid.class)
        .hasMessageStartingWith("The server does not take the device code any more");
  }

  @Test
  void reportsWhatAskingAgainCannotHelp() {
    assertThatThrownBy(() -> ending(401, "{\"error\":\"invalid_client\"}"))
        .isInstanceOf(OAuthException.class);
    assertThatThrownBy(() -> ending(404, "")).isInstanceOf(UnexpectedAnswerException.class);
    assertThatThrownBy(() -> ending(302, "")).isInstanceOf(UnexpectedAnswerException.class);
  }

  @Test
  void expiresWithTheUsersCode() {
    CompletableFuture<Granted> result = begin(codes("", 12));
    answer(400, "{\"error\":\"authorization_pending\"}");
    answer(400, "{\"error\":\"authorization_pending\"}");
    scheduler.advance(Duration.ofMillis(11_999));
    assertThat(result).isNotDone();
    assertThat(polls()).isEqualTo(2);
    scheduler.advance(Duration.ofMillis(1));
    assertThatThrownBy(result::join).hasCauseInstanceOf(AuthorizationException.Expired.class);
    assertThat(polls()).isEqualTo(2);
  }

  @Test
  void doesNotAskWithACodeThatExpiredWhileTheMachineSlept() {
    CompletableFuture<Granted> result = begin(codes("", 12));
    clock.advance(Duration.ofHours(8));
    scheduler.advance(Duration.ZERO);
    assertThatThrownBy(result::join).hasCauseInstanceOf(AuthorizationException.Expired.class);
    assertThat(polls()).isZero();
  }

  @Test
  void copesWithNumbersThatMakeNoSense() {
    CompletableFuture<Granted> forEver =
        begin(codes(",\"interval\":" + Long.MAX_VALUE, Long.MAX_VALUE));
    assertThat(forEver).isNotDone();
    CompletableFuture<Granted> never = begin(codes(",\"interval\":-7", -1));
    scheduler.advance(Duration.ZERO);
    assertThatThrownBy(never::join).hasCauseInstanceOf(AuthorizationException.Expired.class);
  }

  @Test
  void isCancelled() {
    answer(200, codes(""));
    DeviceAuthorization authorization = flow.authorization().start();
    CompletableFuture<Granted> result = flow.completeAsync(authorization, progress::add);
    authorization.cancel();
    scheduler.advance(Duration.ofMinutes(1));
    assertThat(result).isCancelled();
    assertThat(scheduler.waiting()).isZero();
    assertThat(polls()).isZero();
    assertThatExceptionOfType(CancellationException.class).isThrownBy(result::join);
  }

  @Test
  void givesUpTheRequestThatIsUnderWayWhenCancelled() {
    CompletableFuture<TokenResponse> call = new CompletableFuture<>();
    DeviceFlow async =
        DeviceFlow.builder(client)
            .async(client.async()::authorizeDevice, request -> call)
            .scheduler(scheduler)
            .clock(clock)
            .build();
    answer(200, codes(""));
    CompletableFuture<Granted> result =
        async.completeAsync(async.authorization().start(), progress::add);
    scheduler.advance(Duration.ofSeconds(5));
    result.cancel(true);
    assertThat(call).isCancelled();
    assertThat(progress).isEmpty();
  }

  /** A thread may stand still between scheduling a step and remembering it. */
  @Test
  void givesUpTheRequestWhoseStepWasFasterThanWhoScheduledIt() {
    CompletableFuture<TokenResponse> call = new CompletableFuture<>();
    ScheduledExecutorService fast =
        new ScheduledThreadPoolExecutor(1) {
          @Override
          public ScheduledFuture<?> schedule(Runnable step, long delay, TimeUnit unit) {
            ScheduledFuture<?> timer = super.schedule(step, 0, unit);
            while (!timer.isDone()) {
              Thread.onSpinWait();
            }
            return timer;
          }
        };
    DeviceFlow async =
        DeviceFlow.builder(client)
            .async(client.async()::authorizeDevice, request -> call)
            .scheduler(fast)
            .clock(clock)
            .build();
    answer(200, codes(""));
    CompletableFuture<Granted> result =
        async.completeAsync(async.authorization().start(), progress::add);
    result.cancel(true);
    assertThat(call).isCancelled();
    fast.shutdown();
  }

  @Test
  void completesOnce() {
    answer(200, codes(""));
    DeviceAuthorization authorization = flow.authorization().start();
    CompletableFuture<Granted> unused = flow.completeAsync(authorization, progress::add);
    assertThatExceptionOfType(AuthorizationException.Replayed.class)
        .isThrownBy(() -> flow.complete(authorization, progress::add));
  }

  @Test
  void goesOnWaitingWhenAListenerThrows() {
    answer(200, codes(""));
    CompletableFuture<Granted> result =
        flow.completeAsync(
            flow.authorization().start(),
            each -> {
              throw new IllegalStateException("listener");
            });
    answer(400, "{\"error\":\"authorization_pending\"}");
    answer(200, TOKENS);
    scheduler.advance(Duration.ofSeconds(10));
    assertThat(result).isCompleted();
  }

  @Test
  void blocksACallerThatWantsToWait() throws Exception {
    answer(200, codes(""));
    answer(200, TOKENS);
    DeviceAuthorization authorization = flow.authorization().start();
    CompletableFuture<Granted> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return flow.complete(authorization, progress::add);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    scheduler.awaitScheduled(1);
    scheduler.advance(Duration.ofSeconds(5));
    assertThat(waiting.get().tokens().accessToken()).isEqualTo(Secret.of("a"));
  }

  @Test
  void cancelsWhenTheCallerIsInterrupted() {
    answer(200, codes(""));
    DeviceAuthorization authorization = flow.authorization().start();
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> flow.complete(authorization, progress::add));
    assertThat(scheduler.waiting()).isZero();
  }

  @Test
  void blocksNoThreadWithTheAsyncView() throws Exception {
    DeviceFlow async =
        DeviceFlow.builder(client)
            .async(client.async()::authorizeDevice, client.async()::pollDevice)
            .scheduler(scheduler)
            .clock(clock)
            .build();
    answer(200, codes(""));
    answer(400, "{\"error\":\"authorization_pending\"}");
    answer(200, TOKENS);
    CompletableFuture<Granted> result =
        async
            .authorization()
            .startAsync()
            .thenCompose(authorization -> async.completeAsync(authorization, progress::add));
    scheduler.awaitScheduled(1);
    scheduler.advance(Duration.ofSeconds(5));
    scheduler.awaitScheduled(2);
    scheduler.advance(Duration.ofSeconds(5));
    assertThat(result.get().tokens().accessToken()).isEqualTo(Secret.of("a"));
  }

  @Test
  void endsWhenACallCannotEvenStart() {
    DeviceFlow broken =
        DeviceFlow.builder(client)
            .async(
                client.async()::authorizeDevice,
                request -> {
                  throw new IllegalStateException("no call");
                })
            .scheduler(scheduler)
            .clock(clock)
            .build();
    answer(200, codes(""));
    CompletableFuture<Granted> result =
        broken.completeAsync(broken.authorization().start(), progress::add);
    scheduler.advance(Duration.ofSeconds(5));
    assertThatThrownBy(result::join).hasRootCauseMessage("no call");
  }

  /** Starts, and lets the first poll have this answer. */
  private void ending(int status, String body) throws Throwable {
    CompletableFuture<Granted> result = begin(codes(""));
    answer(status, body);
    scheduler.advance(Duration.ofSeconds(5));
    try {
      result.get();
    } catch (ExecutionException e) {
      throw Optional.ofNullable(e.getCause()).orElse(e);
    }
  }

  private CompletableFuture<Granted> begin(String codes) {
    answer(200, codes);
    return flow.completeAsync(flow.authorization().start(), progress::add);
  }

  private static String codes(String more) {
    return codes(more, 600);
  }

  private static String codes(String more, long expiresIn) {
    return "{\"device_code\":\"dc\",\"user_code\":\"uc\",\"verification_uri\":\"https://v.example\","
        + "\"expires_in\":"
        + expiresIn
        + more
        + "}";
  }

  private void answer(int status, String body) {
    server.enqueue(
        new MockResponse.Builder()
            .code(status)
            .setHeader("Content-Type", "application/json")
            .body(body)
            .build());
  }

  private int polls() {
    return server.getRequestCount() - 1;
  }

  private String body() throws InterruptedException {
    return Objects.requireNonNull(server.takeRequest().getBody()).utf8();
  }
}
