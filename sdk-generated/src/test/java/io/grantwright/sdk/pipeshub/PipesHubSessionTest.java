package io.grantwright.sdk.pipeshub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.flow.AuthorizationCallback;
import io.grantwright.runtime.flow.AuthorizationCodeFlow;
import io.grantwright.runtime.flow.PendingAuthorization;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.NoTokenException;
import io.grantwright.runtime.session.OAuthSession;
import io.grantwright.runtime.store.MemoryTokenStore;
import io.grantwright.sdk.KnownAnswers;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** PipesHub's endpoints in the flows and sessions of every server. */
final class PipesHubSessionTest {
  @RegisterExtension final KnownAnswers answers = new KnownAnswers();

  private PipesHubOAuthClient client;

  @BeforeEach
  void build() {
    client =
        PipesHubOAuthClient.builder()
            .serverUrl(answers.url("/api/v1"))
            .oauth("oauth2")
            .clientAuthentication(ClientAuthentication.body("me", Secret.of("s3cret")))
            .build();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void logsAUserIn() throws InterruptedException {
    tokens("a1", "r1");
    AuthorizationCodeFlow flow = AuthorizationCodeFlow.builder(client).build();
    PendingAuthorization pending =
        flow.authorization("https://app.example/cb").scope("kb:read", "offline_access").start();
    assertThat(pending.authorizationUrl())
        .startsWith(answers.url("/api/v1/oauth2/authorize"))
        .contains("client_id=me");

    String state = pending.authorizationUrl().replaceFirst(".*[?&]state=([^&]+).*", "$1");
    AuthorizationCallback callback =
        AuthorizationCallback.ofUri("https://app.example/cb?code=c0de&state=" + state);
    assertThat(flow.complete(pending, callback).tokens().accessToken()).isEqualTo(Secret.of("a1"));
    assertThat(answers.request())
        .startsWith("POST /api/v1/oauth2/token grant_type=authorization_code&code=c0de&")
        .endsWith("&client_id=me&client_secret=s3cret");
  }

  @Test
  void knowsThatTheLoginIsOverAlthoughTheServerCallsItAnErrorOfItsOwn() throws Exception {
    tokens("a1", "r1");
    OAuthSession session = session(Clock.systemUTC());
    answers.json(400, "{\"error\":\"server_error\",\"error_description\":\"revoked\"}");
    session.authorized(client.refreshToken(KnownAnswers.refresh()));

    assertThatThrownBy(() -> session(Clock.offset(Clock.systemUTC(), LIFETIME)).accessToken())
        .isInstanceOf(NoTokenException.ReauthorizationRequired.class);
  }

  @Test
  void takesTokensBackWithTheSecretInTheBody() throws InterruptedException {
    tokens("a1", "r1");
    OAuthSession session = session(Clock.systemUTC());
    session.authorized(client.refreshToken(KnownAnswers.refresh()));
    answers.request();
    answers.answer(200, "text/plain", "");
    answers.answer(200, "text/plain", "");

    assertThat(session.logout().isComplete()).isTrue();
    assertThat(answers.request()).startsWith("POST /api/v1/oauth2/revoke token=r1&");
    assertThat(answers.request()).startsWith("POST /api/v1/oauth2/revoke token=a1&");
  }

  private static final Duration LIFETIME = Duration.ofHours(1);

  private final MemoryTokenStore store = new MemoryTokenStore();

  private OAuthSession session(Clock clock) {
    return OAuthSession.builder(store, GrantKey.of("me", "pipeshub", "ada"))
        .refresh(client)
        .revocation(client)
        .clock(clock)
        .build();
  }

  private void tokens(String access, String refresh) {
    answers.json(
        200,
        "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"refresh_token\":\"%s\"}"
            .formatted(access, refresh));
  }
}
