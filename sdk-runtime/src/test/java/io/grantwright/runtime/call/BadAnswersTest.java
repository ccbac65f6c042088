package io.grantwright.runtime.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.grantwright.annotations.Bearer;
import io.grantwright.annotations.Field;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.Header;
import io.grantwright.annotations.JsonBody;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Post;
import io.grantwright.annotations.Query;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.MalformedAnswerException;
import io.grantwright.runtime.error.NoAnswerException;
import io.grantwright.runtime.error.NoAnswerException.Delivery;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.zip.Deflater;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import okio.BufferedSink;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Answers that no server should give. Each ends in the typed error of its kind, in the calling
 * thread as in a future; gives its connection back; and shows nothing secret. The next call works.
 */
@Timeout(300)
final class BadAnswersTest {
  /** Every place of a request holds the secret. */
  @SdkClient(name = "Vault")
  interface Vault {
    @Get("items")
    @Bearer
    Item read(@Query Secret ticket, @Header("X-Api-Key") Secret key);

    @Post("items")
    @JsonBody
    @Bearer
    Item write(@Query Secret ticket, @Field Secret text);
  }

  @Model
  record Item(Secret token, long size, Optional<Item> next, List<String> tags) {}

  private static final String GOOD = "{\"token\":\"" + Canary.VALUE + "\",\"size\":1,\"tags\":[]}";
  private static final long GIB = 1L << 30;

  private final MockWebServer server = new MockWebServer();
  private final Connections connections = new Connections();
  private final Canary canary = new Canary();
  private BadAnswersTest_VaultClient vault;

  @BeforeEach
  void start() throws IOException {
    server.start();
    vault =
        BadAnswersTest_VaultClient.builder()
            .serverUrl(server.url("/").toString())
            .httpClient(connections.client())
            .bearer(Canary.SECRET)
            .build();
  }

  @AfterEach
  void stop() {
    vault.close();
    server.close();
    canary.close();
  }

  @Test
  void invalidJson() throws InterruptedException {
    assertThat(malformed("{\"token\":" + Canary.VALUE)).hasMessageContaining("not valid JSON");
  }

  @Test
  void invalidJsonFurtherDown() throws InterruptedException {
    assertThat(malformed("{\"token\":\"x\",\"size\":" + Canary.VALUE).path()).isEqualTo("$.size");
  }

  @Test
  void unfinishedJson() throws InterruptedException {
    malformed(GOOD.substring(0, GOOD.length() - 1));
  }

  @Test
  void moreThanOneValue() throws InterruptedException {
    malformed(GOOD + GOOD);
  }

  @Test
  void anEmptyBody() throws InterruptedException {
    malformed("");
  }

  @Test
  void nullInsteadOfAnObject() throws InterruptedException {
    assertThat(malformed("null").path()).isEqualTo("$");
  }

  @Test
  void anArrayInsteadOfAnObject() throws InterruptedException {
    assertThat(malformed("[" + GOOD + "]"))
        .hasMessage(
            "Vault.read answered with status 200, but the body does not fit: expected an object at"
                + " $, found an array. Compare the model with what the server sends.");
  }

  @Test
  void aTextInsteadOfANumber() throws InterruptedException {
    MalformedAnswerException failure =
        malformed("{\"token\":\"x\",\"size\":\"" + Canary.VALUE + "\",\"tags\":[]}");
    assertThat(failure.path()).isEqualTo("$.size");
    assertThat(failure).hasMessageContaining("at $.size, found a string");
  }

  @Test
  void aFractionInsteadOfAWholeNumber() throws InterruptedException {
    assertThat(malformed("{\"token\":\"x\",\"size\":1.5,\"tags\":[]}").path()).isEqualTo("$.size");
  }

  @Test
  void anObjectInsteadOfASecret() throws InterruptedException {
    assertThat(malformed("{\"token\":{\"value\":\"" + Canary.VALUE + "\"}}").path())
        .isEqualTo("$.token");
  }

  @Test
  void aNumberInTheMiddleOfAListOfTexts() throws InterruptedException {
    assertThat(malformed("{\"token\":\"x\",\"size\":1,\"tags\":[\"a\",true]}").path())
        .isEqualTo("$.tags[1]");
  }

