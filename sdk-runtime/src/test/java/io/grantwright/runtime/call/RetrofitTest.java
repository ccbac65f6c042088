package io.grantwright.runtime.call;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grantwright.annotations.Body;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Post;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.error.MalformedAnswerException;
import io.grantwright.runtime.error.NoAnswerException;
import io.grantwright.runtime.error.RefusedCallException;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import retrofit2.Converter;
import retrofit2.Retrofit;

/** A Retrofit that the application brings: its base URL, HTTP client and converters. */
final class RetrofitTest {
  @SdkClient(name = "Words")
  interface Words {
    @Get("words/first")
    Word first();

    @Post("translations")
    Locale translate(@Body Locale language);
  }

  @Model
  record Word(String text) {}

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void itsBaseUrlKeepsItsPath() throws InterruptedException {
    answer("application/json", "{\"text\":\"a\"}");
    try (RetrofitTest_WordsClient words = client(retrofit(new OkHttpClient()))) {
      assertThat(words.first().text()).isEqualTo("a");
    }
    assertThat(server.takeRequest().getRequestLine()).isEqualTo("GET /api/v1/words/first HTTP/1.1");
  }

  @Test
  void anOwnServerUrlGoesBeforeItsBaseUrl() throws InterruptedException {
    answer("application/json", "{\"text\":\"a\"}");
    try (RetrofitTest_WordsClient words =
        RetrofitTest_WordsClient.builder()
            .retrofit(retrofit(new OkHttpClient()))
            .serverUrl(server.url("/v2").toString())
            .build()) {
      words.first();
    }
    assertThat(server.takeRequest().getRequestLine()).isEqualTo("GET /v2/words/first HTTP/1.1");
  }

