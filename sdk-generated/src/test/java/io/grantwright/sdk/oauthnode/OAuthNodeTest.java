package io.grantwright.sdk.oauthnode;

import static io.grantwright.sdk.KnownAnswers.code;
import static io.grantwright.sdk.KnownAnswers.refresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.error.OAuthErrorCode;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.flow.AuthorizationCodeFlow;
import io.grantwright.runtime.oauth.DeviceAuthorizationRequest;
import io.grantwright.runtime.oauth.IntrospectionRequest;
import io.grantwright.runtime.oauth.RevocationRequest;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.sdk.KnownAnswers;
import java.time.Duration;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The known answers of OAuth node. */
final class OAuthNodeTest {
  @RegisterExtension final KnownAnswers answers = new KnownAnswers();

  private OAuthNodeClient client;

  @BeforeEach
  void build() {
    client =
        OAuthNodeClient.builder()
            .serverUrl(answers.url("/"))
            .clientAuthentication(ClientAuthentication.basic("web_application", Secret.of("b+r")))
            .build();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void asksForOfflineAccessWithConsent() {
    String url =
        AuthorizationCodeFlow.builder(client)
            .build()
            .authorization("br.com.example://")
            .scope("openid")
            .offlineAccess()
            .start()
            .authorizationUrl();
    assertThat(url).startsWith(answers.url("/auth?"));
    assertThat(HttpUrl.get(url).queryParameter("scope")).isEqualTo("openid offline_access");
    assertThat(HttpUrl.get(url).queryParameter("prompt")).isEqualTo("consent");
    assertThat(HttpUrl.get(url).queryParameter("code_challenge_method")).isEqualTo("S256");
  }

  @Test
  void exchangesACode() throws InterruptedException {
    answers.json(
        200,
        "{\"access_token\":\"at\",\"expires_in\":3600,\"id_token\":\"a.b.c\",\"refresh_token\":\"r1\","
            + "\"scope\":\"openid offline_access\",\"token_type\":\"Bearer\"}");
    assertThat(client.exchangeCode(code()).refreshToken()).contains(Secret.of("r1"));
    assertThat(answers.request())
        .isEqualTo(
            "POST /token grant_type=authorization_code&code=c0de"
                + "&redirect_uri=https%3A%2F%2Fapp.example%2Fcb");
  }

  @Test
  void knowsAReusedRefreshTokenByItsGenericAnswer() {
    answers.json(
        400, "{\"error\":\"invalid_grant\",\"error_description\":\"grant request is invalid\"}");
    assertThat(
            catchThrowableOfType(OAuthException.class, () -> client.refreshToken(refresh()))
                .error()
                .is(OAuthErrorCode.INVALID_GRANT))
        .isTrue();
  }

  @Test
  void asksADeviceToWaitFiveSeconds() {
    answers.json(
        200,
        "{\"device_code\":\"d\",\"user_code\":\"ABCD-EFGH\",\"verification_uri\":\"https://as.example/device\","
            + "\"verification_uri_complete\":\"https://as.example/device?user_code=ABCD-EFGH\","
            + "\"expires_in\":600}");
    assertThat(
            client
                .authorizeDevice(DeviceAuthorizationRequest.builder().scope("openid").build())
                .pollingInterval())
        .isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void introspectsAndRevokes() throws InterruptedException {
    answers.json(
        200,
        "{\"active\":true,\"sub\":\"42\",\"client_id\":\"web_application\",\"exp\":1,\"iat\":0,"
            + "\"iss\":\"https://as.example\",\"aud\":\"api\",\"scope\":\"openid\",\"token_type\":\"Bearer\"}");
    answers.answer(200, "text/plain; charset=utf-8", "");
    assertThat(
            client
                .introspectToken(IntrospectionRequest.builder().token(Secret.of("at")).build())
                .active())
        .isTrue();
    client.revokeToken(RevocationRequest.builder().token(Secret.of("r1")).build());
    assertThat(answers.request()).isEqualTo("POST /token/introspection token=at");
    assertThat(answers.request()).isEqualTo("POST /token/revocation token=r1");
  }

  @Test
  void endsAccessTokensWithTheirRefreshToken() throws InterruptedException {
    assertThat(answers.requestsOfLogout(client))
        .containsExactly("POST /token/revocation token=r1&token_type_hint=refresh_token");
  }
}
