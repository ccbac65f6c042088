package io.grantwright.sdk.exactonline;

import static io.grantwright.sdk.KnownAnswers.refresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantwright.annotations.Role;
import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.error.OAuthErrorCode;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.oauth.AuthorizationRequest;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.sdk.KnownAnswers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The known answers of Exact Online. */
final class ExactOnlineTest {
  @RegisterExtension final KnownAnswers answers = new KnownAnswers();

  private ExactOnlineClient client;

  @BeforeEach
  void build() {
    client =
        ExactOnlineClient.builder()
            .address(Role.TOKEN, answers.url("/api/oauth2/token"))
            .clientAuthentication(ClientAuthentication.body("app", Secret.of("s")))
            .build();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void readsALifetimeThatIsAText() throws InterruptedException {
    answers.json(
        200,
        "{\"access_token\":\"at\",\"token_type\":\"bearer\",\"expires_in\":\"600\",\"refresh_token\":\"r2\"}");
    TokenResponse tokens = client.refreshToken(refresh());
    assertThat(tokens.expiresIn()).contains(600L);
    assertThat(tokens.refreshToken()).contains(Secret.of("r2"));
    assertThat(answers.request())
        .isEqualTo(
            "POST /api/oauth2/token grant_type=refresh_token&refresh_token=r1&client_id=app"
                + "&client_secret=s");
  }

  @Test
  void tellsSessionsWhenARefreshIsTaken() {
    assertThat(client.deviations().refreshWindow()).contains(Duration.ofSeconds(30));
  }

  @Test
  void hasAHostInEachCountry() {
    try (ExactOnlineClient belgian =
        ExactOnlineClient.builder()
            .host("start.exactonline.be")
            .clientAuthentication(ClientAuthentication.body("app", Secret.of("s")))
            .build()) {
      assertThat(belgian.authorizationUrl(AuthorizationRequest.builder().build()))
          .isEqualTo(
              "https://start.exactonline.be/api/oauth2/auth?response_type=code&client_id=app");
    }
  }

  @Test
  void saysThatARefreshTokenWasUsed() {
    answers.json(400, "{\"error\":\"invalid_grant\"}");
    assertThat(
            catchThrowableOfType(OAuthException.class, () -> client.refreshToken(refresh()))
                .error()
                .is(OAuthErrorCode.INVALID_GRANT))
        .isTrue();
  }
}