  @Test
  void itsInterceptorsSeeEveryCall() throws InterruptedException {
    answer("application/json", "{\"text\":\"a\"}");
    OkHttpClient http =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> chain.proceed(chain.request().newBuilder().header("X-Trace", "7").build()))
            .build();
    try (RetrofitTest_WordsClient words = client(retrofit(http))) {
      words.first();
    }
    assertThat(server.takeRequest().getHeaders().get("X-Trace")).isEqualTo("7");
  }

  @Test
  void theDeadlineOfAnAttemptReplacesTheTimeoutsOfItsClient() {
    answer("application/json", "{\"text\":\"a\"}");
    int[] millis = {-1, -1};
    OkHttpClient http =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  millis[0] = chain.readTimeoutMillis();
                  millis[1] = chain.writeTimeoutMillis();
                  return chain.proceed(chain.request());
                })
            .build();
    try (RetrofitTest_WordsClient words = client(retrofit(http))) {
      words.first();
    }
    assertThat(millis).as("milliseconds to read and to write").containsExactly(0, 0);
  }

  @Test
  void itsConvertersWriteAndReadWhatTheSdkDoesNotOwn() throws InterruptedException {
    answer("text/language", "fr");
    try (RetrofitTest_WordsClient words = client(retrofit(new OkHttpClient()))) {
      assertThat(words.translate(Locale.GERMAN)).isEqualTo(Locale.FRENCH);
    }
    RecordedRequest request = server.takeRequest();
    assertThat(request.getHeaders().get("Content-Type")).startsWith("text/language");
    assertThat(requireNonNull(request.getBody()).utf8()).isEqualTo("de");
  }

  @Test
  void aConverterThatCannotReadIsAMalformedAnswer() {
    for (RuntimeException each :
        new RuntimeException[] {
          new IllegalArgumentException("tag " + Canary.VALUE),
          new UncheckedIOException(new IOException("tag " + Canary.VALUE))
        }) {
      answer("text/language", Canary.VALUE);
      answer("text/language", Canary.VALUE);
      try (Canary canary = new Canary();
          RetrofitTest_WordsClient words =
              client(
                  retrofit(
                      new OkHttpClient(),
                      new Languages(
                          text -> {
                            throw each;
                          })))) {
        Throwable failure = catchThrowable(() -> words.translate(Locale.GERMAN));
        assertThat(failure).isInstanceOf(MalformedAnswerException.class);
        canary.assertUnseenIn(failure);
        assertThat(catchThrowable(() -> words.async().translate(Locale.GERMAN).join()))
            .hasCauseInstanceOf(MalformedAnswerException.class);
      }
    }
  }

  @Test
  void itsConvertersAreNotAskedForRecordsOfTheSdk() {
    answer("application/json", "{\"text\":\"a\"}");
    Retrofit refusing =
        new Retrofit.Builder()
            .baseUrl(server.url("/"))
            .addConverterFactory(
                new Converter.Factory() {
                  @Override
                  public Converter<ResponseBody, ?> responseBodyConverter(
                      Type type, Annotation[] annotations, Retrofit retrofit) {
                    throw new AssertionError(type);
                  }
                })
            .build();
    try (RetrofitTest_WordsClient words = client(refusing)) {
      assertThat(words.first().text()).isEqualTo("a");
    }
  }

  @Test
  void withoutOneNobodyWritesWhatTheSdkDoesNotOwn() {
    try (RetrofitTest_WordsClient words =
        RetrofitTest_WordsClient.builder().serverUrl(server.url("/").toString()).build()) {
      assertThatThrownBy(() -> words.translate(Locale.GERMAN))
          .isInstanceOf(RefusedCallException.class)
          .hasMessageContaining("set one");
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void itsCallFactoryMakesTheCalls() {
    answer("application/json", "{\"text\":\"a\"}");
    int[] calls = {0};
    OkHttpClient http = new OkHttpClient();
    Call.Factory counting =
        (Request request) -> {
          calls[0]++;
          return http.newCall(request);
        };
    Retrofit retrofit =
        new Retrofit.Builder().baseUrl(server.url("/")).callFactory(counting).build();
    try (RetrofitTest_WordsClient words = client(retrofit)) {
      words.first();
    }
    assertThat(calls[0]).isEqualTo(1);
  }

  @Test
  void aRedirectIsNotFollowedAlthoughItsClientFollows() {
    server.enqueue(new MockResponse.Builder().code(302).setHeader("Location", "/moved").build());
    OkHttpClient following =
        new OkHttpClient.Builder().followRedirects(true).followSslRedirects(true).build();
    try (RetrofitTest_WordsClient words = client(retrofit(following))) {
      assertThatThrownBy(words::first).isInstanceOf(UnexpectedAnswerException.class);
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void closingTheClientLeavesItsHttpClientOpen() throws Exception {
    answer("application/json", "{\"text\":\"a\"}");
    answer("application/json", "{\"text\":\"b\"}");
    OkHttpClient http = new OkHttpClient();
    RetrofitTest_WordsClient words = client(retrofit(http));
    assertThat(words.first().text()).isEqualTo("a");
    words.close();
    assertThat(http.dispatcher().executorService().isShutdown()).isFalse();
    assertThat(http.connectionPool().connectionCount()).as("pooled connections").isEqualTo(1);
    try (okhttp3.Response response =
        http.newCall(new Request.Builder().url(server.url("/")).build()).execute()) {
      assertThat(response.code()).isEqualTo(200);
    }
  }

  @Test
  void closingTheClientEndsTheThreadsOfAnHttpClientOfItsOwn() {
    answer("application/json", "{\"text\":\"a\"}");
    answer("application/json", "{\"text\":\"b\"}");
    ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    try {
      RetrofitTest_WordsClient words =
          RetrofitTest_WordsClient.builder()
              .serverUrl(server.url("/").toString())
              .scheduler(scheduler) // Its own one would end the call even before.
              .build();
      words.async().first().join();
      words.close();
      assertThatThrownBy(() -> words.async().first().join())
          .hasCauseInstanceOf(NoAnswerException.class);
    } finally {
      scheduler.shutdownNow();
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void closingTheClientEndsTheConnectionsOfAnHttpClientOfItsOwn() throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Integer> afterTheRequest =
          CompletableFuture.supplyAsync(() -> answerAndReadOn(listening));
      RetrofitTest_WordsClient words =
          RetrofitTest_WordsClient.builder()
              .serverUrl("http://127.0.0.1:" + listening.getLocalPort())
              .build();
      words.first();
      words.close();
      assertThat(afterTheRequest).succeedsWithin(Duration.ofMinutes(2)).isEqualTo(-1);
    }
  }

  private static int answerAndReadOn(ServerSocket listening) {
    try (Socket socket = listening.accept()) {
      BufferedReader request =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      while (!requireNonNull(request.readLine()).isEmpty()) {
        // The next line of the head.
      }
      socket
          .getOutputStream()
          .write(
              ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 12\r\n\r\n"
                      + "{\"text\":\"a\"}")
                  .getBytes(US_ASCII));
      return request.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RetrofitTest_WordsClient client(Retrofit retrofit) {
    return RetrofitTest_WordsClient.builder().retrofit(retrofit).build();
  }

  private Retrofit retrofit(OkHttpClient http) {
    return retrofit(http, new Languages(Locale::forLanguageTag));
  }

  private Retrofit retrofit(OkHttpClient http, Converter.Factory converters) {
    return new Retrofit.Builder()
        .baseUrl(server.url("/api/v1/"))
        .client(http)
        .addConverterFactory(converters)
        .build();
  }

  private void answer(String type, String body) {
    server.enqueue(new MockResponse.Builder().setHeader("Content-Type", type).body(body).build());
  }

  /** Languages by their tags. */
  private static final class Languages extends Converter.Factory {
    private static final MediaType TYPE = MediaType.get("text/language");

    private final Function<String, Locale> parser;

    Languages(Function<String, Locale> parser) {
      this.parser = parser;
    }

    @Override
    public @Nullable Converter<?, RequestBody> requestBodyConverter(
        Type type, Annotation[] parameter, Annotation[] method, Retrofit retrofit) {
      return type == Locale.class
          ? (Locale value) -> RequestBody.create(value.toLanguageTag(), TYPE)
          : null;
    }

    @Override
    public @Nullable Converter<ResponseBody, ?> responseBodyConverter(
        Type type, Annotation[] annotations, Retrofit retrofit) {
      return type == Locale.class ? body -> parser.apply(body.string()) : null;
    }
  }
}
