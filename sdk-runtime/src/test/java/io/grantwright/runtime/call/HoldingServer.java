package io.grantwright.runtime.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.BufferedSink;

/** A server that takes a request and does not finish its answer before the test is over. */
final class HoldingServer extends Dispatcher implements AutoCloseable {
  private final MockWebServer server = new MockWebServer();
  private final CountDownLatch arrived = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private final MockResponse answer;

  private HoldingServer(MockResponse answer) throws IOException {
    this.answer = answer;
    server.setDispatcher(this);
    server.start();
  }

  /** Sends nothing at all. */
  static HoldingServer ofHeaders() throws IOException {
    return new HoldingServer(new MockResponse.Builder().code(204).build());
  }

  /** Sends the beginning of a body, and then one blank after the other, for ever. */
  static HoldingServer ofBody(int status, String beginning) throws IOException {
    Drip drip = new Drip(beginning);
    HoldingServer server =
        new HoldingServer(
            new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .body(drip)
                .build());
    drip.over = server.over;
    return server;
  }

  String url() {
    return server.url("/").toString();
  }

  int requests() {
    return server.getRequestCount();
  }

  void awaitRequest() throws InterruptedException {
    assertThat(arrived.await(2, TimeUnit.MINUTES)).as("the request arrived").isTrue();
  }

  /** Nobody has waited for the answer: the server has not finished it. */
  void assertStillHolds() {
    assertThat(over.getCount()).isEqualTo(1);
  }

  @Override
  public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
    arrived.countDown();
    if (answer.getBody() == null) {
      over.await();
    }
    return answer;
  }

  @Override
  public void close() {
    over.countDown();
    server.close();
  }

  private static final class Drip implements MockResponseBody {
    private final String beginning;
    private volatile CountDownLatch over = new CountDownLatch(0);

    Drip(String beginning) {
      this.beginning = beginning;
    }

    @Override
    public long getContentLength() {
      return 1_000_000;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.writeUtf8(beginning).flush();
      try {
        while (!over.await(5, TimeUnit.MILLISECONDS)) {
          sink.writeByte(' ').flush();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