  @Test
  void aRequiredMemberIsMissing() throws InterruptedException {
    MalformedAnswerException failure = malformed("{\"size\":1,\"tags\":[]}");
    assertThat(failure.path()).isEqualTo("$.token");
    assertThat(failure).hasMessageContaining("expected a value at $.token, found none");
  }

  @Test
  void aRequiredMemberIsMissingFurtherDown() throws InterruptedException {
    assertThat(malformed("{\"token\":\"x\",\"size\":1,\"tags\":[],\"next\":{\"size\":2}}").path())
        .isEqualTo("$.next.token");
  }

  @Test
  void aMemberAppearsTwice() throws InterruptedException {
    MalformedAnswerException failure =
        malformed("{\"token\":\"x\",\"token\":\"" + Canary.VALUE + "\",\"size\":1,\"tags\":[]}");
    assertThat(failure.path()).isEqualTo("$.token");
    assertThat(failure).hasMessageContaining("a duplicate");
  }

  @Test
  void aDepthOfTenThousandInAMemberOfTheModel() throws InterruptedException {
    malformed("{\"next\":".repeat(10_000));
  }

  @Test
  void aDepthOfTenThousandInAMemberThatIsSkipped() throws InterruptedException {
    assertThat(malformed("{\"other\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"))
        .hasMessageContaining("its JSON has another shape, or is nested too deeply");
  }

