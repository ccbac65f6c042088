package io.grantwright.sdk.pipeshub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.call.Answer;
import io.grantwright.runtime.call.CallOptions;
import io.grantwright.runtime.endpoint.BodyFormat;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.error.RefusedCallException;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import io.grantwright.runtime.retry.RetryConfig;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PipesHub's endpoints, byte for byte, against answers that its server gave. */
final class PipesHubOAuthTest {
  private static final ClientAuthentication CLIENT =
      ClientAuthentication.basic("conf", Secret.of("s3cret")).raw();

  private static final String TOKENS = "{\"access_token\":\"at\",\"token_type\":\"Bearer\"}";

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
  void exchangesACodeWithBasicAndAForm() throws InterruptedException {
    server.enqueue(
        json(
            200,
            "{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"expires_in\":3600,"
                + "\"refresh_token\":\"rt\",\"scope\":\"openid kb:read\"}"));
    try (PipesHubOAuthClient pipesHub = client()) {
      TokenResponse tokens =
          pipesHub.exchangeToken(
              TokenRequest.builder()
                  .grantType(GrantType.AUTHORIZATION_CODE)
                  .code(Secret.of("c0de"))
                  .redirectUri("http://localhost/cb")
                  .build());

      assertThat(tokens.accessToken().reveal()).isEqualTo("at");
      assertThat(tokens.expiresIn()).contains(3600L);
      assertThat(tokens.toString()).doesNotContain("=at").doesNotContain("=rt");
    }
    RecordedRequest request = server.takeRequest();
    assertThat(request.getRequestLine()).isEqualTo("POST /api/v1/oauth2/token HTTP/1.1");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Basic Y29uZjpzM2NyZXQ=");
    assertThat(request.getHeaders().get("Accept")).isEqualTo("application/json");
    assertThat(request.getHeaders().get("Content-Type"))
        .isEqualTo("application/x-www-form-urlencoded");
    assertThat(body(request))
        .isEqualTo(
            "grant_type=authorization_code&code=c0de&redirect_uri=http%3A%2F%2Flocalhost%2Fcb");
  }

  @Test
  void revokesWithTheSecretInTheBody() throws InterruptedException {
    server.enqueue(new MockResponse.Builder().code(200).build());
    try (PipesHubOAuthClient pipesHub = client()) {
      pipesHub.revoke(RevocationRequest.builder().token(Secret.of("at")).build());
    }
    RecordedRequest request = server.takeRequest();
    assertThat(request.getRequestLine()).isEqualTo("POST /api/v1/oauth2/revoke HTTP/1.1");
    assertThat(request.getHeaders().get("Authorization")).isNull();
    assertThat(body(request)).isEqualTo("token=at&client_id=conf&client_secret=s3cret");
  }

