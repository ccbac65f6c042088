package io.grantwright.sdk.github;

import static io.grantwright.sdk.KnownAnswers.code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.error.OAuthErrorCode;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.flow.AuthorizationCallback;
import io.grantwright.runtime.flow.AuthorizationCodeFlow;
import io.grantwright.runtime.flow.AuthorizationException;
import io.grantwright.runtime.flow.Granted;
import io.grantwright.runtime.flow.PendingAuthorization;
import io.grantwright.runtime.oauth.DeviceAuthorizationRequest;
import io.grantwright.runtime.oauth.DeviceTokenRequest;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.sdk.KnownAnswers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The known answers of GitHub. */
final class GitHubTest {
  @RegisterExtension final KnownAnswers answers = new KnownAnswers();

  private GitHubClient client;

  @BeforeEach
  void build() {
    client =
        GitHubClient.builder()
            .serverUrl(answers.url("/"))
            .clientAuthentication(ClientAuthentication.body("app", Secret.of("s")))
            .build();
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void readsTheGrantedScope() throws InterruptedException {
    answers.json(
        200, "{\"access_token\":\"gho_1\",\"scope\":\"repo,gist\",\"token_type\":\"bearer\"}");
    assertThat(client.exchangeCode(code()).scope()).contains("repo gist");
    assertThat(answers.request())
        .startsWith("POST /login/oauth/access_token grant_type=authorization_code&code=c0de")
        .endsWith("&client_id=app&client_secret=s");
  }

  @Test
  void checksTheIssuerOfCallbacks() {
    answers.json(200, "{\"access_token\":\"gho_1\",\"scope\":\"repo\",\"token_type\":\"bearer\"}");
    AuthorizationCodeFlow flow = AuthorizationCodeFlow.builder(client).build();
    PendingAuthorization stolen = flow.authorization("https://app.example/cb").start();
    assertThatExceptionOfType(AuthorizationException.WrongIssuer.class)
        .isThrownBy(() -> complete(flow, stolen, "https://github.com/login/oauth"));
    PendingAuthorization pending = flow.authorization("https://app.example/cb").start();
    assertThat(complete(flow, pending, answers.url("/login/oauth")).tokens().scope())
        .contains("repo");
    try (GitHubClient github = GitHubClient.builder().build()) {
      assertThat(github.deviations().issuer()).contains("https://github.com/login/oauth");
    }
  }

  private static Granted complete(
      AuthorizationCodeFlow flow, PendingAuthorization pending, String issuer) {
    String callback =
        "https://app.example/cb?code=c&iss=" + issuer + "&state=" + pending.state().reveal();
    return flow.complete(pending, AuthorizationCallback.ofUri(callback));
  }

  @Test
  void findsTheErrorInASuccess() {
    answers.json(
        200,
        "{\"error\":\"bad_verification_code\",\"error_description\":\"The code passed is incorrect or"
            + " expired.\",\"error_uri\":\"https://docs.github.com/\"}");
    OAuthException failure =
        catchThrowableOfType(OAuthException.class, () -> client.exchangeCode(code()));
    assertThat(failure.error().is(OAuthErrorCode.INVALID_GRANT)).isTrue();
    assertThat(failure.error().error().text()).isEqualTo("bad_verification_code");
  }

  @Test
  void slowsADeviceDown() {
    answers.json(
        200,
        "{\"error\":\"slow_down\",\"error_description\":\"Too many requests\",\"interval\":10}");
    OAuthException failure =
        catchThrowableOfType(
            OAuthException.class,
            () ->
                client.pollDevice(DeviceTokenRequest.builder().deviceCode(Secret.of("d")).build()));
    assertThat(failure.error().is(OAuthErrorCode.SLOW_DOWN)).isTrue();
    assertThat(failure.error().interval()).contains(10L);
  }

  @Test
  void startsADevice() throws InterruptedException {
    answers.json(
        200,
        "{\"device_code\":\"d\",\"user_code\":\"WDJB-MJHT\",\"verification_uri\":"
            + "\"https://github.com/login/device\",\"expires_in\":900,\"interval\":5}");
    assertThat(
            client
                .authorizeDevice(DeviceAuthorizationRequest.builder().scope("repo").build())
                .userCode())
        .isEqualTo("WDJB-MJHT");
    assertThat(answers.request()).startsWith("POST /login/device/code scope=repo");
  }
}
