package io.grantwright.sdk.spotify;

import static io.grantwright.sdk.KnownAnswers.refresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.error.OAuthErrorCode;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.flow.AuthorizationCodeFlow;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.sdk.KnownAnswers;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The known answers of Spotify. */
final class SpotifyTest {
  @RegisterExtension final KnownAnswers answers = new KnownAnswers();

  private SpotifyClient client;

  @BeforeEach
  void build() {
    client =
        SpotifyClient.builder()
            .serverUrl(answers.url("/"))
            .clientAuthentication(ClientAuthentication.basic("app", Secret.of("s")))
            .build();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void refreshesWithoutAnotherRefreshToken() throws InterruptedException {
    answers.json(
        200,
        "{\"access_token\":\"BQ1\",\"token_type\":\"Bearer\",\"expires_in\":3600,"
            + "\"scope\":\"user-read-private\"}");
    assertThat(client.refreshToken(refresh()).refreshToken()).isEmpty();
    assertThat(answers.request())
        .isEqualTo("POST /api/token grant_type=refresh_token&refresh_token=r1");
  }

  @Test
  void saysThatARefreshTokenIsRevoked() {
    answers.json(
        400, "{\"error\":\"invalid_grant\",\"error_description\":\"Refresh token revoked\"}");
    OAuthException failure =
        catchThrowableOfType(OAuthException.class, () -> client.refreshToken(refresh()));
    assertThat(failure.error().is(OAuthErrorCode.INVALID_GRANT)).isTrue();
    assertThat(failure.error().errorDescription()).contains("Refresh token revoked");
  }

  @Test
  void showsTheDialogWhenAsked() {
    String url =
        AuthorizationCodeFlow.builder(client)
            .build()
            .authorization("https://app.example/cb")
            .scope("user-read-private")
            .parameter("show_dialog", "true")
            .start()
            .authorizationUrl();
    assertThat(url).startsWith(answers.url("/authorize?"));
    assertThat(HttpUrl.get(url).queryParameter("show_dialog")).isEqualTo("true");
  }
}
