package io.grantwright.runtime.call;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grantwright.annotations.Field;
import io.grantwright.annotations.FormBody;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.Header;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Post;
import io.grantwright.annotations.Query;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import io.grantwright.runtime.retry.RetryConfig;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What hooks see, when, and how often. */
@Timeout(300)
final class HooksTest {
  @SdkClient(name = "Mail")
  interface Mail {
    @Get("inbox")
    Letter read();

    @Post("outbox")
    @FormBody
    Letter send(@Field Secret text, @Query Secret ticket, @Header("X-Api-Key") Secret key);
  }

  @Model
  record Letter(String text) {}

  private static final RetryConfig SOON =
      RetryConfig.DEFAULT
          .withInitialInterval(Duration.ofMillis(1))
          .withMaxInterval(Duration.ofMillis(1));

  private final MockWebServer server = new MockWebServer();
  private final List<String> seen = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void seeEachAttemptAndThenTheSuccess() {
    enqueue(503, 200);
    try (HooksTest_MailClient mail = client(new Recorder("a"))) {
      mail.read();
    }
    assertThat(seen)
        .containsExactly(
            "a: before Mail.read 1", "a: before Mail.read 2", "a: after Mail.read 200");
  }

  @Test
  void seeTheSameOfAFuture() {
    enqueue(503, 200);
    try (HooksTest_MailClient mail = client(new Recorder("a"))) {
      mail.async().read().join();
    }
    assertThat(seen)
        .containsExactly(
            "a: before Mail.read 1", "a: before Mail.read 2", "a: after Mail.read 200");
  }

  @Test
  void seeAFailureOnceAfterAllAttempts() {
    enqueue(503, 503, 404);
    try (HooksTest_MailClient mail = client(new Recorder("a"))) {
      Throwable failure = catchThrowable(mail::read);
      assertThat(failure).isInstanceOf(UnexpectedAnswerException.class);
    }
    assertThat(seen)
        .containsExactly(
            "a: before Mail.read 1",
            "a: before Mail.read 2",
            "a: before Mail.read 3",
            "a: failure of Mail.read 404 after 3");
  }

  @Test
  void seeTheFailureOfAFutureOnce() {
    enqueue(503, 404);
    try (HooksTest_MailClient mail = client(new Recorder("a"))) {
      assertThat(catchThrowable(() -> mail.async().read().join()))
          .hasCauseInstanceOf(UnexpectedAnswerException.class);
    }
    assertThat(seen)
        .containsExactly(
            "a: before Mail.read 1",
            "a: before Mail.read 2",
            "a: failure of Mail.read 404 after 2");
  }

  @Test
  void seeAnAnswerThatDoesNotFitAsAFailure() {
    enqueue(200);
    server.enqueue(answer(200).newBuilder().body("{}").build());
    try (HooksTest_MailClient mail = client(new Recorder("a"))) {
      mail.read();
      assertThat(catchThrowable(mail::read)).isInstanceOf(CallException.class);
    }
    assertThat(seen)
        .containsExactly(
            "a: before Mail.read 1",
            "a: after Mail.read 200",
            "a: before Mail.read 1",
            "a: failure of Mail.read 200 after 1");
  }

