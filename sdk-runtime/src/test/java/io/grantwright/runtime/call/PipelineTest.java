package io.grantwright.runtime.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantwright.annotations.ClientAuthenticated.BasicEncoding;
import io.grantwright.annotations.ClientAuthenticated.Mechanism;
import io.grantwright.annotations.Delete;
import io.grantwright.annotations.Patch;
import io.grantwright.annotations.Put;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.endpoint.BodyFormat;
import io.grantwright.runtime.endpoint.Endpoint;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.MalformedAnswerException;
import io.grantwright.runtime.error.NoAnswerException;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import io.grantwright.runtime.json.Adapters;
import io.grantwright.runtime.retry.RetryConfig;
import io.grantwright.runtime.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls through a client such as the processor generates, against a real server. */
final class PipelineTest {
  private static final Endpoint<Map<String, Object>> TOKEN =
      Endpoint.<Map<String, Object>>named("Demo", "token")
          .request("POST", "oauth/token/")
          .formOrJson()
          .sendOnce()
          .clientAuthenticated(
              BasicEncoding.FORM, false, Mechanism.BASIC, Mechanism.BODY, Mechanism.NONE)
          .build();

  @SdkClient(name = "Lamp")
  interface Lamp {
    @Put("on")
    void on();

    @Patch("dim")
    void dim();

    @Delete("lamp")
    void remove();
  }

  private static final RetryConfig SOON =
      RetryConfig.DEFAULT.withInitialInterval(Duration.ofMillis(1));

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sendsAFormBelowThePathOfTheServer() throws Exception {
    answer(200, "application/json", "{}");
    call(client().clientAuthentication(ClientAuthentication.basic("app", Secret.of("x"))));
    RecordedRequest request = server.takeRequest();
    assertThat(request.getRequestLine()).isEqualTo("POST /api/v1/oauth/token/ HTTP/1.1");
    assertThat(java.util.Objects.requireNonNull(request.getBody()).utf8()).isEqualTo("code=a+b");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Basic YXBwOng=");
    assertThat(request.getHeaders().get("Accept")).isEqualTo("application/json");
  }

  @Test
  void sendsJsonWithTheSecretInTheBody() throws Exception {
    answer(200, "application/json", "{}");
    Client client = client().clientAuthentication(ClientAuthentication.body("app", Secret.of("x")));
    client.call(CallOptions.builder().bodyFormat(BodyFormat.JSON).build());
    RecordedRequest request = server.takeRequest();
    assertThat(java.util.Objects.requireNonNull(request.getBody()).utf8())
        .isEqualTo("{\"code\":\"a b\",\"client_id\":\"app\",\"client_secret\":\"x\"}");
    assertThat(request.getHeaders().get("Authorization")).isNull();
  }

  @Test
  void sendsAnEmptyBodyWhereTheVerbTakesOne() throws Exception {
    for (int i = 0; i < 3; i++) {
      server.enqueue(new MockResponse.Builder().code(204).build());
    }
    try (PipelineTest_LampClient lamp =
        PipelineTest_LampClient.builder().serverUrl(server.url("/").toString()).build()) {
      lamp.on();
      lamp.dim();
      lamp.remove();
    }
    assertThat(List.of(length(), length(), length()))
        .containsExactly("PUT of 0", "PATCH of 0", "DELETE of null");
  }

  private String length() throws InterruptedException {
    RecordedRequest request = server.takeRequest();
    return request.getMethod() + " of " + request.getHeaders().get("Content-Length");
  }

  @Test
  void refusesBrokenJson() {
    answer(200, "application/json", "{\"access_token\": secret-canary");
    assertThat(failure(client(), MalformedAnswerException.class))
        .hasMessageNotContaining("secret-canary");
  }

  @Test
  void refusesDeepJson() {
    answer(200, "application/json", "[".repeat(10_000));
    failure(client(), MalformedAnswerException.class);
  }

  @Test
  void refusesALongBodyAndNamesTheSetting() {
    answer(200, "application/json", "{\"a\":\"" + "x".repeat(2000) + "\"}");
    assertThat(failure(client().maxBodySize(1000), MalformedAnswerException.class))
        .hasMessageContaining("maxBodySize");
  }

