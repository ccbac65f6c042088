package io.grantwright.sdk.omniport;

import static io.grantwright.sdk.KnownAnswers.code;
import static io.grantwright.sdk.KnownAnswers.refresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.error.OAuthErrorCode;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.flow.AuthorizationCodeFlow;
import io.grantwright.runtime.oauth.RevocationRequest;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.sdk.KnownAnswers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The known answers of Omniport. */
final class OmniportTest {
  @RegisterExtension final KnownAnswers answers = new KnownAnswers();

  private OmniportClient client;

  @BeforeEach
  void build() {
    client =
        OmniportClient.builder()
            .serverUrl(answers.url("/"))
            .clientAuthentication(ClientAuthentication.body("app", Secret.of("s")))
            .bearer(Secret.of("at"))
            .build();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void spellsItsPathsAsTheyAre() throws InterruptedException {
    String tokens =
        "{\"access_token\":\"at\",\"expires_in\":36000,\"token_type\":\"Bearer\","
            + "\"scope\":\"read write\",\"refresh_token\":\"r2\"}";
    answers.json(200, tokens);
    answers.json(200, tokens);
    answers.answer(200, "text/html; charset=utf-8", "");
    assertThat(
            AuthorizationCodeFlow.builder(client)
                .build()
                .authorization("https://app.example/cb")
                .start()
                .authorizationUrl())
        .startsWith(answers.url("/oauth/authorise?response_type=code&"));
    client.exchangeCode(code());
    assertThat(client.refreshToken(refresh()).refreshToken()).contains(Secret.of("r2"));
    client.revokeToken(RevocationRequest.builder().token(Secret.of("r2")).build());
    assertThat(answers.request())
        .startsWith("POST /open_auth/token/ grant_type=authorization_code");
    assertThat(answers.request())
        .isEqualTo(
            "POST /open_auth/token/ grant_type=refresh_token&refresh_token=r1&client_id=app"
                + "&client_secret=s");
    assertThat(answers.request()).startsWith("POST /open_auth/revoke_token/ token=r2");
  }

  @Test
  void knowsAUsedCodeAndAWrongSecret() {
    answers.json(400, "{\"error\":\"invalid_grant\"}");
    answers.json(401, "{\"error\":\"invalid_client\"}");
    assertThat(
            catchThrowableOfType(OAuthException.class, () -> client.exchangeCode(code()))
                .error()
                .is(OAuthErrorCode.INVALID_GRANT))
        .isTrue();
    assertThat(
            catchThrowableOfType(OAuthException.class, () -> client.exchangeCode(code()))
                .error()
                .is(OAuthErrorCode.INVALID_CLIENT))
        .isTrue();
  }

  @Test
  void tellsOfTheUser() throws InterruptedException {
    answers.json(
        200,
        "{\"userId\":7,\"person\":{\"fullName\":\"A B\"},\"contactInformation\":{},\"roles\":[]}");
    UserData user = client.userData();
    assertThat(user.userId()).contains(7L);
    assertThat(user.person().orElseThrow()).containsEntry("fullName", "A B");
    assertThat(user.unknown().names()).containsExactly("roles");
    assertThat(answers.request()).isEqualTo("GET /open_auth/get_user_data/");
  }

  @Test
  void endsAccessTokensWithTheirRefreshToken() throws InterruptedException {
    assertThat(answers.requestsOfLogout(client))
        .containsExactly(
            "POST /open_auth/revoke_token/ token=r1&token_type_hint=refresh_token"
                + "&client_id=app&client_secret=s");
  }
}
