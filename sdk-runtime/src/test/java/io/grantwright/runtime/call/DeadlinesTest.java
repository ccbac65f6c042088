package io.grantwright.runtime.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grantwright.annotations.Field;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.JsonBody;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Post;
import io.grantwright.annotations.SdkClient;
import io.grantwright.annotations.Timeouts;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.NoAnswerException;
import io.grantwright.runtime.error.NoAnswerException.Delivery;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import io.grantwright.runtime.retry.RetryConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The time of an attempt, and that of a whole call. No server answers before its test is over. */
@Timeout(300)
final class DeadlinesTest {
  @SdkClient(name = "Trains")
  interface Trains {
    @Get("next")
    Train next();

    @Get("soon")
    @Timeouts(attemptMillis = 50)
    Train soon();

    @Post("tickets")
    @JsonBody
    Train book(@Field String name);
  }

  @Model
  record Train(String number) {}

  private static final Duration SHORT = Duration.ofMillis(50);

  /** The last one, if not the first, is enough for a request to arrive and its answer to begin. */
  private static final List<Duration> TIMES =
      List.of(
          Duration.ofMillis(250),
          Duration.ofSeconds(3),
          Duration.ofSeconds(15),
          Duration.ofMinutes(1));

  private static final Duration LONG = Duration.ofHours(1);
  private static final RetryConfig IN_AN_HOUR =
      RetryConfig.DEFAULT
          .withMaxInterval(LONG)
          .withInitialInterval(LONG)
          .withMaxElapsedTime(Duration.ofDays(1));

  private final Connections connections = new Connections();

  @Test
  void anAttemptWithoutHeaders() throws IOException {
    NoAnswerException failure =
        noAnswer(HoldingServer.ofHeaders(), client -> client.attemptTimeout(SHORT));
    assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
  }

  @Test
  void anAttemptWhoseBodyDrips() throws IOException {
    Throwable failure =
        inTime(
            time ->
                noAnswer(
                    HoldingServer.ofBody(200, "{\"number\":"),
                    client -> client.attemptTimeout(time)),
            e -> e instanceof NoAnswerException lost && lost.delivery() == Delivery.ANSWER_LOST);
    assertThat(failure)
        .isInstanceOfSatisfying(
            NoAnswerException.class, e -> assertThat(e.delivery()).isEqualTo(Delivery.ANSWER_LOST));
  }

  @Test
  void aCallWithoutHeaders() throws IOException {
    noAnswer(HoldingServer.ofHeaders(), client -> client.totalTimeout(SHORT));
  }

  @Test
  void aCallWhoseBodyDrips() throws IOException {
    noAnswer(HoldingServer.ofBody(200, "{\"number\":"), client -> client.totalTimeout(SHORT));
  }

  @Test
  void aCallAmongRetries() throws IOException {
    RetryConfig soon = RetryConfig.DEFAULT.withInitialInterval(Duration.ofMillis(1));
    noAnswer(
        HoldingServer.ofHeaders(),
        client ->
            client
                .attemptTimeout(Duration.ofMillis(20))
                .totalTimeout(Duration.ofMillis(100))
                .retry(soon));
  }

  @Test
  void theDescriptorsOwnTimeGoesBeforeTheClients() throws IOException {
    try (HoldingServer server = HoldingServer.ofHeaders();
        DeadlinesTest_TrainsClient trains =
            builder(server.url()).attemptTimeout(LONG).totalTimeout(LONG).build()) {
      assertThat(catchThrowable(trains::soon)).isInstanceOf(NoAnswerException.class);
      server.assertStillHolds();
    }
  }

  @Test
  void theCallsOwnTimeGoesBeforeAll() throws IOException {
    try (HoldingServer server = HoldingServer.ofHeaders();
        DeadlinesTest_TrainsClient trains =
            builder(server.url()).attemptTimeout(LONG).totalTimeout(LONG).build()) {
      CallOptions options = CallOptions.builder().totalTimeout(SHORT).build();
      assertThat(catchThrowable(() -> trains.with(options).next()))
          .isInstanceOf(NoAnswerException.class);
      assertThat(catchThrowable(() -> trains.with(options).async().next().join()))
          .hasCauseInstanceOf(NoAnswerException.class);
      server.assertStillHolds();
    }
  }

  @Test
  void whatFollowsADeadlineMayBlock() throws Exception {
    try (HoldingServer server = HoldingServer.ofHeaders();
        DeadlinesTest_TrainsClient trains = builder(server.url()).totalTimeout(SHORT).build()) {
      Throwable second =
          trains
              .async()
              .next()
              .handle((train, failure) -> catchThrowable(() -> trains.async().next().join()))
              .join();
      assertThat(second).hasCauseInstanceOf(NoAnswerException.class);
      server.assertStillHolds();
    }
  }