  @Test
  void aBodyOfAHundredMebibytesIsNeverHeld() throws InterruptedException {
    long length = 100L << 20;
    MalformedAnswerException failure =
        fails(MalformedAnswerException.class, json("").body(new Endless(length)).build());
    assertThat(failure).hasMessageContaining("maxBodySize (1048576 bytes)");

    server.enqueue(json("").body(new Endless(length)).build());
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    failure(MalformedAnswerException.class);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10L << 20);
  }

  @Test
  void anEndlessBodyOfAFailure() throws InterruptedException {
    UnexpectedAnswerException failure =
        fails(
            UnexpectedAnswerException.class,
            json("").code(500).body(new Endless(100L << 20)).build());
    assertThat(failure.status()).isEqualTo(500);
  }

  @Test
  void aGzipOfAGibibyteCountsAsWhatItUnpacksTo() throws InterruptedException {
    Buffer bomb = bomb();
    assertThat(bomb.size()).isLessThan(2L << 20);
    MockResponse answer = json("").setHeader("Content-Encoding", "gzip").body(bomb.clone()).build();
    assertThat(fails(MalformedAnswerException.class, answer))
        .hasMessageContaining("maxBodySize (1048576 bytes)");
  }

  @Test
  void aBodyThatIsNoGzipAlthoughItSaysSo() throws InterruptedException {
    fails(CallException.class, json(GOOD).setHeader("Content-Encoding", "gzip").build());
  }

  @Test
  void anotherContentType() throws InterruptedException {
    MockResponse answer = json(GOOD).setHeader("Content-Type", "text/plain").build();
    assertThat(fails(UnexpectedAnswerException.class, answer))
        .hasMessage(
            "Vault.read answered with status 200, as text/plain where application/json was"
                + " expected. Check that the address is that of the API and not of a page.");
  }

  @Test
  void noContentType() throws InterruptedException {
    MockResponse answer = json(GOOD).removeHeader("Content-Type").build();
    assertThat(fails(UnexpectedAnswerException.class, answer))
        .hasMessageContaining("as no content type where application/json was expected");
  }

  @Test
  void aContentTypeThatIsNone() throws InterruptedException {
    MockResponse answer = json(GOOD).setHeader("Content-Type", "json").build();
    fails(UnexpectedAnswerException.class, answer);
  }

  @Test
  void aBodyShorterThanItsLength() throws InterruptedException {
    MockResponse answer =
        json(GOOD)
            .setHeader("Content-Length", GOOD.length() + 1000)
            .onResponseEnd(new SocketEffect.CloseSocket())
            .build();
    assertThat(fails(NoAnswerException.class, answer).delivery()).isEqualTo(Delivery.ANSWER_LOST);
  }

  @Test
  void aBodyCutInTheMiddleOfAChunk() throws InterruptedException {
    String long_ = "{\"token\":\"" + Canary.VALUE.repeat(1000) + "\",\"size\":1,\"tags\":[]}";
    MockResponse answer =
        json("").chunkedBody(long_, 10_000).onResponseBody(new SocketEffect.CloseSocket()).build();
    assertThat(fails(NoAnswerException.class, answer).delivery()).isEqualTo(Delivery.ANSWER_LOST);
  }

  @Test
  void aChunkWithoutASize() throws InterruptedException {
    MockResponse answer =
        json("")
            .body(new Buffer().writeUtf8("9 " + Canary.VALUE + "\r\n" + GOOD))
            .removeHeader("Content-Length")
            .setHeader("Transfer-Encoding", "chunked")
            .build();
    assertThat(fails(NoAnswerException.class, answer).delivery()).isEqualTo(Delivery.ANSWER_LOST);
  }

  @Test
  void aStatusLineThatIsNone() throws InterruptedException {
    MockResponse answer = json(GOOD).status("220 " + Canary.VALUE + " ESMTP").build();
    fails(NoAnswerException.class, answer);
  }

  @Test
  void status600() throws InterruptedException {
    MockResponse answer = json(GOOD).status("HTTP/1.1 600 " + Canary.VALUE).build();
    assertThat(fails(UnexpectedAnswerException.class, answer).status()).isEqualTo(600);
  }

  @Test
  void nothingInsteadOfAModel() throws InterruptedException {
    MockResponse answer = new MockResponse.Builder().code(204).build();
    assertThat(fails(UnexpectedAnswerException.class, answer))
        .hasMessageContaining("status 204, as no content type");
  }

  @Test
  void aRedirectOfAPost() throws InterruptedException {
    String target = server.url("/elsewhere").toString();
    server.enqueue(
        new MockResponse.Builder()
            .code(308)
            .setHeader("Location", target + "?ticket=" + Canary.VALUE + "#" + Canary.VALUE)
            .build());
    UnexpectedAnswerException failure =
        catchThrowableOfType(
            UnexpectedAnswerException.class, () -> vault.write(Canary.SECRET, Canary.SECRET));
    assertThat(failure)
        .hasMessageStartingWith("Vault.write was redirected with status 308 to " + target);
    assertThat(failure.redirectTarget()).hasValueSatisfying(t -> assertThat(t).startsWith(target));
    canary.assertUnseenIn(failure);
    connections.assertNoneLeaked();
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 302, 399})
  void aRedirectWithoutATarget(int status) throws InterruptedException {
    assertThat(fails(UnexpectedAnswerException.class, json("").code(status).build()))
        .hasMessageContaining("to no target");
  }

  @Test
  void theConnectionIsResetBeforeTheRequest() throws InterruptedException {
    MockResponse answer = json(GOOD).onRequestStart(new SocketEffect.CloseSocket()).build();
    assertThat(fails(NoAnswerException.class, answer).attempts()).isEqualTo(1);
  }

  @Test
  void theConnectionIsResetAfterTheRequest() throws InterruptedException {
    MockResponse answer = json(GOOD).onResponseStart(new SocketEffect.CloseSocket()).build();
    assertThat(fails(NoAnswerException.class, answer).delivery()).isEqualTo(Delivery.UNKNOWN);
  }

  @Test
  void aPostThatWasResetMayHaveArrived() throws InterruptedException {
    server.enqueue(json(GOOD).onResponseStart(new SocketEffect.CloseSocket()).build());
    NoAnswerException failure =
        catchThrowableOfType(
            NoAnswerException.class, () -> vault.write(Canary.SECRET, Canary.SECRET));
    assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
    canary.assertUnseenIn(failure);
    connections.assertNoneLeaked();
  }

  @Test
  void aPageInsteadOfAnError() throws InterruptedException {
    MockResponse answer =
        json("<html><head><title>Bad Gateway</title><p>" + Canary.VALUE)
            .code(502)
            .setHeader("Content-Type", "text/html")
            .build();
    assertThat(fails(UnexpectedAnswerException.class, answer))
        .hasMessageContaining("status 502: a page titled \"Bad Gateway\"");
  }

  @Test
  void nothingInsteadOfAnError() throws InterruptedException {
    UnexpectedAnswerException failure =
        fails(UnexpectedAnswerException.class, new MockResponse.Builder().code(500).build());
    assertThat(failure.status()).isEqualTo(500);
    assertThat(failure.excerpt()).isEmpty();
  }

  @Test
  void anErrorBodyThatBreaksOff() throws InterruptedException {
    MockResponse answer =
        json("{\"error\":\"invalid_grant\"")
            .code(400)
            .setHeader("Content-Length", 1000)
            .onResponseEnd(new SocketEffect.CloseSocket())
            .build();
    assertThat(fails(CallException.class, answer).status()).isEqualTo(400);
  }

  @Test
  void anErrorWithSecretsOfItsOwn() throws InterruptedException {
    MockResponse answer =
        json("{\"error\":\"invalid_grant\",\"error_description\":\"code="
                + Canary.VALUE
                + " is spent\",\"refresh_token\":\""
                + Canary.VALUE
                + "\"}")
            .code(400)
            .build();
    assertThat(fails(OAuthException.class, answer).error().error().text())
        .isEqualTo("invalid_grant");
  }

  private MalformedAnswerException malformed(String body) throws InterruptedException {
    return fails(MalformedAnswerException.class, json(body).build());
  }

  /** Gets the answer in this thread and in a future, and then a good one. */
  private <X extends CallException> X fails(Class<X> type, MockResponse answer)
      throws InterruptedException {
    server.enqueue(answer);
    X failure = failure(type);

    server.enqueue(answer);
    Throwable later = catchThrowable(() -> vault.async().read(Canary.SECRET, Canary.SECRET).join());
    assertThat(later).isInstanceOf(CompletionException.class).hasCauseInstanceOf(type);
    assertThat(later.getCause()).hasMessage(failure.getMessage());
    canary.assertUnseenIn(later);

    server.enqueue(json(GOOD).build());
    assertThat(vault.read(Canary.SECRET, Canary.SECRET).token()).isEqualTo(Canary.SECRET);
    connections.assertNoneLeaked();
    return failure;
  }

  private <X extends CallException> X failure(Class<X> type) throws InterruptedException {
    Throwable failure = catchThrowable(() -> vault.read(Canary.SECRET, Canary.SECRET));
    assertThat(failure).isInstanceOf(type);
    canary.assertUnseenIn(failure);
    connections.assertNoneLeaked();
    return type.cast(failure);
  }

  private static MockResponse.Builder json(String body) {
    return new MockResponse.Builder()
        .body(body)
        .setHeader("Content-Type", "application/json")
        .setHeader("Set-Cookie", "session=" + Canary.VALUE);
  }

  /** One block of text, compressed once and repeated until it unpacks to a gibibyte. */
  private static Buffer bomb() {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    Buffer text = new Buffer().write(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0});
    ByteString start = deflated(deflater, "{\"token\":\"".getBytes(UTF_8));
    ByteString block = deflated(deflater, " ".repeat(1 << 20).getBytes(UTF_8));
    text.write(start);
    for (long size = 0; size < GIB; size += 1 << 20) {
      text.write(block);
    }
    deflater.end();
    return text;
  }

  private static ByteString deflated(Deflater deflater, byte[] input) {
    byte[] output = new byte[1 << 16];
    deflater.setInput(input);
    int length = deflater.deflate(output, 0, output.length, Deflater.FULL_FLUSH);
    return ByteString.of(output, 0, length);
  }

  /** Blanks, as many as were asked for, never held at once. */
  private record Endless(long length) implements MockResponseBody {
    private static final ByteString BLOCK = ByteString.encodeUtf8(" ".repeat(8192));

    @Override
    public long getContentLength() {
      return length;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      for (long left = length; left > 0; left -= BLOCK.size()) {
        sink.write(BLOCK);
      }
    }
  }
}
