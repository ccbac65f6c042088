package io.grantwright.runtime.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grantwright.annotations.Get;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.NoAnswerException;
import io.grantwright.runtime.error.NoAnswerException.Delivery;
import io.grantwright.runtime.retry.RetryConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that are given up: before they begin, while the server thinks, and between attempts. */
@Timeout(300)
final class CancellationTest {
  @SdkClient(name = "Books")
  interface Books {
    @Get("books")
    Book find();
  }

  @Model
  record Book(String title) {}

  /** After a failure, the next attempt is an hour away. */
  private static final RetryConfig IN_AN_HOUR =
      RetryConfig.DEFAULT
          .withMaxInterval(Duration.ofHours(1))
          .withInitialInterval(Duration.ofHours(1))
          .withMaxElapsedTime(Duration.ofDays(1));

  private final Connections connections = new Connections();
  private final Cancellation cancellation = new Cancellation();
  private final CallOptions cancellable = CallOptions.builder().cancellation(cancellation).build();

  private final Timer timer = new Timer();

  /** Answers 503 at once. */
  private final MockWebServer busy = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    busy.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder().code(503).build();
          }
        });
    busy.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    busy.close();
    timer.shutdownNow();
    connections.assertNoneLeaked();
  }

  @Test
  void beforeItBegins() {
    cancellation.cancel();
    try (CancellationTest_BooksClient books = waiting(busyUrl())) {
      assertGivenUp(catchThrowable(books::find), Delivery.NOT_DELIVERED);
    }
    assertThat(busy.getRequestCount()).isZero();
  }

  @Test
  void beforeAFutureBegins() {
    cancellation.cancel();
    try (CancellationTest_BooksClient books = waiting(busyUrl())) {
      CompletableFuture<Book> future = books.async().find();
      assertGivenUp(catchThrowable(future::join).getCause(), Delivery.NOT_DELIVERED);
    }
    assertThat(busy.getRequestCount()).isZero();
  }

  @Test
  void duringTheRequest() throws Exception {
    try (HoldingServer server = HoldingServer.ofHeaders();
        CancellationTest_BooksClient books = waiting(server.url())) {
      Caller caller = new Caller(() -> catchThrowable(books::find));
      server.awaitRequest();
      cancellation.cancel();
      assertGivenUp(caller.get(), Delivery.UNKNOWN);
      server.assertStillHolds();
    }
  }

  @Test
  void duringTheBody() throws Exception {
    try (HoldingServer server = HoldingServer.ofBody(200, "{\"title\":");
        CancellationTest_BooksClient books = waiting(server.url())) {
      Caller caller = new Caller(() -> catchThrowable(books::find));
      server.awaitRequest();
      cancellation.cancel();
      assertThat(caller.get()).isInstanceOf(NoAnswerException.class);
      server.assertStillHolds();
    }
  }

  @Test
  void duringTheRequestOfAFuture() throws Exception {
    try (HoldingServer server = HoldingServer.ofHeaders();
        CancellationTest_BooksClient books = waiting(server.url())) {
      CompletableFuture<Book> future = books.async().find();
      server.awaitRequest();
      cancellation.cancel();
      assertGivenUp(catchThrowable(future::join).getCause(), Delivery.UNKNOWN);
      server.assertStillHolds();
    }
  }

  @Test
  void betweenAttempts() throws Exception {
    try (CancellationTest_BooksClient books = waiting(busyUrl())) {
      Caller caller =
          new Caller(
              () -> {
                Throwable thrown = catchThrowable(books::find);
                assertThat(Thread.currentThread().isInterrupted()).as("interrupted").isFalse();
                return thrown;
              });
      caller.awaitDelay(connections);
      cancellation.cancel();
      assertGivenUp(caller.get(), Delivery.UNKNOWN);
    }
    assertThat(busy.getRequestCount()).isEqualTo(1);
  }

  @Test
  void betweenAttemptsOfAFuture() throws Exception {
    try (CancellationTest_BooksClient books = waiting(busyUrl())) {
      CompletableFuture<Book> future = books.async().find();
      timer.awaitDelay();
      cancellation.cancel();
      assertGivenUp(catchThrowable(future::join).getCause(), Delivery.UNKNOWN);
      timer.assertNothingLeft();
    }
    assertThat(busy.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aFutureThatIsCancelledGivesUpItsRequest() throws Exception {
    try (HoldingServer server = HoldingServer.ofHeaders();
        CancellationTest_BooksClient books = waiting(server.url())) {
      CompletableFuture<Book> future = books.async().find();
      server.awaitRequest();
      future.cancel(false);
      assertThat(catchThrowable(future::join)).isInstanceOf(CancellationException.class);
      connections.awaitRelease();
      server.assertStillHolds();
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void aFutureThatIsCancelledBetweenAttemptsTriesNoMore() throws Exception {
    try (CancellationTest_BooksClient books = waiting(busyUrl())) {
      CompletableFuture<Book> future = books.async().find();
      timer.awaitDelay();
      future.cancel(false);
      timer.assertNothingLeft();
    }
    assertThat(busy.getRequestCount()).isEqualTo(1);
  }

  @Test
  void oneCancellationServesSeveralCalls() throws Exception {
    try (HoldingServer first = HoldingServer.ofHeaders();
        HoldingServer second = HoldingServer.ofHeaders();
        CancellationTest_BooksClient one = waiting(first.url());
        CancellationTest_BooksClient other = waiting(second.url())) {
      CompletableFuture<Book> a = one.async().find();
      CompletableFuture<Book> b = other.async().find();
      first.awaitRequest();
      second.awaitRequest();
      cancellation.cancel();
      assertGivenUp(catchThrowable(a::join).getCause(), Delivery.UNKNOWN);
      assertGivenUp(catchThrowable(b::join).getCause(), Delivery.UNKNOWN);
    }
  }

  @Test
  void cancellingAfterTheEndDoesNothing() {
    try (CancellationTest_BooksClient books = client(busyUrl()).build()) {
      Throwable failure = catchThrowable(books.with(cancellable)::find);
      cancellation.cancel();
      assertThat(failure)
          .isInstanceOfSatisfying(CallException.class, e -> assertThat(e.status()).isEqualTo(503));
    }
  }

  @Test
  void anInterruptBeforeTheCall() throws Exception {
    try (CancellationTest_BooksClient books = client(busyUrl()).retry(IN_AN_HOUR).build()) {
      Caller caller =
          new Caller(
              () -> {
                Thread.currentThread().interrupt();
                return failureThatKeepsTheFlag(books);
              });
      assertThat(caller.get()).isInstanceOf(NoAnswerException.class);
    }
  }

  @Test
  void anInterruptBeforeACallThatIsTriedOnce() throws Exception {
    try (CancellationTest_BooksClient books = client(busyUrl()).build()) {
      Caller caller =
          new Caller(
              () -> {
                Thread.currentThread().interrupt();
                return failureThatKeepsTheFlag(books);
              });
      assertThat(caller.get()).isInstanceOf(NoAnswerException.class);
    }
  }

  @Test
  void anInterruptBetweenAttempts() throws Exception {
    try (CancellationTest_BooksClient books = client(busyUrl()).retry(IN_AN_HOUR).build()) {
      Caller caller = new Caller(() -> failureThatKeepsTheFlag(books));
      caller.awaitDelay(connections);
      caller.thread.interrupt();
      assertThat(caller.get()).isInstanceOf(NoAnswerException.class);
    }
    assertThat(busy.getRequestCount()).isEqualTo(1);
  }

  private CancellationTest_BooksClient waiting(String url) {
    return client(url).retry(IN_AN_HOUR).build().with(cancellable);
  }

  private CancellationTest_BooksClient.Builder client(String url) {
    return CancellationTest_BooksClient.builder()
        .serverUrl(url)
        .httpClient(connections.client())
        .scheduler(timer)
        .attemptTimeout(Duration.ofDays(1))
        .totalTimeout(Duration.ofDays(1));
  }

  private String busyUrl() {
    return busy.url("/").toString();
  }

  private static Throwable failureThatKeepsTheFlag(CancellationTest_BooksClient books) {
    Throwable failure = catchThrowable(books::find);
    return Thread.currentThread().isInterrupted()
        ? failure
        : new AssertionError("The interrupt was swallowed.", failure);
  }

  private static void assertGivenUp(@Nullable Throwable failure, Delivery delivery) {
    assertThat(failure)
        .isInstanceOfSatisfying(
            NoAnswerException.class, e -> assertThat(e.delivery()).isEqualTo(delivery))
        .hasMessageContaining("the call was cancelled");
  }

  /** Another thread, whose call fails. */
  private static final class Caller {
    final Thread thread;
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

    Caller(Supplier<Throwable> call) {
      thread =
          new Thread(
              () -> {
                try {
                  failure.complete(call.get());
                } catch (AssertionError e) {
                  failure.complete(e);
                }
              });
      thread.start();
    }

    /** The first answer has come, and the thread waits for the time of the second attempt. */
    void awaitDelay(Connections connections) throws InterruptedException {
      connections.awaitRelease();
      while (thread.isAlive() && thread.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
    }

    Throwable get() throws Exception {
      return failure.get();
    }
  }

  /** Says when the delay before the second attempt begins, which is about an hour. */
  private static final class Timer extends ScheduledThreadPoolExecutor {
    private final CountDownLatch delayed = new CountDownLatch(1);

    Timer() {
      super(1);
    }

    void awaitDelay() throws InterruptedException {
      delayed.await();
    }

    void assertNothingLeft() {
      assertThat(getQueue()).allMatch(task -> ((Future<?>) task).isCancelled());
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
      ScheduledFuture<?> scheduled = super.schedule(task, delay, unit);
      seen(unit.toMinutes(delay));
      return scheduled;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
      ScheduledFuture<V> scheduled = super.schedule(task, delay, unit);
      seen(unit.toMinutes(delay));
      return scheduled;
    }

    private void seen(long minutes) {
      if (minutes > 10 && minutes < 600) {
        delayed.countDown();
      }
    }
  }
}
