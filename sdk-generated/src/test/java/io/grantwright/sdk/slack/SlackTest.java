package io.grantwright.sdk.slack;

import static io.grantwright.sdk.KnownAnswers.code;
import static io.grantwright.sdk.KnownAnswers.refresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.error.OAuthErrorCode;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.oauth.AuthorizationRequest;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.sdk.KnownAnswers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The known answers of Slack. */
final class SlackTest {
  @RegisterExtension final KnownAnswers answers = new KnownAnswers();

  private SlackClient bot;
  private SlackUserClient user;

  @BeforeEach
  void build() {
    ClientAuthentication app = ClientAuthentication.basic("1.2", Secret.of("s"));
    bot = SlackClient.builder().serverUrl(answers.url("/")).clientAuthentication(app).build();
    user = SlackUserClient.builder().serverUrl(answers.url("/")).clientAuthentication(app).build();
  }

  @AfterEach
  void close() {
    bot.close();
    user.close();
  }

  @Test
  void givesTheTokensOfBots() throws InterruptedException {
    answers.json(
        200,
        "{\"ok\":true,\"access_token\":\"xoxb-1\",\"token_type\":\"bot\",\"scope\":\"commands,chat:write\","
            + "\"bot_user_id\":\"U0\",\"app_id\":\"A0\",\"team\":{\"name\":\"T\",\"id\":\"T9\"},"
            + "\"authed_user\":{\"id\":\"U1\"},\"enterprise\":null}");
    TokenResponse tokens = bot.exchangeCode(code());
    assertThat(tokens.tokenType()).isEqualTo("Bearer");
    assertThat(tokens.scope()).contains("commands chat:write");
    assertThat(tokens.unknown().value("bot_user_id")).contains("U0");
    assertThat(answers.request()).startsWith("POST /api/oauth.v2.access grant_type=");
  }

  @Test
  void keepsTheTokensOfUsersApart() {
    String both =
        "{\"ok\":true,\"access_token\":\"xoxb-1\",\"refresh_token\":\"xoxe-bot\",\"token_type\":\"bot\","
            + "\"scope\":\"commands\",\"team\":{\"id\":\"T9\"},\"authed_user\":{\"id\":\"U1\","
            + "\"scope\":\"chat:write,search:read\",\"access_token\":\"xoxp-1\",\"token_type\":\"user\"}}";
    answers.json(200, both);
    answers.json(200, both);
    TokenResponse ofUser = user.exchangeCode(code());
    assertThat(ofUser.accessToken()).isEqualTo(Secret.of("xoxp-1"));
    assertThat(ofUser.refreshToken()).isEmpty();
    assertThat(ofUser.scope()).contains("chat:write search:read");
    assertThat(ofUser.unknown().names()).contains("team", "id");
    assertThat(bot.exchangeCode(code()).accessToken()).isEqualTo(Secret.of("xoxb-1"));
  }

  @Test
  void asksForTheScopesOfEach() {
    AuthorizationRequest request =
        AuthorizationRequest.builder().scope("chat:write users:read").build();
    assertThat(bot.authorizationUrl(request))
        .isEqualTo(
            answers.url(
                "/oauth/v2/authorize?response_type=code&scope=chat%3Awrite%2Cusers%3Aread&client_id=1.2"));
    assertThat(user.authorizationUrl(request)).contains("&user_scope=chat%3Awrite%2Cusers%3Aread&");
  }

  @Test
  void findsTheErrorInASuccess() {
    answers.json(200, "{\"ok\":false,\"error\":\"invalid_refresh_token\"}");
    assertThat(
            catchThrowableOfType(OAuthException.class, () -> bot.refreshToken(refresh()))
                .error()
                .is(OAuthErrorCode.INVALID_GRANT))
        .isTrue();
  }
}
