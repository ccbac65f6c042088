package io.grantwright.sdk.tiktokbusiness;

import static io.grantwright.sdk.KnownAnswers.code;
import static io.grantwright.sdk.KnownAnswers.refresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.flow.AuthorizationCodeFlow;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.sdk.KnownAnswers;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The known answers of TikTok API for Business. */
final class TikTokBusinessTest {
  @RegisterExtension final KnownAnswers answers = new KnownAnswers();

  private static final String TOKENS =
      "{\"code\":0,\"message\":\"OK\",\"request_id\":\"20260101\",\"data\":{\"access_token\":\"act.1\","
          + "\"token_type\":\"Bearer\",\"scope\":\"user.info.basic,video.list\",\"expires_in\":86400,"
          + "\"refresh_token\":\"rft.1\",\"refresh_token_expires_in\":31536000,\"open_id\":\"o1\"}}";

  private TikTokBusinessClient client;

  @BeforeEach
  void build() {
    client =
        TikTokBusinessClient.builder()
            .serverUrl(answers.url("/open_api/v1.3/tt_user/oauth2"))
            .clientAuthentication(ClientAuthentication.body("app", Secret.of("s")))
            .build();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void sendsTheBrowserInItsOwnWords() {
    HttpUrl url =
        HttpUrl.get(
            AuthorizationCodeFlow.builder(client)
                .build()
                .authorization("https://app.example/cb")
                .scope("user.info.basic", "video.list")
                .start()
                .authorizationUrl());
    assertThat(url.queryParameterNames())
        .containsExactlyInAnyOrder("response_type", "redirect_uri", "scope", "state", "client_key");
    assertThat(url.queryParameter("scope")).isEqualTo("user.info.basic,video.list");
  }

  @Test
  void exchangesACodeInJson() throws InterruptedException {
    answers.json(200, TOKENS);
    TokenResponse tokens = client.exchangeCode(code());
    assertThat(tokens.accessToken()).isEqualTo(Secret.of("act.1"));
    assertThat(tokens.scope()).contains("user.info.basic video.list");
    assertThat(tokens.unknown().value("open_id")).contains("o1");
    assertThat(answers.request())
        .isEqualTo(
            "POST /open_api/v1.3/tt_user/oauth2/token/ {\"grant_type\":\"authorization_code\","
                + "\"auth_code\":\"c0de\",\"redirect_uri\":\"https://app.example/cb\","
                + "\"client_id\":\"app\",\"client_secret\":\"s\"}");
  }

  @Test
  void refreshesElsewhere() throws InterruptedException {
    answers.json(200, TOKENS);
    client.refreshToken(refresh());
    assertThat(answers.request())
        .isEqualTo(
            "POST /open_api/v1.3/tt_user/oauth2/refresh_token/ {\"grant_type\":\"refresh_token\","
                + "\"refresh_token\":\"r1\",\"client_id\":\"app\",\"client_secret\":\"s\"}");
  }

  @Test
  void findsTheErrorInASuccess() {
    answers.json(
        200,
        "{\"code\":40105,\"message\":\"The access token is expired\",\"request_id\":\"1\",\"data\":{}}");
    OAuthException failure =
        catchThrowableOfType(OAuthException.class, () -> client.refreshToken(refresh()));
    assertThat(failure.error().error().text()).isEqualTo("40105");
    assertThat(failure.error().errorDescription()).contains("The access token is expired");
  }
}
