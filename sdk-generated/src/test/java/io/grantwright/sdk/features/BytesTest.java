package io.grantwright.sdk.features;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.grantwright.runtime.call.Answer;
import io.grantwright.runtime.call.CallOptions;
import io.grantwright.runtime.call.Download;
import io.grantwright.runtime.call.EventStream;
import io.grantwright.runtime.call.ServerEvent;
import io.grantwright.runtime.call.Upload;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.MalformedAnswerException;
import io.grantwright.runtime.error.NoAnswerException;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.retry.RetryConfig;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that are no single piece of JSON: bytes, streams, parts and events. */
final class BytesTest {
  private static final RetryConfig SOON =
      new RetryConfig(
          Duration.ofMillis(1), Duration.ofMillis(2), 1.5, Duration.ofMinutes(10), true);

  private final MockWebServer server = new MockWebServer();
  private DrawingsClient drawings =
      DrawingsClient.builder().serverUrl("https://example.com").build();

  @TempDir private Path directory;

  @BeforeEach
  void start() throws IOException {
    server.start();
    drawings.close();
    RandomGenerator sevens = () -> 7;
    drawings =
        DrawingsClient.builder()
            .serverUrl(server.url("/").toString())
            .random(sevens)
            .maxBodySize(1_000)
            .build();
  }

  @AfterEach
  void stop() {
    drawings.close();
    server.close();
  }

  @Test
  void sendsBytesAsTheWholeBody() throws InterruptedException {
    server.enqueue(status(204));
    server.enqueue(status(204));

    drawings.saveThumbnail("1", new byte[] {1, 2, 0});
    drawings.savePicture(
        "1", Optional.of("n"), Upload.of("<svg/>".getBytes(UTF_8)).as("image/svg+xml"));

    RecordedRequest first = server.takeRequest();
    assertThat(first.getHeaders().get("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(first.getHeaders().get("Content-Length")).isEqualTo("3");
    assertThat(first.getBody()).isEqualTo(ByteString.of((byte) 1, (byte) 2, (byte) 0));
    RecordedRequest second = server.takeRequest();
    assertThat(second.getRequestLine()).isEqualTo("PUT /drawings/1/picture HTTP/1.1");
    assertThat(second.getHeaders().get("Content-Type")).isEqualTo("image/svg+xml");
    assertThat(second.getHeaders().get("X-Note")).isEqualTo("n");
    assertThat(second.getBody()).isEqualTo(ByteString.encodeUtf8("<svg/>"));
  }

  @Test
  void sendsAStreamOfUnknownLengthInChunks() throws InterruptedException {
    server.enqueue(status(204));
    Closing stream = new Closing("abc");

    drawings.savePicture("1", Optional.empty(), Upload.once(stream));

    RecordedRequest request = server.takeRequest();
    assertThat(request.getHeaders().get("Transfer-Encoding")).isEqualTo("chunked");
    assertThat(request.getBody()).isEqualTo(ByteString.encodeUtf8("abc"));
    assertThat(stream.closed).isTrue();
  }

  @Test
  void sendsAFileForEachAttemptAnew() throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("p.txt"), "abc");
    server.enqueue(status(503));
    server.enqueue(status(204));

    drawings
        .with(CallOptions.builder().retry(SOON).build())
        .savePicture("1", Optional.empty(), Upload.of(file));

    assertThat(server.takeRequest().getBody()).isEqualTo(ByteString.encodeUtf8("abc"));
    assertThat(server.takeRequest().getBody()).isEqualTo(ByteString.encodeUtf8("abc"));
  }

  @Test
  void triesAStreamOnlyOnce() {
    server.enqueue(status(503));
    server.enqueue(status(429));
    DrawingsClient patient = drawings.with(CallOptions.builder().retry(SOON).build());

    for (int calls = 1; calls <= 2; calls++) {
      assertThatExceptionOfType(CallException.class)
          .isThrownBy(
              () -> patient.savePicture("1", Optional.empty(), Upload.once(new Closing("abc"), 3)));
      assertThat(server.getRequestCount()).isEqualTo(calls);
    }
  }

  @Test
  void triesAStreamOnlyOnceIfTheConnectionBreaks() {
    server.enqueue(
        new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build());
    DrawingsClient patient = drawings.with(CallOptions.builder().retry(SOON).build());

    assertThatExceptionOfType(NoAnswerException.class)
        .isThrownBy(
            () -> patient.savePicture("1", Optional.empty(), Upload.once(new Closing("abc"), 3)))
        .satisfies(e -> assertThat(e.attempts()).isEqualTo(1));
  }

