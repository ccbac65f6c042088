package io.grantwright.runtime.call;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.failsafe.RetryPolicy;
import dev.failsafe.RetryPolicyBuilder;
import io.grantwright.annotations.Field;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.JsonBody;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Post;
import io.grantwright.annotations.Retry;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.MalformedAnswerException;
import io.grantwright.runtime.error.NoAnswerException;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import io.grantwright.runtime.retry.RetryConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent again, after how long, and what never is. */
@Timeout(300)
final class RetriesTest {
  @SdkClient(name = "Jobs")
  interface Jobs {
    @Get("jobs")
    Job find();

    @Get("jobs/next")
    @Retry(initialIntervalMillis = 1, maxIntervalMillis = 1)
    Job next();

    @Post("jobs")
    @JsonBody
    Job start(@Field String name);
  }

  @Model
  record Job(String id) {}

  private static final RetryConfig SOON =
      RetryConfig.DEFAULT.withInitialInterval(Duration.ofMillis(1));

  /** Waits, in the time of {@link FakeScheduler}, for whatever the server asks for. */
  private static final RetryConfig PATIENT =
      SOON.withMaxInterval(Duration.ofMinutes(50)).withMaxElapsedTime(Duration.ofDays(1));

  /** Longer than any machine may stand still, and twice as long is within the hour. */
  private static final Duration ASKED = Duration.ofMinutes(20);