  @Test
  void refusesToRevokeWithoutASecret() {
    try (PipesHubOAuthClient pipesHub =
        PipesHubOAuthClient.builder()
            .serverUrl(server.url("/api/v1").toString())
            .clientAuthentication(ClientAuthentication.none("pub"))
            .build()) {
      RevocationRequest request = RevocationRequest.builder().token(Secret.of("at")).build();
      assertThatThrownBy(() -> pipesHub.revoke(request)).isInstanceOf(RefusedCallException.class);
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void readsTheUserIdentifierUnderEitherName() {
    server.enqueue(json(200, "{\"active\":true,\"user_id\":\"u1\",\"org\":\"o1\"}"));
    server.enqueue(json(200, "{\"active\":true,\"sub\":\"u1\",\"aud\":\"me\"}"));
    try (PipesHubOAuthClient pipesHub = client()) {
      IntrospectionRequest request = IntrospectionRequest.builder().token(Secret.of("at")).build();
      IntrospectionResponse newer = pipesHub.introspect(request);
      assertThat(newer.subject()).contains("u1");
      assertThat(newer.unknown().value("org")).contains("o1");
      IntrospectionResponse page = pipesHub.introspect(request);
      assertThat(page.subject()).contains("u1");
      assertThat(page.aud().orElseThrow()).containsExactly("me");
    }
  }

  @Test
  void sendsTheUserToTheConsentPage() {
    server.enqueue(
        new MockResponse.Builder()
            .code(302)
            .addHeader("Location", "http://FRONTEND/oauth/authorize?client_id=x")
            .addHeader("Content-Type", "text/plain; charset=utf-8")
            .body("Found. Redirecting to http://FRONTEND/oauth/authorize?client_id=x")
            .build());
    try (PipesHubOAuthClient pipesHub = client()) {
      AuthorizationOutcome outcome = pipesHub.authorize(authorizationRequest());
      assertThat(outcome).isInstanceOf(AuthorizationOutcome.Redirected.class);
      assertThat(((AuthorizationOutcome.Redirected) outcome).location().reveal())
          .isEqualTo("http://FRONTEND/oauth/authorize?client_id=x");
    }
  }

  @Test
  void readsBothKeysOfAConsent() throws InterruptedException {
    server.enqueue(json(200, "{\"redirectUrl\":\"http://localhost/cb?code=1&state=st\"}"));
    server.enqueue(json(200, "{\"redirect_uri\":\"http://localhost/cb?code=2&state=st\"}"));
    try (PipesHubOAuthClient pipesHub = client()) {
      ConsentDecision decision =
          ConsentDecision.builder()
              .clientId("conf")
              .redirectUri("http://localhost/cb")
              .scope("openid")
              .state("st")
              .consent(Consent.GRANTED)
              .build();
      assertThat(pipesHub.submitConsent(decision).redirectUri().reveal()).contains("code=1");
      assertThat(pipesHub.submitConsent(decision).redirectUri().reveal()).contains("code=2");
    }
    RecordedRequest request = server.takeRequest();
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer session");
    assertThat(body(request))
        .isEqualTo(
            "{\"client_id\":\"conf\",\"redirect_uri\":\"http://localhost/cb\",\"scope\":\"openid\","
                + "\"state\":\"st\",\"consent\":\"granted\"}");
  }

  @Test
  void typesBothShapesOfErrors() {
    server.enqueue(
        json(401, "{\"error\":\"invalid_client\",\"error_description\":\"Invalid credentials\"}"));
    server.enqueue(
        json(400, "{\"error\":{\"code\":\"VALIDATION_ERROR\",\"message\":\"Required\"}}"));
    try (PipesHubOAuthClient pipesHub = client()) {
      TokenRequest request = TokenRequest.builder().grantType(GrantType.CLIENT_CREDENTIALS).build();
      assertThatThrownBy(() -> pipesHub.exchangeToken(request))
          .isInstanceOfSatisfying(
              OAuthException.class,
              e -> {
                assertThat(e.status()).isEqualTo(401);
                assertThat(e.error().error().text()).isEqualTo("invalid_client");
                assertThat(e.error().errorDescription()).contains("Invalid credentials");
              });
      assertThatThrownBy(() -> pipesHub.exchangeToken(request))
          .isInstanceOfSatisfying(
              UnexpectedAnswerException.class, e -> assertThat(e.status()).isEqualTo(400));
    }
  }

  @Test
  void callsAnHtmlPageUnexpected() {
    server.enqueue(
        new MockResponse.Builder()
            .code(404)
            .addHeader("Content-Type", "text/html; charset=utf-8")
            .body("<!DOCTYPE html><title>Error</title><pre>Cannot GET /</pre>")
            .build());
    try (PipesHubOAuthClient pipesHub = client()) {
      assertThatThrownBy(pipesHub::configuration).isInstanceOf(UnexpectedAnswerException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"oauth", "oauth2"})
  void callsEitherPrefix(String prefix) throws InterruptedException {
    server.enqueue(json(200, "{\"active\":false}"));
    server.enqueue(json(200, "{\"keys\":[]}"));
    try (PipesHubOAuthClient pipesHub = builder().oauth(prefix).build()) {
      pipesHub.introspect(IntrospectionRequest.builder().token(Secret.of("at")).build());
      pipesHub.jwks();
    }
    assertThat(server.takeRequest().getTarget()).isEqualTo("/api/v1/" + prefix + "/introspect");
    assertThat(server.takeRequest().getTarget()).isEqualTo("/.well-known/jwks.json");
  }

  @Test
  void callsThePrefixOfThePageUnlessTold() throws InterruptedException {
    server.enqueue(json(200, "{\"active\":false}"));
    try (PipesHubOAuthClient pipesHub = builder().build()) {
      pipesHub.introspect(IntrospectionRequest.builder().token(Secret.of("at")).build());
    }
    assertThat(server.takeRequest().getTarget()).isEqualTo("/api/v1/oauth/introspect");
  }

  @Test
  void sendsBasicRawThoughTheStandardWouldEncodeIt() throws InterruptedException {
    server.enqueue(json(200, TOKENS));
    try (PipesHubOAuthClient pipesHub =
        builder(ClientAuthentication.basic("conf", Secret.of("s+e c%t"))).build()) {
      pipesHub.exchangeToken(
          TokenRequest.builder().grantType(GrantType.CLIENT_CREDENTIALS).build());
    }
    assertThat(server.takeRequest().getHeaders().get("Authorization"))
        .isEqualTo("Basic Y29uZjpzK2UgYyV0"); // conf:s+e c%t
  }

  @Test
  void sendsJsonOnRequest() throws InterruptedException {
    server.enqueue(json(200, TOKENS));
    server.enqueue(new MockResponse.Builder().code(200).build());
    server.enqueue(json(200, "{\"active\":false}"));
    try (PipesHubOAuthClient pipesHub =
        builder(ClientAuthentication.body("conf", Secret.of("s3cret"))).build()) {
      PipesHubOAuthClient json =
          pipesHub.with(CallOptions.builder().bodyFormat(BodyFormat.JSON).build());
      json.exchangeToken(TokenRequest.builder().grantType(GrantType.CLIENT_CREDENTIALS).build());
      json.revoke(RevocationRequest.builder().token(Secret.of("at")).build());
      json.introspect(
          IntrospectionRequest.builder()
              .token(Secret.of("at"))
              .tokenTypeHint(TokenTypeHint.ACCESS_TOKEN)
              .build());
    }
    assertJson(
        server.takeRequest(),
        "{\"grant_type\":\"client_credentials\",\"client_id\":\"conf\",\"client_secret\":\"s3cret\"}");
    assertJson(
        server.takeRequest(),
        "{\"token\":\"at\",\"client_id\":\"conf\",\"client_secret\":\"s3cret\"}");
    assertJson(
        server.takeRequest(),
        "{\"token\":\"at\",\"token_type_hint\":\"access_token\",\"client_id\":\"conf\","
            + "\"client_secret\":\"s3cret\"}");
  }

  @Test
  void identifiesAPublicClientByItsIdentifierAlone() throws InterruptedException {
    server.enqueue(json(200, TOKENS));
    try (PipesHubOAuthClient pipesHub = builder(ClientAuthentication.none("pub")).build()) {
      pipesHub.exchangeToken(
          TokenRequest.builder()
              .grantType(GrantType.AUTHORIZATION_CODE)
              .code(Secret.of("c0de"))
              .build());
    }
    RecordedRequest request = server.takeRequest();
    assertThat(request.getHeaders().get("Authorization")).isNull();
    assertThat(body(request)).isEqualTo("grant_type=authorization_code&code=c0de&client_id=pub");
  }

  @Test
  void refusesToIntrospectWithoutASecretOnEitherView() {
    try (PipesHubOAuthClient pipesHub = builder(ClientAuthentication.none("pub")).build()) {
      IntrospectionRequest request = IntrospectionRequest.builder().token(Secret.of("at")).build();
      assertThatThrownBy(() -> pipesHub.introspect(request))
          .isInstanceOfSatisfying(
              RefusedCallException.class,
              e -> assertThat(e.setting()).isEqualTo("clientAuthentication"));
      assertThat(pipesHub.async().introspect(request))
          .failsWithin(Duration.ofMinutes(2))
          .withThrowableThat()
          .withCauseInstanceOf(RefusedCallException.class);
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void readsEitherAnswerOfTheAuthorizationEndpoint() {
    server.enqueue(
        new MockResponse.Builder()
            .code(302)
            .addHeader("Location", "http://FRONTEND/oauth/authorize?client_id=conf")
            .build());
    server.enqueue(
        json(200, "{\"redirectUrl\":\"http://localhost/cb?error=invalid_scope&state=st\"}"));
    try (PipesHubOAuthClient pipesHub = client()) {
      assertThat(pipesHub.authorizeAsUser(authorizationRequest()))
          .isInstanceOfSatisfying(
              AuthorizationOutcome.Redirected.class,
              overdue ->
                  assertThat(overdue.location().reveal())
                      .isEqualTo("http://FRONTEND/oauth/authorize?client_id=conf"));
      assertThat(pipesHub.authorizeAsUser(authorizationRequest()))
          .isInstanceOfSatisfying(
              AuthorizationOutcome.Answered.class,
              answered ->
                  assertThat(answered.redirectUri().orElseThrow().reveal())
                      .isEqualTo("http://localhost/cb?error=invalid_scope&state=st"));
    }
  }

  @Test
  void asksTheSupplierOfTokensForEachCall() throws InterruptedException {
    server.enqueue(json(200, "{\"user_id\":\"u1\"}"));
    server.enqueue(json(200, "{\"user_id\":\"u1\"}"));
    server.enqueue(json(200, "{\"user_id\":\"u1\"}"));
    AtomicInteger asked = new AtomicInteger();
    try (PipesHubOAuthClient pipesHub =
        builder().bearer(() -> Secret.of("at" + asked.incrementAndGet())).build()) {
      pipesHub.userInfo();
      pipesHub.userInfo();
      pipesHub.with(CallOptions.builder().bearer(Secret.of("mine")).build()).userInfo();
    }
    assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer at1");
    assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer at2");
    assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer mine");
  }

  @Test
  void saysWhenToComeBack() {
    server.enqueue(tooManyRequests());
    try (PipesHubOAuthClient pipesHub = client()) {
      IntrospectionRequest request = IntrospectionRequest.builder().token(Secret.of("at")).build();
      assertThatThrownBy(() -> pipesHub.introspect(request))
          .isInstanceOfSatisfying(
              UnexpectedAnswerException.class,
              e -> {
                assertThat(e.status()).isEqualTo(429);
                assertThat(e.retryAfter()).contains(Duration.ofSeconds(60));
                assertThat(e.excerpt())
                    .isEqualTo(
                        "error.code=HTTP_TOO_MANY_REQUESTS, error.message=Too many requests");
              });
    }
  }

  @Test
  void doesNotComeBackEarlierThanTold() {
    server.enqueue(tooManyRequests());
    try (PipesHubOAuthClient pipesHub = client()) {
      PipesHubOAuthClient hasty =
          pipesHub.with(
              CallOptions.builder()
                  .retry(RetryConfig.DEFAULT)
                  .totalTimeout(Duration.ofSeconds(59))
                  .build());
      IntrospectionRequest request = IntrospectionRequest.builder().token(Secret.of("at")).build();
      assertThatThrownBy(() -> hasty.introspect(request))
          .isInstanceOfSatisfying(
              UnexpectedAnswerException.class, e -> assertThat(e.attempts()).isEqualTo(1));
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void showsTheLimitOfRequestsToTheRawView() {
    server.enqueue(
        json(200, "{\"active\":false}")
            .newBuilder()
            .addHeader("RateLimit-Policy", "1000;w=60")
            .addHeader("RateLimit-Remaining", "999")
            .build());
    try (PipesHubOAuthClient pipesHub = client()) {
      Answer<IntrospectionResponse> answer =
          pipesHub.raw().introspect(IntrospectionRequest.builder().token(Secret.of("at")).build());
      assertThat(answer.headers().get("RateLimit-Policy")).isEqualTo("1000;w=60");
      assertThat(answer.headers().get("RateLimit-Remaining")).isEqualTo("999");
    }
  }

  @Test
  void takesTheTokenOfTheEnvironment() throws Exception {
    server.enqueue(json(200, "{\"user_id\":\"u1\"}"));
    assertThat(otherProcess("of-the-environment")).isEqualTo("u1");
    assertThat(server.takeRequest().getHeaders().get("Authorization"))
        .isEqualTo("Bearer of-the-environment");
  }

  @Test
  void refusesToCallWithoutAToken() throws Exception {
    assertThat(otherProcess("")).isEqualTo("refused because of bearer");
    assertThat(server.getRequestCount()).isZero();
  }

  /** An environment cannot be changed from inside. */
  private String otherProcess(String token) throws IOException, InterruptedException {
    ProcessBuilder java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                InOtherProcess.class.getName(),
                server.url("/api/v1").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    java.environment().put("PIPESHUB_BEARER_AUTH", token);
    Process process = java.start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor()).isZero();
      return said.strip();
    } finally {
      process.destroyForcibly();
    }
  }

  static final class InOtherProcess {
    private InOtherProcess() {}

    public static void main(String[] args) {
      try (PipesHubOAuthClient pipesHub =
          PipesHubOAuthClient.builder()
              .serverUrl(args[0])
              .clientAuthentication(ClientAuthentication.none("pub"))
              .build()) {
        System.out.println(pipesHub.userInfo().subject());
      } catch (RefusedCallException e) {
        System.out.println("refused because of " + e.setting());
      }
    }
  }

  private PipesHubOAuthClient.Builder builder() {
    return builder(CLIENT);
  }

  private PipesHubOAuthClient.Builder builder(ClientAuthentication authentication) {
    return PipesHubOAuthClient.builder()
        .serverUrl(server.url("/api/v1").toString())
        .clientAuthentication(authentication);
  }

  private static MockResponse tooManyRequests() {
    return json(
            429,
            "{\"error\":{\"code\":\"HTTP_TOO_MANY_REQUESTS\",\"message\":\"Too many requests\","
                + "\"retryAfter\":60}}")
        .newBuilder()
        .addHeader("Retry-After", "60")
        .build();
  }

  private static void assertJson(RecordedRequest request, String body) {
    assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
    assertThat(body(request)).isEqualTo(body);
  }

  private PipesHubOAuthClient client() {
    return builder().oauth("oauth2").bearer(Secret.of("session")).build();
  }

  private static AuthorizationRequest authorizationRequest() {
    return AuthorizationRequest.builder()
        .responseType(ResponseType.CODE)
        .clientId("conf")
        .redirectUri("http://localhost/cb")
        .scope("openid")
        .state("st")
        .build();
  }

  private static MockResponse json(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "application/json; charset=utf-8")
        .body(body)
        .build();
  }

  private static String body(RecordedRequest request) {
    return request.getBody() == null ? "" : request.getBody().utf8();
  }
}