  @Test
  void sendsParts() throws InterruptedException {
    server.enqueue(json("{}"));
    drawings.bringIn(
        "ä \"q\"",
        Optional.of(3),
        List.of("a", "b"),
        new Drawings.Origin(Optional.of("here"), true),
        new Shape.Circle(1, UnknownMembers.EMPTY),
        Upload.of("<svg/>".getBytes(UTF_8)).as("image/svg+xml").named("d.svg"),
        List.of(new byte[] {'p'}));

    RecordedRequest request = server.takeRequest();
    assertThat(request.getHeaders().get("Content-Type"))
        .isEqualTo("multipart/form-data; boundary=00000000000000070000000000000007");
    String body = String.valueOf(request.getBody() == null ? "" : request.getBody().utf8());
    assertThat(body)
        .startsWith(part("name=\"title\"", "", "ä \"q\"") + part("name=\"rank\"", "", "3"))
        .contains(part("name=\"tag\"", "", "a") + part("name=\"tag\"", "", "b"))
        .contains(part("name=\"site\"", "", "here") + part("name=\"free\"", "", "true"))
        .contains(
            part("name=\"frame\"", "application/json", "{\"kind\":\"circle\",\"radius\":1.0}"))
        .contains(part("name=\"drawing\"; filename=\"d.svg\"", "image/svg+xml", "<svg/>"))
        .endsWith(
            part("name=\"page\"", "application/octet-stream", "p")
                + "--00000000000000070000000000000007--\r\n");
  }

  @Test
  void readsBytesUpToTheCap() throws InterruptedException {
    server.enqueue(new MockResponse.Builder().body("abc").build());
    server.enqueue(new MockResponse.Builder().body("a".repeat(1_001)).build());

    assertThat(drawings.thumbnail("1")).containsExactly('a', 'b', 'c');
    assertThatExceptionOfType(MalformedAnswerException.class)
        .isThrownBy(() -> drawings.thumbnail("1"))
        .withMessageContaining("it is longer than maxBodySize (1000 bytes)");
    assertThat(server.takeRequest().getHeaders().get("Accept")).isEqualTo("*/*");
  }