  private final MockWebServer server = new MockWebServer();
  private final FakeScheduler scheduler = new FakeScheduler();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
    scheduler.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504})
  void sendsAgainWhatIsIdempotent(int status) {
    enqueue(status, 200);
    try (RetriesTest_JobsClient jobs = client().retry(SOON).build()) {
      assertThat(jobs.find().id()).isEqualTo("7");
    }
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409, 501, 505, 600})
  void sendsNothingAgainThatWillFailAgain(int status) {
    enqueue(status, 200);
    try (RetriesTest_JobsClient jobs = client().retry(SOON).build()) {
      assertThat(catchThrowable(jobs::find)).isInstanceOf(CallException.class);
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 500, 502, 503, 504})
  void neverSendsAgainWhatMayHaveBeenDone(int status) {
    enqueue(status, 200);
    try (RetriesTest_JobsClient jobs = client().retry(SOON).build()) {
      assertThat(catchThrowable(() -> jobs.start("x"))).isInstanceOf(CallException.class);
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void neverSendsAgainWhatMayHaveBeenDoneUnderAPolicyOfTheUser() {
    enqueue(503, 200);
    RetryPolicy<Object> always = RetryPolicy.<Object>builder().build();
    try (RetriesTest_JobsClient jobs = client().retry(always).build()) {
      assertThat(catchThrowable(() -> jobs.start("x"))).isInstanceOf(CallException.class);
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void sendsTheSameAgainAfter429() throws InterruptedException {
    enqueue(429, 200);
    try (RetriesTest_JobsClient jobs = client().retry(SOON).build()) {
      assertThat(jobs.start("x").id()).isEqualTo("7");
    }
    for (int i = 0; i < 2; i++) {
      RecordedRequest request = server.takeRequest();
      assertThat(requireNonNull(request.getBody()).utf8()).isEqualTo("{\"name\":\"x\"}");
    }
  }

  @Test
  void sendsAgainWhatWasNeverSent() {
    enqueue(200);
    AtomicBoolean known = new AtomicBoolean();
    OkHttpClient secondLuck =
        new OkHttpClient.Builder()
            .dns(
                host -> {
                  if (known.getAndSet(true)) {
                    return List.of(InetAddress.getLoopbackAddress());
                  }
                  throw new UnknownHostException(host);
                })
            .build();
    try (RetriesTest_JobsClient jobs = client().httpClient(secondLuck).retry(SOON).build()) {
      assertThat(jobs.start("x").id()).isEqualTo("7");
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void neverSendsAgainWhatWasSentAndLost() {
    server.enqueue(lost());
    enqueue(200);
    try (RetriesTest_JobsClient jobs = client().retry(SOON).build()) {
      assertThat(catchThrowable(() -> jobs.start("x"))).isInstanceOf(NoAnswerException.class);
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void sendsAgainAfterALostConnectionWhatIsIdempotent() {
    server.enqueue(lost());
    enqueue(200);
    try (RetriesTest_JobsClient jobs = client().retry(SOON).build()) {
      assertThat(jobs.find().id()).isEqualTo("7");
    }
  }

  /** OkHttp goes on by itself to the host's next address, where nobody listens. */
  @Test
  void whatWasSentAndLostMayHaveArrivedThoughTheNextAddressRefuses() {
    server.enqueue(lost());
    OkHttpClient twoAddresses =
        new OkHttpClient.Builder()
            .dns(
                host ->
                    List.of(
                        InetAddress.getLoopbackAddress(),
                        InetAddress.getByAddress(new byte[] {127, 0, 0, 2})))
            .build();
    try (RetriesTest_JobsClient jobs = client().httpClient(twoAddresses).build()) {
      assertThat(catchThrowableOfType(NoAnswerException.class, jobs::find).delivery())
          .isEqualTo(NoAnswerException.Delivery.UNKNOWN);
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void neverSendsAgainWhatWasSentInPart() {
    server.enqueue(
        new MockResponse.Builder().onRequestBody(new SocketEffect.CloseSocket()).build());
    enqueue(200);
    String longerThanAnyBuffer = "x".repeat(32 * 1024 * 1024);
    try (RetriesTest_JobsClient jobs = client().retry(SOON).build()) {
      NoAnswerException failure =
          catchThrowableOfType(NoAnswerException.class, () -> jobs.start(longerThanAnyBuffer));
      assertThat(failure.delivery()).isEqualTo(NoAnswerException.Delivery.UNKNOWN);
      assertThat(failure.attempts()).isEqualTo(1);
    }
  }

  @Test
  void neverSendsAgainAnAnswerThatDoesNotFit() {
    enqueueText("{\"id\":7");
    enqueue(200);
    try (RetriesTest_JobsClient jobs = client().retry(RetryPolicy.ofDefaults()).build()) {
      assertThat(catchThrowable(jobs::find)).isInstanceOf(MalformedAnswerException.class);
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  private void enqueueText(String json) {
    server.enqueue(
        new MockResponse.Builder()
            .setHeader("Content-Type", "application/json")
            .body(json)
            .build());
  }

  @Test
  void anAuthenticatorOfTheHttpClientSendsNoBodyAgain() {
    enqueue(401, 200);
    OkHttpClient http =
        new OkHttpClient.Builder()
            .authenticator((route, response) -> response.request().newBuilder().build())
            .build();
    try (RetriesTest_JobsClient jobs = client().httpClient(http).build()) {
      assertThat(catchThrowable(() -> jobs.start("x")))
          .isInstanceOf(UnexpectedAnswerException.class);
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void countsConnectionErrorsOnlyIfTold() {
    server.enqueue(lost());
    enqueue(200);
    RetryConfig answersOnly = SOON.withRetryConnectionErrors(false);
    try (RetriesTest_JobsClient jobs = client().retry(answersOnly).build()) {
      assertThat(catchThrowable(jobs::find)).isInstanceOf(NoAnswerException.class);
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void triesOnceUnlessTold() {
    enqueue(503, 200);
    try (RetriesTest_JobsClient jobs = client().build()) {
      assertThat(catchThrowable(jobs::find)).isInstanceOf(UnexpectedAnswerException.class);
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void theHttpClientSendsNothingAgainByItself() {
    server.enqueue(busy("0"));
    enqueue(200);
    try (RetriesTest_JobsClient jobs = client().build()) {
      assertThat(catchThrowable(jobs::find)).isInstanceOf(UnexpectedAnswerException.class);
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  /** An idle connection may be dead, and then nobody knows whether the server has read it. */
  @Test
  void whatMustNotBeSentTwiceGetsAFreshConnection() throws InterruptedException {
    enqueue(200, 200, 200, 200);
    try (RetriesTest_JobsClient jobs = client().build()) {
      jobs.find();
      jobs.find();
      jobs.start("x");
      jobs.start("x");
    }
    assertThat(List.of(connection(), connection(), connection(), connection()))
        .containsExactly("GET on 0", "GET on 0", "POST on 1", "POST on 2");
  }

  @Test
  void whatIsIdempotentGetsAnotherConnectionWhereTheServerHasClosedTheIdleOne()
      throws InterruptedException {
    server.enqueue(
        new MockResponse.Builder()
            .setHeader("Content-Type", "application/json")
            .body("{\"id\":\"7\"}")
            .onResponseEnd(new SocketEffect.CloseSocket())
            .build());
    enqueue(200);
    try (RetriesTest_JobsClient jobs = client().build()) {
      jobs.find();
      assertThat(jobs.find().id()).isEqualTo("7");
    }
    assertThat(List.of(connection(), connection())).containsExactly("GET on 0", "GET on 1");
  }

  /** Servers say so on connections that were idle for too long, too (RFC 9110 §15.5.9). */
  @Test
  void whatIsIdempotentIsSentOnceMoreAfterStatus408() {
    enqueue(408, 200);
    try (RetriesTest_JobsClient jobs = client().build()) {
      assertThat(jobs.find().id()).isEqualTo("7");
    }
    enqueue(408, 408);
    try (RetriesTest_JobsClient jobs = client().build()) {
      assertThat(catchThrowable(jobs::find)).isInstanceOf(UnexpectedAnswerException.class);
    }
    assertThat(server.getRequestCount()).isEqualTo(4);
  }

  private String connection() throws InterruptedException {
    RecordedRequest request = server.takeRequest();
    return request.getMethod() + " on " + request.getConnectionIndex();
  }

  @Test
  void theFailureSaysHowOftenItWasTried() {
    enqueue(503, 503, 503);
    RetryPolicy<Object> twice = RetryPolicy.<Object>builder().withMaxRetries(2).build();
    try (RetriesTest_JobsClient jobs = client().retry(twice).build()) {
      CallException failure = catchThrowableOfType(CallException.class, jobs::find);
      assertThat(failure.attempts()).isEqualTo(3);
      assertThat(failure)
          .hasMessage(
              "Jobs.find answered with status 503 (3 attempts). The server is busy: call again"
                  + " later.");
    }
  }

  @Test
  void eachCallCountsForItself() {
    RetryPolicy<Object> twice = RetryPolicy.<Object>builder().withMaxRetries(2).build();
    try (RetriesTest_JobsClient jobs = client().retry(twice).build()) {
      for (int call = 0; call < 2; call++) {
        enqueue(503, 503, 200);
        assertThat(jobs.find().id()).isEqualTo("7");
      }
    }
  }

  @Test
  void theDelayGrowsToTheLongestInterval() {
    enqueue(503, 503, 503, 503, 200);
    RetryConfig config =
        RetryConfig.DEFAULT
            .withInitialInterval(Duration.ofMillis(100))
            .withExponent(2)
            .withMaxInterval(Duration.ofMillis(300));
    try (RetriesTest_JobsClient jobs = client().random(always(0.5)).retry(config).build()) {
      assertThat(jobs.async().find().join().id()).isEqualTo("7");
    }
    assertThat(scheduler.delays())
        .containsExactly(
            Duration.ofMillis(100),
            Duration.ofMillis(200),
            Duration.ofMillis(300),
            Duration.ofMillis(300));
  }

  @Test
  void chanceNeverExceedsTheLongestInterval() {
    enqueue(503, 200);
    RetryConfig config = SOON.withMaxInterval(Duration.ofMillis(1));
    try (RetriesTest_JobsClient jobs = client().random(always(0.999)).retry(config).build()) {
      jobs.async().find().join();
    }
    assertThat(scheduler.delays()).containsExactly(Duration.ofMillis(1));
  }

  @Test
  void chanceSpreadsTheDelays() {
    RetryConfig config = RetryConfig.DEFAULT.withInitialInterval(Duration.ofSeconds(1));
    for (double chance : new double[] {0, 0.25, 0.75}) {
      enqueue(503, 200);
      try (RetriesTest_JobsClient jobs = client().random(always(chance)).retry(config).build()) {
        jobs.async().find().join();
      }
    }
    assertThat(scheduler.delays()).doesNotHaveDuplicates().hasSize(3);
  }

  @Test
  void theLongestElapsedTimeEndsTheRetries() {
    enqueue(503, 200);
    RetryConfig config = SOON.withMaxElapsedTime(Duration.ofNanos(1));
    try (RetriesTest_JobsClient jobs = client().retry(config).build()) {
      assertThat(catchThrowable(jobs::find)).isInstanceOf(UnexpectedAnswerException.class);
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void foreverIsATimeThatACallMayTake() {
    enqueue(503, 200);
    Duration forever = ChronoUnit.FOREVER.getDuration();
    RetryConfig patient = SOON.withMaxInterval(forever).withMaxElapsedTime(forever);
    try (RetriesTest_JobsClient jobs =
        client().retry(patient).attemptTimeout(forever).totalTimeout(forever).build()) {
      assertThat(jobs.find().id()).isEqualTo("7");
    }
  }

  @Test
  void waitsAsManySecondsAsTheServerAsksFor() {
    server.enqueue(busy("1200"));
    enqueue(200);
    try (RetriesTest_JobsClient jobs = client().random(always(0)).retry(PATIENT).build()) {
      jobs.async().find().join();
    }
    assertThat(scheduler.delays()).anyMatch(about(Duration.ofMinutes(20)));
  }

  @Test
  void waitsUntilTheDateThatTheServerAsksFor() {
    server.enqueue(busy("Sat, 21 Nov 2026 08:25:00 GMT"));
    enqueue(200);
    Clock eight = Clock.fixed(Instant.parse("2026-11-21T08:00:00Z"), ZoneOffset.UTC);
    try (RetriesTest_JobsClient jobs = client().clock(eight).retry(PATIENT).build()) {
      jobs.async().find().join();
    }
    assertThat(scheduler.delays()).anyMatch(about(Duration.ofMinutes(25)));
  }

  @Test
  void failsAtOnceWhenTheServerAsksForMoreThanTheLongestInterval() {
    server.enqueue(busy("120"));
    enqueue(200);
    try (RetriesTest_JobsClient jobs = client().retry(SOON).build()) {
      CallException failure = catchThrowableOfType(CallException.class, jobs::find);
      assertThat(failure.retryAfter()).contains(Duration.ofMinutes(2));
      assertThat(failure)
          .hasMessage(
              "Jobs.find answered with status 503 (come back in 120 s). The server is busy: call"
                  + " again later.");
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void failsAtOnceWhenTheServerAsksForMoreThanTheElapsedTimeLeft() {
    server.enqueue(busy("30"));
    enqueue(200);
    RetryConfig config = SOON.withMaxElapsedTime(Duration.ofSeconds(20));
    try (RetriesTest_JobsClient jobs = client().retry(config).build()) {
      assertThat(catchThrowable(() -> jobs.async().find().join()))
          .hasCauseInstanceOf(UnexpectedAnswerException.class);
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  static List<RetryPolicyBuilder<Object>> policies() {
    return List.of(
        RetryPolicy.builder(),
        RetryPolicy.builder().withDelay(ASKED),
        RetryPolicy.builder().withDelay(ASKED).withJitter(Duration.ofMinutes(16)),
        RetryPolicy.builder().withDelay(ASKED).withJitter(0.25),
        RetryPolicy.builder().withDelay(Duration.ofMillis(1), ASKED),
        RetryPolicy.builder().withBackoff(Duration.ofMillis(1), ASKED),
        RetryPolicy.builder().withDelayFn(context -> Duration.ofMillis(1)),
        RetryPolicy.builder().withDelayFn(context -> ASKED).withJitter(1.0),
        RetryPolicy.builder()
            .withDelayFnOn(context -> Duration.ofMillis(1), UnexpectedAnswerException.class));
  }

  static List<RetryPolicyBuilder<Object>> policiesThatFailsafeShortens() {
    return List.of(
        RetryPolicy.builder().withDelay(ASKED).withJitter(1.0),
        RetryPolicy.builder().withBackoff(Duration.ofMillis(1), ASKED).withJitter(1.0),
        RetryPolicy.builder()
            .withBackoff(Duration.ofMillis(1), ASKED)
            .withMaxDuration(Duration.ofSeconds(1)));
  }

  @ParameterizedTest
  @MethodSource("policiesThatFailsafeShortens")
  void noPolicyShortensWhatTheServerAsksFor(RetryPolicyBuilder<Object> builder) {
    noPolicyComesBackBeforeTheServerAsksFor(builder);
  }

  /** A policy may give up, but not come back too early, whatever chance it leaves room for. */
  @ParameterizedTest
  @MethodSource("policies")
  void noPolicyComesBackBeforeTheServerAsksFor(RetryPolicyBuilder<Object> builder) {
    server.setDispatcher(always(busy(String.valueOf(ASKED.toSeconds()))));
    RetryPolicy<Object> policy = builder.withMaxRetries(200).build();
    try (RetriesTest_JobsClient jobs = client().retry(policy).build()) {
      assertThat(catchThrowable(() -> jobs.async().find().join()))
          .hasCauseInstanceOf(UnexpectedAnswerException.class);
    }
    assertThat(scheduler.delays().stream().filter(about(ASKED)).count())
        .isGreaterThanOrEqualTo(server.getRequestCount() - 1);
  }

  @Test
  void aPolicyWaitsForTheServerWithinItsLongestDelay() {
    server.enqueue(busy("1200"));
    enqueue(200);
    RetryPolicy<Object> policy =
        RetryPolicy.<Object>builder()
            .withBackoff(Duration.ofMillis(1), Duration.ofMinutes(50))
            .build();
    try (RetriesTest_JobsClient jobs = client().retry(policy).build()) {
      assertThat(jobs.async().find().join().id()).isEqualTo("7");
    }
    assertThat(scheduler.delays()).anyMatch(about(Duration.ofMinutes(20)));
  }

  @Test
  void aPolicyFailsAtOnceWhenTheServerAsksForMoreThanItsLongestDelay() {
    server.enqueue(busy("6"));
    enqueue(200);
    RetryPolicy<Object> policy =
        RetryPolicy.<Object>builder()
            .withBackoff(Duration.ofMillis(1), Duration.ofSeconds(5))
            .build();
    try (RetriesTest_JobsClient jobs = client().retry(policy).build()) {
      assertThat(catchThrowable(jobs::find)).hasMessageContaining("come back in 6 s");
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aPolicyKeepsItsOwnDelaysWhenTheServerAsksForNothing() {
    enqueue(503, 503, 200);
    RetryPolicy<Object> policy =
        RetryPolicy.<Object>builder()
            .withBackoff(Duration.ofMillis(10), Duration.ofMillis(15))
            .build();
    try (RetriesTest_JobsClient jobs = client().retry(policy).build()) {
      jobs.async().find().join();
    }
    assertThat(scheduler.delays()).containsExactly(Duration.ofMillis(10), Duration.ofMillis(15));
  }

  @Test
  void anEndpointGoesBeforeTheClient() {
    enqueue(503, 200);
    try (RetriesTest_JobsClient jobs =
        client()
            .noRetries()
            .endpoint(
                RetriesTest_JobsClient.Endpoints.FIND, CallOptions.builder().retry(SOON).build())
            .build()) {
      assertThat(jobs.find().id()).isEqualTo("7");
    }
  }

  @Test
  void theDescriptorGoesBeforeTheClient() {
    enqueue(503, 200);
    try (RetriesTest_JobsClient jobs = client().noRetries().build()) {
      assertThat(jobs.next().id()).isEqualTo("7");
    }
  }

  @Test
  void anEndpointGoesBeforeTheDescriptor() {
    enqueue(503, 200);
    try (RetriesTest_JobsClient jobs =
        client()
            .endpoint(
                RetriesTest_JobsClient.Endpoints.NEXT, CallOptions.builder().noRetries().build())
            .build()) {
      assertThat(catchThrowable(jobs::next)).isInstanceOf(UnexpectedAnswerException.class);
    }
  }

  @Test
  void aCallGoesBeforeTheEndpoint() {
    enqueue(503, 200);
    try (RetriesTest_JobsClient jobs =
        client()
            .endpoint(
                RetriesTest_JobsClient.Endpoints.FIND, CallOptions.builder().retry(SOON).build())
            .build()) {
      RetriesTest_JobsClient once = jobs.with(CallOptions.builder().noRetries().build());
      assertThat(catchThrowable(once::find)).isInstanceOf(UnexpectedAnswerException.class);
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aPolicyReplacesTheConfigurationOfTheLevelBelow() {
    enqueue(503, 503, 200);
    RetryPolicy<Object> once = RetryPolicy.<Object>builder().withMaxRetries(1).build();
    try (RetriesTest_JobsClient jobs = client().retry(SOON).build()) {
      RetriesTest_JobsClient other = jobs.with(CallOptions.builder().retry(once).build());
      assertThat(catchThrowableOfType(CallException.class, other::find).attempts()).isEqualTo(2);
    }
  }

  @Test
  void aFutureFailsWithTheSameFailure() {
    enqueue(503, 503);
    RetryPolicy<Object> once = RetryPolicy.<Object>builder().withMaxRetries(1).build();
    try (RetriesTest_JobsClient jobs = client().retry(once).build()) {
      Throwable failure = catchThrowable(() -> jobs.async().find().join());
      assertThat(failure).isInstanceOf(CompletionException.class);
      assertThat(failure.getCause())
          .isInstanceOfSatisfying(
              UnexpectedAnswerException.class, e -> assertThat(e.attempts()).isEqualTo(2));
    }
  }

  private RetriesTest_JobsClient.Builder client() {
    return RetriesTest_JobsClient.builder()
        .serverUrl(server.url("/").toString())
        .scheduler(scheduler)
        .totalTimeout(FakeScheduler.NEVER);
  }

  private void enqueue(int... statuses) {
    for (int status : statuses) {
      server.enqueue(
          new MockResponse.Builder()
              .status("HTTP/1.1 " + status + " -")
              .setHeader("Content-Type", "application/json")
              .body(status == 200 ? "{\"id\":\"7\"}" : "")
              .build());
    }
  }

  private static MockResponse busy(String retryAfter) {
    return new MockResponse.Builder().code(503).setHeader("Retry-After", retryAfter).build();
  }

  private static MockResponse lost() {
    return new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
  }

  /** What the server asks for, less the time since its answer came: machines may be slow. */
  private static Predicate<Duration> about(Duration asked) {
    return delay -> delay.compareTo(asked.dividedBy(2)) >= 0;
  }

  /** A generator whose every fraction is the same. */
  private static RandomGenerator always(double fraction) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        return (long) (fraction * Long.MAX_VALUE);
      }

      @Override
      public double nextDouble() {
        return fraction;
      }
    };
  }

  private static Dispatcher always(MockResponse answer) {
    return new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) {
        return answer;
      }
    };
  }
}