  @Test
  void takesABodyThatIsAsLongAsItMayBe() {
    answer(200, "application/json", "{\"a\":\"xyz\"}");
    assertThat(call(client().maxBodySize(11))).containsEntry("a", "xyz");
    answer(200, "application/json", "{\"a\":\"xyz\"}");
    assertThat(failure(client().maxBodySize(10), MalformedAnswerException.class))
        .hasMessageContaining("maxBodySize (10 bytes)");
  }

  @Test
  void readsJsonOfMediaTypesOfItsOwn() {
    answer(200, "application/vnd.demo.v2+JSON; charset=utf-8", "{\"a\":\"b\"}");
    assertThat(call(client())).containsEntry("a", "b");
  }

  @Test
  void refusesAPage() {
    answer(200, "text/html", "<p>");
    failure(client(), UnexpectedAnswerException.class);
  }

  @Test
  void followsNoRedirect() {
    server.enqueue(
        new MockResponse.Builder()
            .code(307)
            .setHeader("Location", "https://example.com/next?code=canary")
            .build());
    assertThat(failure(client(), UnexpectedAnswerException.class))
        .hasMessageContaining("https://example.com/next")
        .hasMessageNotContaining("canary");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void neverSendsACodeAgainAfterAServerError() {
    answer(503, "application/json", "{}");
    failure(client().retry(SOON), UnexpectedAnswerException.class);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void sendsAgainWhatWasNotProcessed() {
    answer(429, "application/json", "{}");
    answer(200, "application/json", "{\"a\":1}");
    assertThat(call(client().retry(SOON))).containsKey("a");
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void failsAtOnceWhenRetryAfterDoesNotFit() {
    server.enqueue(new MockResponse.Builder().code(429).setHeader("Retry-After", "3600").build());
    CallException failure = failure(client().retry(SOON), UnexpectedAnswerException.class);
    assertThat(failure.retryAfter()).contains(Duration.ofHours(1));
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void saysThatNothingWasSentWhenNobodyListens() {
    Client client = client();
    server.close();
    assertThat(failure(client, NoAnswerException.class).delivery())
        .isEqualTo(NoAnswerException.Delivery.NOT_DELIVERED);
  }

  @Test
  void answersAsynchronously() {
    answer(429, "application/json", "{}");
    answer(200, "application/json", "{\"a\":1}");
    assertThat(client().retry(SOON).callAsync().join()).containsKey("a");
  }

  @Test
  void refusesPlainHttpElsewhere() {
    assertThatThrownBy(() -> new Client("http://example.com").call(CallOptions.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("serverUrl");
  }

  private Client client() {
    return new Client(server.url("/api/v1/").toString());
  }

  private void answer(int status, String type, String body) {
    server.enqueue(
        new MockResponse.Builder().code(status).setHeader("Content-Type", type).body(body).build());
  }

  private static Map<String, Object> call(Client client) {
    return client.call(CallOptions.NONE);
  }

  private static <X extends CallException> X failure(Client client, Class<X> type) {
    X failure = catchThrowableOfType(type, () -> client.call(CallOptions.NONE));
    assertThat(failure).isNotNull();
    return failure;
  }

  private static final class Client extends ClientBuilder<Client> {
    Client(String url) {
      super(ClientDescription.named("Demo").endpoints(TOKEN).build());
      serverUrl(url);
    }

    @Override
    protected Client self() {
      return this;
    }

    Map<String, Object> call(CallOptions options) {
      try (Pipeline pipeline = pipeline()) {
        return operation(pipeline).execute(draft(pipeline), options);
      }
    }

    java.util.concurrent.CompletableFuture<Map<String, Object>> callAsync() {
      Pipeline pipeline = pipeline();
      return operation(pipeline)
          .executeAsync(draft(pipeline), CallOptions.NONE)
          .whenComplete((value, failure) -> pipeline.close());
    }

    private static Operation<Map<String, Object>> operation(Pipeline pipeline) {
      return pipeline.operation(
          TOKEN, Answers.<Map<String, Object>>of().json(Adapters.map(Adapters.ANY)).build());
    }

    private static Draft draft(Pipeline pipeline) {
      Draft draft = operation(pipeline).draft();
      draft.fieldSensitive("code", "a b");
      return draft;
    }
  }
}
