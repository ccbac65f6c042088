package io.grantwright.runtime.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.failsafe.RetryPolicy;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.error.NoAnswerException;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events that one thread reads while another one closes them. */
@Timeout(300)
final class EventStreamTest {
  @SdkClient(name = "News")
  interface News {
    @Get("news")
    EventStream<String> watch();
  }

  private final Connections connections = new Connections();
  private final MockWebServer server = new MockWebServer();
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile CountDownLatch beforeAnswer = new CountDownLatch(0);
  private EventStreamTest_NewsClient news;

  @BeforeEach
  void start() throws IOException {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            beforeAnswer.await();
            return new MockResponse.Builder()
                .setHeader("Content-Type", "text/event-stream")
                .setHeader("Transfer-Encoding", "chunked")
                .body(new Chunks(request.getTarget().equals("/rare/news")))
                .build();
          }
        });
    server.start();
    news = client("often");
  }

  @AfterEach
  void stop() throws InterruptedException {
    over.countDown();
    news.close();
    server.close();
    connections.assertNoneLeaked();
  }

  @Test
  void closingEndsTheWaitingOfAnotherThread() throws Exception {
    try (EventStreamTest_NewsClient rare = client("rare")) {
      EventStream<String> stream = rare.watch();
      Iterator<ServerEvent<String>> events = stream.iterator();
      assertThat(events.next().data()).isEqualTo("a");
      CompletableFuture<Boolean> more = new CompletableFuture<>();
      Thread reader = new Thread(() -> more.complete(events.hasNext()));
      reader.start();
      stream.close();
      assertThat(more.get()).isFalse();
    }
  }

  @Test
  void closingWhileAnotherThreadReadsIsTheEndAndNoFault() throws Exception {
    for (int meeting = 1; meeting <= 100; meeting++) {
      EventStream<String> stream = news.watch();
      Iterator<ServerEvent<String>> events = stream.iterator();
      CountDownLatch reading = new CountDownLatch(1 + meeting % 50);
      CompletableFuture<Void> reader =
          CompletableFuture.runAsync(
              () -> {
                while (events.hasNext()) {
                  assertThat(events.next().data()).isEqualTo("a");
                  reading.countDown();
                }
              });
      reading.await();
      stream.close();
      assertThat(reader).as("meeting %d", meeting).succeedsWithin(Duration.ofMinutes(2));
    }
  }

  /** A hook hears of the answer when nothing can stop it any more, and before the caller does. */
  @Test
  void cancellingAFutureThatHasItsAnswerClosesIt() throws Exception {
    CompletableFuture<CompletableFuture<EventStream<String>>> call = new CompletableFuture<>();
    CallHooks canceller =
        new CallHooks() {
          @Override
          public void afterSuccess(AnswerView answer) {
            call.join().cancel(true);
          }
        };
    try (EventStreamTest_NewsClient rare = builder("rare").hooks(canceller).build()) {
      CompletableFuture<EventStream<String>> future = rare.async().watch();
      call.complete(future);
      assertThat(catchThrowable(future::join)).isInstanceOf(CancellationException.class);
      connections.awaitRelease();
    }
  }

  @Test
  void whatAPolicyGivesUpIsNotWaitedFor() throws Exception {
    // Not at once: what ends before an attempt has begun, Failsafe tells when that is over.
    dev.failsafe.Timeout<Object> soon = dev.failsafe.Timeout.of(Duration.ofMillis(500));
    CountDownLatch held = new CountDownLatch(1);
    beforeAnswer = held;
    try (EventStreamTest_NewsClient rare = builder("rare").retry(soon).build()) {
      CompletableFuture<EventStream<String>> future = rare.async().watch();
      assertThat(catchThrowable(future::join)).hasCauseInstanceOf(NoAnswerException.class);
      connections.assertNoneLeaked();
    } finally {
      held.countDown();
    }
  }

  @Test
  void anAnswerThatAPolicyDoesNotWantIsClosed() throws Exception {
    RetryPolicy<Object> twice =
        RetryPolicy.builder().handleResultIf(any -> true).withMaxRetries(1).build();
    try (EventStreamTest_NewsClient rare = builder("rare").retry(twice).build();
        EventStream<String> second = rare.watch()) {
      assertThat(connections.released()).isEqualTo(1);
      assertThat(second.iterator().next().data()).isEqualTo("a");
    }
  }

  @Test
  void aSchedulerThatIsClosedIsSaidInBothWays() {
    ScheduledThreadPoolExecutor closed = new ScheduledThreadPoolExecutor(1);
    closed.shutdown();
    try (EventStreamTest_NewsClient rare = builder("rare").scheduler(closed).build()) {
      assertThat(catchThrowable(rare::watch))
          .isInstanceOf(NoAnswerException.class)
          .hasMessageContaining("the scheduler that it was given, is closed");
      assertThat(catchThrowable(() -> rare.async().watch().join()))
          .hasCauseInstanceOf(NoAnswerException.class)
          .hasMessageContaining("the scheduler that it was given, is closed");
    }
  }

  private EventStreamTest_NewsClient client(String path) {
    return builder(path).build();
  }

  private EventStreamTest_NewsClient.Builder builder(String path) {
    return EventStreamTest_NewsClient.builder()
        .serverUrl(server.url("/" + path).toString())
        .httpClient(connections.client());
  }

  /** One event after the other, each in a chunk, until nobody reads them; or only one. */
  private final class Chunks implements MockResponseBody {
    private final boolean rare;

    Chunks(boolean rare) {
      this.rare = rare;
    }

    @Override
    public long getContentLength() {
      return -1;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      do {
        sink.writeUtf8("9\r\ndata: a\n\n\r\n").flush();
      } while (!rare);
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