  @Test
  void seeAFutureThatIsOverAtItsDeadlineOnce() throws Exception {
    AtomicReference<Runnable> deadline = new AtomicReference<>(() -> {});
    ScheduledThreadPoolExecutor scheduler =
        new ScheduledThreadPoolExecutor(1) {
          @Override
          public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            deadline.set(task);
            return super.schedule(task, delay, unit);
          }
        };
    try (HoldingServer holding = HoldingServer.ofHeaders();
        HooksTest_MailClient mail =
            HooksTest_MailClient.builder()
                .serverUrl(holding.url())
                .totalTimeout(Duration.ofDays(1))
                .scheduler(scheduler)
                .hooks(new Recorder("a"))
                .build()) {
      CompletableFuture<Letter> future = mail.async().read();
      holding.awaitRequest();
      requireNonNull(deadline.get()).run();
      assertThat(catchThrowable(future::join)).hasCauseInstanceOf(CallException.class);
      holding.assertStillHolds();
    } finally {
      scheduler.shutdownNow();
    }
    assertThat(seen).containsExactly("a: before Mail.read 1", "a: failure of Mail.read 0 after 1");
  }

  @Test
  void seeACancelledCallOnce() throws Exception {
    Cancellation cancellation = new Cancellation();
    try (HoldingServer holding = HoldingServer.ofHeaders();
        HooksTest_MailClient mail =
            HooksTest_MailClient.builder()
                .serverUrl(holding.url())
                .hooks(new Recorder("a"))
                .build()) {
      CompletableFuture<Letter> future =
          mail.with(CallOptions.builder().cancellation(cancellation).build()).async().read();
      holding.awaitRequest();
      cancellation.cancel();
      assertThat(catchThrowable(future::join)).isNotNull();
    }
    assertThat(seen).containsExactly("a: before Mail.read 1", "a: failure of Mail.read 0 after 1");
  }

  @Test
  void seeAFutureThatWasCancelledOnce() throws Exception {
    try (HoldingServer holding = HoldingServer.ofHeaders();
        HooksTest_MailClient mail =
            HooksTest_MailClient.builder()
                .serverUrl(holding.url())
                .hooks(new Recorder("a"))
                .build()) {
      CompletableFuture<Letter> future = mail.async().read();
      holding.awaitRequest();
      future.cancel(true);
    }
    assertThat(seen).containsExactly("a: before Mail.read 1", "a: failure of Mail.read 0 after 1");
  }

  @Test
  void leaveNobodyWaitingByAnError() {
    enqueue(200, 404);
    CallHooks broken =
        new CallHooks() {
          @Override
          public void beforeRequest(RequestView request) {
            throw new AssertionError("before");
          }

          @Override
          public void afterSuccess(AnswerView answer) {
            throw new AssertionError("after success");
          }

          @Override
          public void afterFailure(CallException failure) {
            throw new AssertionError("after failure");
          }
        };
    try (HooksTest_MailClient mail = client(broken)) {
      assertThat(mail.async().read().join()).isNotNull();
      assertThat(catchThrowable(() -> mail.async().read().join()))
          .hasCauseInstanceOf(CallException.class);
    }
  }

  @Test
  void areCalledInTheOrderInWhichTheyWereAdded() {
    enqueue(200);
    try (HooksTest_MailClient mail = client(new Recorder("a"), new Recorder("b"))) {
      mail.read();
    }
    assertThat(seen)
        .containsExactly(
            "a: before Mail.read 1",
            "b: before Mail.read 1",
            "a: after Mail.read 200",
            "b: after Mail.read 200");
  }

  @Test
  void seeNothingSecret() {
    enqueue(200);
    CallHooks printer =
        new CallHooks() {
          @Override
          public void beforeRequest(RequestView request) {
            seen.add(request.toString());
            seen.add(request.verb() + " " + request.url() + " " + request.headerNames());
          }
        };
    try (HooksTest_MailClient mail = client(printer)) {
      mail.send(Canary.SECRET, Canary.SECRET, Canary.SECRET);
    }
    assertThat(seen)
        .containsExactly(
            "POST "
                + server.url("/outbox")
                + " Accept=application/json User-Agent="
                + UserAgent.TEXT
                + " X-Api-Key=…",
            "POST " + server.url("/outbox") + " [Accept, User-Agent, X-Api-Key]");
  }

  @Test
  void thatThrowHarmNobody() {
    enqueue(200, 404, 200, 404);
    try (Canary log = new Canary();
        HooksTest_MailClient mail = client(new Thrower(), new Recorder("b"))) {
      assertThat(mail.read().text()).isEqualTo("hi");
      assertThat(catchThrowable(mail::read)).isInstanceOf(UnexpectedAnswerException.class);
      assertThat(mail.async().read().join().text()).isEqualTo("hi");
      assertThat(catchThrowable(() -> mail.async().read().join()))
          .hasCauseInstanceOf(UnexpectedAnswerException.class);
      assertThat(log.lines()).filteredOn(line -> line.startsWith("WARN A hook failed")).hasSize(8);
    }
    assertThat(seen)
        .containsExactly(
            "b: before Mail.read 1",
            "b: after Mail.read 200",
            "b: before Mail.read 1",
            "b: failure of Mail.read 404 after 1",
            "b: before Mail.read 1",
            "b: after Mail.read 200",
            "b: before Mail.read 1",
            "b: failure of Mail.read 404 after 1");
  }

  private HooksTest_MailClient client(CallHooks... hooks) {
    HooksTest_MailClient.Builder builder =
        HooksTest_MailClient.builder().serverUrl(server.url("/").toString()).retry(SOON);
    for (CallHooks each : hooks) {
      builder.hooks(each);
    }
    return builder.build();
  }

  private void enqueue(int... statuses) {
    for (int status : statuses) {
      server.enqueue(answer(status));
    }
  }

  private static MockResponse answer(int status) {
    return new MockResponse.Builder()
        .code(status)
        .setHeader("Content-Type", "application/json")
        .body("{\"text\":\"hi\"}")
        .build();
  }

  private final class Recorder implements CallHooks {
    private final String name;

    Recorder(String name) {
      this.name = name;
    }

    @Override
    public void beforeRequest(RequestView request) {
      seen.add(name + ": before " + request.endpoint() + " " + request.attempt());
    }

    @Override
    public void afterSuccess(AnswerView answer) {
      seen.add(name + ": after " + answer.request().endpoint() + " " + answer.status());
    }

    @Override
    public void afterFailure(CallException failure) {
      seen.add(
          name
              + ": failure of "
              + failure.endpoint()
              + " "
              + failure.status()
              + " after "
              + failure.attempts());
    }
  }

  private static final class Thrower implements CallHooks {
    @Override
    public void beforeRequest(RequestView request) {
      throw new IllegalStateException("before");
    }

    @Override
    public void afterSuccess(AnswerView answer) {
      throw new IllegalStateException("after success");
    }

    @Override
    public void afterFailure(CallException failure) {
      throw new IllegalStateException("after failure");
    }
  }
}
