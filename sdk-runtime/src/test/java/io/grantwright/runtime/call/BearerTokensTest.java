package io.grantwright.runtime.call;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.failsafe.RetryPolicy;
import io.grantwright.annotations.Bearer;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.JsonBody;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Post;
import io.grantwright.annotations.SdkClient;
import io.grantwright.annotations.Status;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.NoAnswerException;
import io.grantwright.runtime.error.NoAnswerException.Delivery;
import io.grantwright.runtime.error.OAuthErrorCode;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.error.StepUp;
import io.grantwright.runtime.retry.RetryConfig;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls with tokens that can be renewed: each once more after a 401, and never twice. */
@Timeout(300)
final class BearerTokensTest {
  @SdkClient(name = "Diary")
  interface Diary {
    @Get("pages")
    @Bearer
    void pages();

    @Post("pages")
    @JsonBody
    @Bearer
    void write(Page page);

    @Get("door")
    @Bearer
    Door door();
  }

  @Model
  record Page(String text) {}

  sealed interface Door permits Open, Closed {}

  @Model
  @Status(200)
  record Open(String room) implements Door {}

  @Model
  @Status(401)
  record Closed(String reason) implements Door {}

  /** Both ways to call. */
  enum Way {
    BLOCKING {
      @Override
      void pages(BearerTokensTest_DiaryClient diary) {
        diary.pages();
      }

      @Override
      void write(BearerTokensTest_DiaryClient diary, Page page) {
        diary.write(page);
      }
    },
    ASYNC {
      @Override
      void pages(BearerTokensTest_DiaryClient diary) {
        joined(diary.async().pages());
      }

      @Override
      void write(BearerTokensTest_DiaryClient diary, Page page) {
        joined(diary.async().write(page));
      }
    };

    abstract void pages(BearerTokensTest_DiaryClient diary);

    abstract void write(BearerTokensTest_DiaryClient diary, Page page);

    private static void joined(CompletableFuture<Void> future) {
      Throwable failure = catchThrowable(future::join);
      if (failure != null) {
        throw (RuntimeException) requireNonNull(failure.getCause());
      }
    }
  }

  /** Gives at-1 until that is refused, and at-2 then. Remembers what it was asked. */
  private static class Wallet implements BearerTokens {
    final List<String> refused = new ArrayList<>();
    String current = "at-1";

    @Override
    public CompletableFuture<Secret> accessTokenAsync() {
      return CompletableFuture.completedFuture(Secret.of(current));
    }

    @Override
    public CompletableFuture<Secret> accessTokenInsteadOfAsync(Secret token) {
      refused.add(token.reveal());
      current = "at-2";
      return accessTokenAsync();
    }
  }

  private final MockWebServer api = new MockWebServer();
  private final Wallet wallet = new Wallet();

