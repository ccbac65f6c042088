package io.grantwright.sdk.pipeshub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.error.RefusedCallException;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PipesHub's endpoints, byte for byte, against answers that its server gave. */
final class PipesHubOAuthTest {
  private static final ClientAuthentication CLIENT =
      ClientAuthentication.basic("conf", Secret.of("s3cret")).raw();

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

  private PipesHubOAuthClient client() {
    return PipesHubOAuthClient.builder()
        .serverUrl(server.url("/api/v1").toString())
        .oauth("oauth2")
        .clientAuthentication(CLIENT)
        .bearer(Secret.of("session"))
        .build();
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