  @Test
  void aFailureWhoseBodyDripsIsStillThatFailure() throws Exception {
    Throwable failure =
        inTime(
            time -> {
              try (HoldingServer server = HoldingServer.ofBody(500, "{");
                  DeadlinesTest_TrainsClient trains =
                      builder(server.url()).attemptTimeout(time).build()) {
                Throwable thrown = catchThrowable(trains::next);
                server.assertStillHolds();
                return thrown;
              }
            },
            UnexpectedAnswerException.class::isInstance);
    assertThat(failure)
        .isInstanceOfSatisfying(
            UnexpectedAnswerException.class, e -> assertThat(e.status()).isEqualTo(500));
    connections.assertNoneLeaked();
  }

  @Test
  void whatMayHaveArrivedIsNotSentAgainInTheTimeLeft() throws IOException {
    Throwable failure =
        inTime(
            time -> {
              try (HoldingServer server = HoldingServer.ofHeaders();
                  DeadlinesTest_TrainsClient trains =
                      builder(server.url())
                          .attemptTimeout(time)
                          .totalTimeout(time.multipliedBy(2))
                          .retry(RetryConfig.DEFAULT.withInitialInterval(Duration.ofMillis(1)))
                          .build()) {
                return catchThrowable(() -> trains.book("x"));
              }
            },
            // What was not delivered at first, in too short a time, is sent again, and rightly so.
            e ->
                e instanceof NoAnswerException lost
                    && lost.delivery() == Delivery.UNKNOWN
                    && lost.attempts() == 1);
    assertThat(failure)
        .isInstanceOfSatisfying(
            NoAnswerException.class,
            e -> {
              assertThat(e.delivery()).isEqualTo(Delivery.UNKNOWN);
              assertThat(e.attempts()).isEqualTo(1);
            });
  }

  /** What a call fails with that has enough time: nobody knows how slow a machine is. */
  private static Throwable inTime(Call call, Predicate<Throwable> hadEnough) throws IOException {
    for (Duration time : TIMES) {
      Throwable failure = call.failure(time);
      if (hadEnough.test(failure)) {
        return failure;
      }
    }
    throw new AssertionError("No time was enough");
  }

  private interface Call {
    Throwable failure(Duration time) throws IOException;
  }

  @Test
  void aRetryAfterBeyondTheDeadlineFailsAtOnce() throws IOException {
    try (MockWebServer server = answering("1800");
        DeadlinesTest_TrainsClient trains =
            builder(server.url("/").toString())
                .totalTimeout(Duration.ofMinutes(20))
                .retry(IN_AN_HOUR)
                .build()) {
      for (Throwable failure : bothWays(trains)) {
        assertThat(failure)
            .isInstanceOf(UnexpectedAnswerException.class)
            .hasMessageContaining("come back in 1800 s");
      }
      assertThat(server.getRequestCount()).isEqualTo(2);
    }
  }

  @Test
  void aDelayBeyondTheDeadlineIsNotWaitedFor() throws IOException {
    try (MockWebServer server = answering("");
        DeadlinesTest_TrainsClient trains =
            builder(server.url("/").toString())
                .totalTimeout(Duration.ofMinutes(20))
                .retry(IN_AN_HOUR)
                .build()) {
      for (Throwable failure : bothWays(trains)) {
        assertThat(failure)
            .isInstanceOfSatisfying(
                CallException.class, e -> assertThat(e.attempts()).isEqualTo(1));
      }
      assertThat(server.getRequestCount()).isEqualTo(2);
    }
  }

  @Test
  void noTimeIsRefused() {
    assertThatThrownBy(() -> DeadlinesTest_TrainsClient.builder().attemptTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("attemptTimeout must be longer than zero, found PT0S.");
    assertThatThrownBy(() -> DeadlinesTest_TrainsClient.builder().totalTimeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("totalTimeout must be longer than zero, found PT0S.");
    assertThatThrownBy(() -> CallOptions.builder().totalTimeout(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("totalTimeout must be longer than zero, found PT-0.001S.");
  }

  /** Calls in this thread and in a future; both fail while the server still holds its answer. */
  private NoAnswerException noAnswer(
      HoldingServer holding, Consumer<DeadlinesTest_TrainsClient.Builder> settings) {
    try (HoldingServer server = holding) {
      DeadlinesTest_TrainsClient.Builder builder = builder(server.url());
      builder.attemptTimeout(LONG).totalTimeout(LONG);
      settings.accept(builder);
      try (DeadlinesTest_TrainsClient trains = builder.build()) {
        Throwable[] failures = bothWays(trains);
        assertThat(failures).hasOnlyElementsOfType(NoAnswerException.class);
        server.assertStillHolds();
        return (NoAnswerException) failures[0];
      }
    }
  }

  private static Throwable[] bothWays(DeadlinesTest_TrainsClient trains) {
    return new Throwable[] {
      catchThrowable(trains::next), catchThrowable(() -> trains.async().next().join()).getCause()
    };
  }

  private DeadlinesTest_TrainsClient.Builder builder(String url) {
    return DeadlinesTest_TrainsClient.builder().serverUrl(url).httpClient(connections.client());
  }

  private static MockWebServer answering(String retryAfter) throws IOException {
    MockWebServer server = new MockWebServer();
    for (int i = 0; i < 2; i++) {
      server.enqueue(
          new MockResponse.Builder().code(503).setHeader("Retry-After", retryAfter).build());
    }
    server.start();
    return server;
  }
}