  @Test
  void readsText() {
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "text/plain; charset=iso-8859-1")
            .body(new okio.Buffer().write(new byte[] {(byte) 0xe4}))
            .build());

    assertThat(drawings.alt("1")).isEqualTo("ä");
  }

  @Test
  void readsAStreamBeyondTheCap() throws IOException {
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "image/png")
            .body("a".repeat(5_000))
            .build());

    try (Download download = drawings.picture("1")) {
      assertThat(download.status()).isEqualTo(200);
      assertThat(download.contentType()).contains("image/png");
      assertThat(download.length()).hasValue(5_000);
      assertThat(download.stream().readAllBytes()).hasSize(5_000);
    }
  }

  @Test
  void savesADownloadOnlyWhenItIsWhole() throws IOException {
    server.enqueue(new MockResponse.Builder().body("abc").build());
    server.enqueue(
        new MockResponse.Builder()
            .body("a".repeat(100_000))
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());
    Path file = directory.resolve("p.png");

    assertThat(drawings.picture("1").saveTo(file)).isEqualTo(3);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> drawings.picture("1").saveTo(file));

    assertThat(file).hasContent("abc");
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void readsFailuresOfADownload() {
    server.enqueue(
        new MockResponse.Builder()
            .code(404)
            .addHeader("Content-Type", "application/json")
            .body("{\"ProblemCode\":\"gone\"}")
            .build());

    assertThatExceptionOfType(NoteProblemException.class)
        .isThrownBy(() -> drawings.picture("1"))
        .satisfies(e -> assertThat(e.body().problemCode()).isEqualTo("gone"));
  }

  @Test
  void endsACallWhoseDownloadDoesNotBegin() {
    server.enqueue(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    CallOptions hasty =
        CallOptions.builder().attemptTimeout(Duration.ofMillis(50)).noRetries().build();

    assertThatExceptionOfType(NoAnswerException.class)
        .isThrownBy(() -> drawings.with(hasty).picture("1"));
  }

  @Test
  void downloadsInEachView() throws IOException, InterruptedException, ExecutionException {
    server.enqueue(new MockResponse.Builder().body("abc").build());
    server.enqueue(new MockResponse.Builder().body("def").build());

    try (Download download = drawings.async().picture("1").get()) {
      assertThat(download.stream()).hasBinaryContent("abc".getBytes(UTF_8));
    }
    Answer<Download> answer = drawings.raw().picture("1");
    assertThat(answer.status()).isEqualTo(200);
    Download body = answer.body();
    assertThat(body).isNotNull();
    try (body) {
      assertThat(body.stream()).hasBinaryContent("def".getBytes(UTF_8));
    }
  }

  @Test
  void readsEventsAsTheyArrive() throws InterruptedException {
    server.enqueue(
        events(
            "\ufeff: hello\n\nid: 1\nevent: drawn\ndata: {\"kind\":\ndata:\"one_point\"}\n\n"
                + "data: {\"kind\":\"disc\",\"radius\":2}\r\n\r\nid\rdata: {\"kind\":\"new\"}\r\r"
                + "data: [DONE]\n\ndata: {}\n\n"));

    try (EventStream<Shape> strokes = drawings.strokes("1", Optional.of("0"))) {
      assertThat(strokes.stream().toList())
          .satisfiesExactly(
              first ->
                  assertThat(first)
                      .isEqualTo(
                          new ServerEvent<>("drawn", Optional.of("1"), new Shape.OnePoint())),
              second -> {
                assertThat(second.type()).isEqualTo("message");
                assertThat(second.id()).contains("1");
                assertThat(second.data()).isInstanceOf(Shape.Circle.class);
              },
              third -> {
                assertThat(third.id()).contains("");
                assertThat(third.data()).isEqualTo(new Shape.Other("new", Optional.empty()));
              });
      assertThat(strokes.lastEventId()).contains("");
    }
    RecordedRequest request = server.takeRequest();
    assertThat(request.getHeaders().get("Accept")).isEqualTo("text/event-stream");
    assertThat(request.getHeaders().get("Last-Event-ID")).isEqualTo("0");
  }

  @Test
  void readsEventsOfText() {
    server.enqueue(events("data: a\ndata:  b\n\ndata\n\ndata: cut off"));

    try (EventStream<String> talk = drawings.talk("1")) {
      assertThat(talk).extracting(ServerEvent::data).containsExactly("a\n b", "");
    }
  }

  @Test
  void refusesEventsThatAreNone() {
    server.enqueue(json("{}"));
    server.enqueue(events("data: {\"kind\":\"circle\"}\n\n"));
    server.enqueue(events("data: {\n\n"));
    server.enqueue(events("data: " + "a".repeat(1_001) + "\n\n"));

    assertThatExceptionOfType(UnexpectedAnswerException.class)
        .isThrownBy(() -> drawings.talk("1"))
        .withMessageContaining("text/event-stream");
    assertThatExceptionOfType(MalformedAnswerException.class)
        .isThrownBy(() -> drawings.strokes("1", Optional.empty()).iterator().next())
        .withMessageContaining("expected a value at $.radius, found none");
    assertThatExceptionOfType(MalformedAnswerException.class)
        .isThrownBy(() -> drawings.strokes("1", Optional.empty()).iterator().next())
        .withMessageContaining("it is not valid JSON");
    assertThatExceptionOfType(MalformedAnswerException.class)
        .isThrownBy(() -> drawings.talk("1").iterator().next())
        .withMessageContaining("an event is longer than maxBodySize (1000 bytes)");
  }

  @Test
  void tellsWhenAStreamOfEventsBreaksOff() {
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "text/event-stream")
            .chunkedBody("id: 7\ndata: a\n\n" + "data: b\n\n".repeat(50_000), 64)
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());

    try (EventStream<String> talk = drawings.talk("1")) {
      Iterator<ServerEvent<String>> events = talk.iterator();
      assertThatExceptionOfType(NoAnswerException.class)
          .isThrownBy(() -> events.forEachRemaining(event -> {}))
          .withMessageContaining("the stream of events broke off")
          .satisfies(
              e -> assertThat(e.delivery()).isEqualTo(NoAnswerException.Delivery.ANSWER_LOST));
      assertThat(events.hasNext()).isFalse();
    }
  }

  @Test
  void goesThroughEventsOnce() {
    server.enqueue(events("data: a\n\n"));

    try (EventStream<String> talk = drawings.talk("1")) {
      assertThat(talk.iterator().next().data()).isEqualTo("a");
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(talk::iterator)
          .withMessage("The events of a stream can be gone through once.");
    }
  }

  @Test
  void makesDownloadsAndEventsOfOnesOwn() throws IOException {
    try (Download download = Download.of("abc".getBytes(UTF_8), "text/plain");
        EventStream<String> events =
            EventStream.of(
                List.of(
                    new ServerEvent<>("message", Optional.of("1"), "a"),
                    new ServerEvent<>("message", Optional.empty(), "b")))) {
      assertThat(download.contentType()).contains("text/plain");
      assertThat(download.stream()).hasBinaryContent("abc".getBytes(UTF_8));
      assertThat(events.stream().map(ServerEvent::data)).containsExactly("a", "b");
      assertThat(events.lastEventId()).contains("1");
    }
  }

  private static MockResponse status(int status) {
    return new MockResponse.Builder().code(status).build();
  }

  private static MockResponse events(String body) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "text/event-stream; charset=utf-8")
        .body(body)
        .build();
  }

  private static MockResponse json(String body) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  private static String part(String disposition, String contentType, String body) {
    return "--00000000000000070000000000000007\r\nContent-Disposition: form-data; "
        + disposition
        + (contentType.isEmpty() ? "" : "\r\nContent-Type: " + contentType)
        + "\r\n\r\n"
        + body
        + "\r\n";
  }

  /** A stream that knows whether it was closed. */
  private static final class Closing extends FilterInputStream {
    private boolean closed;

    Closing(String text) {
      super(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
