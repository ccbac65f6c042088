package io.grantwright.sdk.google;

import static io.grantwright.sdk.KnownAnswers.code;
import static io.grantwright.sdk.KnownAnswers.refresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantwright.annotations.Role;
import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.error.OAuthErrorCode;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.flow.AuthorizationCodeFlow;
import io.grantwright.runtime.flow.IdTokenValidator;
import io.grantwright.runtime.oauth.DeviceAuthorizationRequest;
import io.grantwright.runtime.oauth.DeviceTokenRequest;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.sdk.KnownAnswers;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The known answers of Google. */
final class GoogleTest {
  @RegisterExtension final KnownAnswers answers = new KnownAnswers();

  private GoogleClient client;

  @BeforeEach
  void build() {
    client =
        GoogleClient.builder()
            .serverUrl(answers.url("/"))
            .clientAuthentication(ClientAuthentication.body("app", Secret.of("s")))
            .build();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void asksForOfflineAccessInItsWay() {
    HttpUrl url =
        HttpUrl.get(
            AuthorizationCodeFlow.builder(client)
                .build()
                .authorization("https://app.example/cb")
                .scope("email")
                .offlineAccess()
                .start()
                .authorizationUrl());
    assertThat(url.toString()).startsWith("https://accounts.google.com/o/oauth2/v2/auth?");
    assertThat(url.queryParameter("access_type")).isEqualTo("offline");
    assertThat(url.queryParameter("prompt")).isEqualTo("consent");
    assertThat(url.queryParameter("scope")).isEqualTo("email");
  }

  @Test
  void checksTheIssuerOfCallbacksAndIdTokens() {
    AuthorizationCodeFlow flow =
        AuthorizationCodeFlow.builder(client)
            .idTokens(IdTokenValidator.builder("app", client).build())
            .build();
    assertThat(flow.authorization("https://app.example/cb").start().issuer())
        .contains("https://accounts.google.com");
  }

  @Test
  void exchangesACodeAndRefreshes() throws InterruptedException {
    answers.json(
        200,
        "{\"access_token\":\"ya29.1\",\"expires_in\":3599,\"scope\":\"https://www.googleapis.com/auth/userinfo.email"
            + " openid\",\"token_type\":\"Bearer\",\"id_token\":\"a.b.c\",\"refresh_token\":\"1//r\"}");
    answers.json(
        400,
        "{\"error\":\"invalid_grant\",\"error_description\":\"Token has been expired or revoked.\"}");
    assertThat(client.exchangeCode(code()).refreshToken()).contains(Secret.of("1//r"));
    assertThat(
            catchThrowableOfType(OAuthException.class, () -> client.refreshToken(refresh()))
                .error()
                .is(OAuthErrorCode.INVALID_GRANT))
        .isTrue();
    assertThat(answers.request()).startsWith("POST /token grant_type=authorization_code");
  }

  @Test
  void sendsADeviceToItsVerificationUrl() {
    answers.json(
        200,
        "{\"device_code\":\"d\",\"user_code\":\"GQVQ-JKEC\",\"verification_url\":"
            + "\"https://www.google.com/device\",\"expires_in\":1800,\"interval\":5}");
    answers.json(
        428,
        "{\"error\":\"authorization_pending\",\"error_description\":\"Precondition Required\"}");
    assertThat(
            client
                .authorizeDevice(DeviceAuthorizationRequest.builder().scope("email").build())
                .verificationUri())
        .isEqualTo("https://www.google.com/device");
    assertThat(
            catchThrowableOfType(
                    OAuthException.class,
                    () ->
                        client.pollDevice(
                            DeviceTokenRequest.builder().deviceCode(Secret.of("d")).build()))
                .error()
                .is(OAuthErrorCode.AUTHORIZATION_PENDING))
        .isTrue();
  }

  @Test
  void tellsOfTheUser() throws InterruptedException {
    answers.json(
        200,
        "{\"sub\":\"110\",\"name\":\"A B\",\"email\":\"a@example.com\",\"email_verified\":true}");
    try (GoogleClient withToken =
        GoogleClient.builder()
            .serverUrl(answers.url("/"))
            .address(Role.USERINFO, answers.url("/v1/userinfo"))
            .clientAuthentication(ClientAuthentication.none("app"))
            .bearer(Secret.of("ya29.1"))
            .build()) {
      assertThat(withToken.userInfo().email()).contains("a@example.com");
    }
    assertThat(answers.request()).isEqualTo("GET /v1/userinfo");
  }

  @Test
  void endsAccessTokensWithTheirRefreshToken() throws InterruptedException {
    assertThat(answers.requestsOfLogout(client))
        .containsExactly(
            "POST /revoke token=r1&token_type_hint=refresh_token&client_id=app&client_secret=s");
  }
}