  @BeforeEach
  void start() throws IOException {
    api.start();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @ParameterizedTest
  @EnumSource
  void eachCallCarriesTheCurrentToken(Way way) throws Exception {
    answer(204);
    answer(204);
    try (BearerTokensTest_DiaryClient diary = diary(wallet)) {
      way.pages(diary);
      wallet.current = "at-7";
      way.pages(diary);
    }
    assertThat(sent()).containsExactly("Bearer at-1", "Bearer at-7");
  }

  @ParameterizedTest
  @EnumSource
  void aRefusedCallIsSentOnceMoreWithAnotherToken(Way way) throws Exception {
    answer(401);
    answer(204);
    try (BearerTokensTest_DiaryClient diary = diary(wallet)) {
      way.pages(diary);
    }
    assertThat(sent()).containsExactly("Bearer at-1", "Bearer at-2");
    assertThat(wallet.refused).containsExactly("at-1");
  }

  @ParameterizedTest
  @EnumSource
  void aBodyIsSentAgainByteForByte(Way way) throws Exception {
    answer(401);
    answer(204);
    try (BearerTokensTest_DiaryClient diary = diary(wallet)) {
      way.write(diary, new Page("to be sent once, seen by nobody before"));
    }
    RecordedRequest first = api.takeRequest();
    RecordedRequest second = api.takeRequest();
    assertThat(requireNonNull(first.getBody()).utf8())
        .isEqualTo("{\"text\":\"to be sent once, seen by nobody before\"}");
    assertThat(second.getBody()).isEqualTo(first.getBody());
    assertThat(second.getHeaders().get("Authorization")).isEqualTo("Bearer at-2");
  }

  @ParameterizedTest
  @EnumSource
  void aCallThatIsRefusedAgainEndsAsTheTokensSay(Way way) {
    answer(401);
    answer(401);
    AtomicReference<CallException> told = new AtomicReference<>();
    Wallet speaking =
        new Wallet() {
          @Override
          public RuntimeException refusedAgain(CallException answer) {
            told.set(answer);
            return new IllegalStateException("the API takes no token");
          }
        };
    try (BearerTokensTest_DiaryClient diary = diary(speaking)) {
      assertThatThrownBy(() -> way.pages(diary)).hasMessage("the API takes no token");
    }
    assertThat(told.get()).satisfies(e -> assertThat(e.status()).isEqualTo(401));
    assertThat(speaking.refused).containsExactly("at-1");
    assertThat(api.getRequestCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void whoSaysNothingAboutItGetsTheAnswer(Way way) {
    answer(401);
    answer(401);
    try (BearerTokensTest_DiaryClient diary = diary(wallet)) {
      CallException e = catchThrowableOfType(CallException.class, () -> way.pages(diary));
      assertThat(e.status()).isEqualTo(401);
      assertThat(e.attempts()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whyThereIsNoTokenEndsTheCallBeforeItIsSent(Way way) {
    IllegalStateException ours = new IllegalStateException("logged out");
    Wallet empty =
        new Wallet() {
          @Override
          public CompletableFuture<Secret> accessTokenAsync() {
            return CompletableFuture.failedFuture(ours);
          }
        };
    try (BearerTokensTest_DiaryClient diary = diary(empty)) {
      assertThatThrownBy(() -> way.pages(diary)).isSameAs(ours);
    }
    assertThat(api.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void whyThereIsNoOtherTokenEndsTheCallAndIsNotTriedAgain(Way way) {
    answer(401);
    IllegalStateException ours = new IllegalStateException("log in again");
    Wallet used =
        new Wallet() {
          @Override
          public CompletableFuture<Secret> accessTokenInsteadOfAsync(Secret token) {
            return CompletableFuture.failedFuture(ours);
          }
        };
    RetryPolicy<Object> always = RetryPolicy.builder().withMaxRetries(3).build();
    try (BearerTokensTest_DiaryClient diary = builder().bearer(used).retry(always).build()) {
      assertThatThrownBy(() -> way.pages(diary)).isSameAs(ours);
    }
    assertThat(api.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void tokensThatThrowLeaveNoAnswerOpen(Way way) {
    answer(401);
    Wallet broken =
        new Wallet() {
          @Override
          public CompletableFuture<Secret> accessTokenInsteadOfAsync(Secret token) {
            throw new IllegalStateException("the wallet's own fault");
          }
        };
    OkHttpClient http = new OkHttpClient();
    try (BearerTokensTest_DiaryClient diary = builder().bearer(broken).callFactory(http).build()) {
      assertThatThrownBy(() -> way.pages(diary)).hasMessage("the wallet's own fault");
      assertThat(http.connectionPool().connectionCount()).isOne();
      assertThat(http.connectionPool().idleConnectionCount()).isOne();
    }
  }

  @ParameterizedTest
  @EnumSource
  void hooksSeeWhatBecameOfARequestThatWasSent(Way way) {
    answer(401);
    Wallet used =
        new Wallet() {
          @Override
          public CompletableFuture<Secret> accessTokenInsteadOfAsync(Secret token) {
            return CompletableFuture.failedFuture(new IllegalStateException("log in again"));
          }
        };
    List<String> seen = new ArrayList<>();
    CallHooks hooks =
        new CallHooks() {
          @Override
          public void beforeRequest(RequestView request) {
            seen.add("request");
          }

          @Override
          public void afterFailure(CallException failure) {
            seen.add("failure " + failure.status());
          }
        };
    try (BearerTokensTest_DiaryClient diary = builder().bearer(used).hooks(hooks).build()) {
      assertThatThrownBy(() -> way.pages(diary)).hasMessage("log in again");
    }
    assertThat(seen).containsExactly("request", "failure 401");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsTriedAgainGoesOnWithTheNewToken(Way way) throws Exception {
    answer(401);
    answer(503);
    answer(401);
    RetryConfig soon =
        RetryConfig.DEFAULT
            .withInitialInterval(Duration.ofNanos(1))
            .withMaxInterval(Duration.ofNanos(1));
    try (BearerTokensTest_DiaryClient diary = builder().bearer(wallet).retry(soon).build()) {
      CallException e = catchThrowableOfType(CallException.class, () -> way.pages(diary));
      assertThat(e.status()).isEqualTo(401);
    }
    assertThat(sent()).containsExactly("Bearer at-1", "Bearer at-2", "Bearer at-2");
    assertThat(wallet.refused).as("a call asks once for another").containsExactly("at-1");
  }

  @ParameterizedTest
  @EnumSource
  void aTokenWithoutASessionIsSentOnce(Way way) {
    answer(401);
    try (BearerTokensTest_DiaryClient diary = builder().bearer(Secret.of("at")).build()) {
      assertThatThrownBy(() -> way.pages(diary)).isInstanceOf(CallException.class);
    }
    assertThat(api.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aMissingScopeIsTypedAndAnotherTokenNotAskedFor(Way way) {
    api.enqueue(
        new MockResponse.Builder()
            .code(403)
            .addHeader(
                "WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"read write\"")
            .build());
    try (BearerTokensTest_DiaryClient diary = diary(wallet)) {
      OAuthException e = catchThrowableOfType(OAuthException.class, () -> way.pages(diary));
      assertThat(e.error().is(OAuthErrorCode.INSUFFICIENT_SCOPE)).isTrue();
      assertThat(e.stepUp())
          .contains(new StepUp(Optional.of("read write"), Optional.empty(), Optional.empty()));
    }
    assertThat(wallet.refused).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aStepUpIsTypedAndAnotherTokenNotAskedFor(Way way) {
    api.enqueue(
        new MockResponse.Builder()
            .code(401)
            .addHeader(
                "WWW-Authenticate",
                "Bearer error=\"insufficient_user_authentication\", acr_values=\"mfa\","
                    + " max_age=\"300\"")
            .build());
    try (BearerTokensTest_DiaryClient diary = diary(wallet)) {
      CallException e = catchThrowableOfType(CallException.class, () -> way.pages(diary));
      assertThat(e.stepUp())
          .contains(
              new StepUp(Optional.empty(), Optional.of("mfa"), Optional.of(Duration.ofMinutes(5))));
    }
    assertThat(wallet.refused).isEmpty();
    assertThat(api.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aResultOf401IsAResultIfThereIsNoBetterOne() {
    json(401, "{\"reason\":\"expired\"}");
    json(401, "{\"reason\":\"nobody may\"}");
    try (BearerTokensTest_DiaryClient diary = diary(wallet)) {
      assertThat(diary.door()).isEqualTo(new Closed("nobody may"));
    }
  }

  @Test
  void oneClientServesManyUsers() throws Exception {
    answer(204);
    answer(204);
    Wallet bobs = new Wallet();
    bobs.current = "at-of-bob";
    try (BearerTokensTest_DiaryClient diary = diary(wallet)) {
      diary.with(CallOptions.builder().bearer(bobs).build()).pages();
      diary.pages();
    }
    assertThat(sent()).containsExactly("Bearer at-of-bob", "Bearer at-1");
  }

  // Waiting for a token

  /** Has no token yet. */
  private static final class Waiting extends Wallet {
    final CompletableFuture<Secret> token = new CompletableFuture<>();
    final CountDownLatch asked = new CountDownLatch(1);

    @Override
    public CompletableFuture<Secret> accessTokenAsync() {
      asked.countDown();
      return token;
    }
  }

  @Test
  void anAsynchronousCallBlocksNobodyWhileThereIsNoToken() throws Exception {
    answer(204);
    Waiting waiting = new Waiting();
    try (BearerTokensTest_DiaryClient diary = diary(waiting)) {
      CompletableFuture<Void> call = diary.async().pages();
      assertThat(call).isNotDone();
      waiting.token.complete(Secret.of("at-late"));
      call.join();
    }
    assertThat(sent()).containsExactly("Bearer at-late");
  }

  @Test
  void anAsynchronousCallThatIsCancelledMeanwhileSendsNothing() {
    Waiting waiting = new Waiting();
    try (BearerTokensTest_DiaryClient diary = diary(waiting)) {
      diary.async().pages().cancel(true);
      assertThat(waiting.token).isCancelled();
    }
    assertThat(api.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aCallWaitsNoLongerThanItMayLast(Way way) {
    Waiting waiting = new Waiting();
    CallOptions brief = CallOptions.builder().totalTimeout(Duration.ofMillis(1)).build();
    try (BearerTokensTest_DiaryClient diary = diary(waiting).with(brief)) {
      NoAnswerException e = catchThrowableOfType(NoAnswerException.class, () -> way.pages(diary));
      assertThat(e).hasMessageContaining("the time for the call is over");
      assertThat(e.delivery()).isEqualTo(Delivery.NOT_DELIVERED);
    }
    assertThat(waiting.token).isCancelled();
    assertThat(api.getRequestCount()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void aTokenThatNoHeaderCarriesEndsTheCall(Way way) {
    wallet.current = "at\n1";
    try (BearerTokensTest_DiaryClient diary = diary(wallet)) {
      assertThatThrownBy(() -> way.pages(diary)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(api.getRequestCount()).isZero();
  }

  @Test
  void aSourceOfTokensThatThrowsLeavesNothingScheduled() {
    ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
    scheduler.setRemoveOnCancelPolicy(true);
    Wallet lost =
        new Wallet() {
          @Override
          public CompletableFuture<Secret> accessTokenAsync() {
            throw new IllegalStateException("lost");
          }
        };
    try (BearerTokensTest_DiaryClient diary = builder().bearer(lost).scheduler(scheduler).build()) {
      assertThatThrownBy(() -> Way.ASYNC.pages(diary)).hasMessage("lost");
      assertThat(scheduler.getQueue()).isEmpty();
    } finally {
      scheduler.shutdownNow();
    }
  }

  @Test
  void aClientThatIsClosedMeanwhileLeavesNobodyWaiting() {
    Waiting waiting = new Waiting();
    CallOptions brief = CallOptions.builder().totalTimeout(Duration.ofMillis(500)).build();
    CompletableFuture<Void> call;
    try (BearerTokensTest_DiaryClient diary = diary(waiting)) {
      call = diary.async().with(brief).pages();
    }
    assertThatThrownBy(call::get).hasCauseInstanceOf(NoAnswerException.class);
  }

  @Test
  void aClientThatIsClosedBetweenAttemptsLeavesNobodyWaiting() throws Exception {
    answer(503);
    answer(503);
    RetryConfig later = RetryConfig.DEFAULT.withInitialInterval(Duration.ofMillis(500));
    CompletableFuture<Void> call;
    try (BearerTokensTest_DiaryClient diary = builder().bearer(wallet).retry(later).build()) {
      call = diary.async().pages();
      api.takeRequest();
    }
    assertThatThrownBy(call::get).hasCauseInstanceOf(CallException.class);
  }

  @Test
  void aClientThatIsClosedSaysSo() throws Exception {
    answer(204);
    BearerTokensTest_DiaryClient diary = diary(wallet);
    diary.async().pages().get();
    diary.close();
    assertThatThrownBy(() -> diary.async().pages().get())
        .hasCauseInstanceOf(NoAnswerException.class)
        .hasMessageContaining("the client, or the scheduler that it was given, is closed");
  }

  @Test
  void aClientThatNobodyClosesKeepsNoThread() throws Exception {
    answer(204);
    BearerTokensTest_DiaryClient diary = diary(wallet);
    diary.async().pages().join();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("Diary calls")) {
        thread.join(); // If it stays, the time of the test is over.
      }
    }
  }

  @Test
  void whoGivesUpACallDoesNotWaitOn() throws Exception {
    Waiting waiting = new Waiting();
    Cancellation cancellation = new Cancellation();
    CallOptions cancellable = CallOptions.builder().cancellation(cancellation).build();
    try (BearerTokensTest_DiaryClient diary = diary(waiting).with(cancellable)) {
      assertThat(inThread(diary, waiting, any -> cancellation.cancel()))
          .hasMessageContaining("the call was cancelled");
    }
    assertThat(waiting.token).isCancelled();
  }

  @Test
  void whoIsInterruptedDoesNotWaitOn() throws Exception {
    Waiting waiting = new Waiting();
    try (BearerTokensTest_DiaryClient diary = diary(waiting)) {
      assertThat(inThread(diary, waiting, Thread::interrupt))
          .hasMessageContaining("the thread was interrupted while it waited for an access token");
    }
    assertThat(waiting.token).isCancelled();
  }

  private static @Nullable Throwable inThread(
      BearerTokensTest_DiaryClient diary, Waiting waiting, Consumer<Thread> disturb)
      throws InterruptedException {
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Thread caller = new Thread(() -> failure.set(catchThrowable(diary::pages)));
    caller.start();
    waiting.asked.await();
    disturb.accept(caller);
    caller.join();
    return failure.get();
  }

  private BearerTokensTest_DiaryClient diary(BearerTokens tokens) {
    return builder().bearer(tokens).build();
  }

  private BearerTokensTest_DiaryClient.Builder builder() {
    return BearerTokensTest_DiaryClient.builder().serverUrl(api.url("/").toString());
  }

  private void answer(int status) {
    api.enqueue(new MockResponse.Builder().code(status).build());
  }

  private void json(int status, String body) {
    api.enqueue(
        new MockResponse.Builder()
            .code(status)
            .addHeader("Content-Type", "application/json")
            .body(body)
            .build());
  }

  private List<String> sent() throws InterruptedException {
    List<String> sent = new ArrayList<>();
    for (int i = api.getRequestCount(); i > 0; i--) {
      List<String> values = api.takeRequest().getHeaders().values("Authorization");
      sent.add(values.isEmpty() ? "none" : String.join(" and ", values));
    }
    return sent;
  }
}
