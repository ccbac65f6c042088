package io.grantwright.sdk.homeassistant;

import static io.grantwright.sdk.KnownAnswers.code;
import static io.grantwright.sdk.KnownAnswers.refresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.error.OAuthErrorCode;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.oauth.RevocationRequest;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.sdk.KnownAnswers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The known answers of Home Assistant. */
final class HomeAssistantTest {
  @RegisterExtension final KnownAnswers answers = new KnownAnswers();

  private HomeAssistantClient client;

  @BeforeEach
  void build() {
    client =
        HomeAssistantClient.builder()
            .serverUrl(answers.url("/"))
            .clientAuthentication(ClientAuthentication.none("https://app.example"))
            .build();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void knowsAClientByItsUrl() throws InterruptedException {
    answers.json(
        200,
        "{\"access_token\":\"at\",\"expires_in\":1800,\"refresh_token\":\"r1\",\"token_type\":\"Bearer\"}");
    answers.json(200, "{\"access_token\":\"a2\",\"expires_in\":1800,\"token_type\":\"Bearer\"}");
    client.exchangeCode(code());
    assertThat(client.refreshToken(refresh()).refreshToken()).isEmpty();
    assertThat(answers.request()).endsWith("&client_id=https%3A%2F%2Fapp.example");
    assertThat(answers.request())
        .isEqualTo(
            "POST /auth/token grant_type=refresh_token&refresh_token=r1"
                + "&client_id=https%3A%2F%2Fapp.example");
  }

  @Test
  void takesAnyRefusalOfARefreshForTheEndOfTheLogin() {
    answers.answer(404, "text/plain", "404: Not Found");
    OAuthException failure =
        catchThrowableOfType(OAuthException.class, () -> client.refreshToken(refresh()));
    assertThat(failure.error().is(OAuthErrorCode.INVALID_GRANT)).isTrue();
    assertThat(failure.status()).isEqualTo(404);
  }

  @Test
  void saysWhenAUserIsNotActive() {
    answers.json(403, "{\"error\":\"access_denied\",\"error_description\":\"User is not active\"}");
    assertThat(
            catchThrowableOfType(OAuthException.class, () -> client.exchangeCode(code()))
                .error()
                .is(OAuthErrorCode.ACCESS_DENIED))
        .isTrue();
  }

  @Test
  void revokesWithoutASecret() throws InterruptedException {
    answers.answer(200, "application/octet-stream", "");
    client.revokeToken(RevocationRequest.builder().token(Secret.of("r1")).build());
    assertThat(answers.request())
        .isEqualTo("POST /auth/revoke token=r1&client_id=https%3A%2F%2Fapp.example");
  }

  @Test
  void endsAccessTokensWithTheirRefreshToken() throws InterruptedException {
    assertThat(answers.requestsOfLogout(client))
        .containsExactly(
            "POST /auth/revoke token=r1&token_type_hint=refresh_token"
                + "&client_id=https%3A%2F%2Fapp.example");
  }
}
