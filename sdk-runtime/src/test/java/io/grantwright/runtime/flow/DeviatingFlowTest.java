package io.grantwright.runtime.flow;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.grantwright.annotations.Address;
import io.grantwright.annotations.CallbackCheckedBy;
import io.grantwright.annotations.OfflineAccess;
import io.grantwright.annotations.Pkce;
import io.grantwright.annotations.Renamed;
import io.grantwright.annotations.Renamed.Message;
import io.grantwright.annotations.Role;
import io.grantwright.annotations.Scopes;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.endpoint.CallbackCheck;
import io.grantwright.runtime.oauth.AuthorizationCodeGrant;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Authorizations with providers that differ from the standards, as their descriptors declare. */
@Timeout(60)
final class DeviatingFlowTest {
  private static final String HERE = "https://app.example/cb";

  private final MockWebServer server = new MockWebServer();

  @SdkClient
  @Address(role = Role.AUTHORIZATION, value = "authorize")
  @Address(role = Role.TOKEN, value = "token")
  @Pkce(Pkce.Method.NONE)
  @OfflineAccess(parameters = {"access_type=offline", "prompt=consent"})
  interface Proofless extends AuthorizationCodeGrant {}

  @SdkClient
  @Address(role = Role.AUTHORIZATION, value = "authorize")
  @Address(role = Role.TOKEN, value = "token")
  @Pkce(Pkce.Method.PLAIN)
  @OfflineAccess(scope = "offline.access")
  interface Plain extends AuthorizationCodeGrant {}

  @SdkClient
  @Address(role = Role.AUTHORIZATION, value = "authorize")
  @Address(role = Role.TOKEN, value = "token")
  @Renamed(name = "code", to = "auth_code", in = Message.CALLBACK)
  @Scopes(answer = ",", inCallback = true)
  interface OtherCallback extends AuthorizationCodeGrant {}

  @SdkClient
  @Address(role = Role.AUTHORIZATION, value = "authorize")
  @Address(role = Role.TOKEN, value = "token")
  @CallbackCheckedBy(Hmac.class)
  interface Proving extends AuthorizationCodeGrant {}

  /** An HMAC over the code, as a descriptor's author would write it. */
  static final class Hmac implements CallbackCheck {
    @Override
    public boolean isGenuine(Map<String, String> parameters, Optional<Secret> clientSecret) {
      ByteString key = ByteString.encodeUtf8(clientSecret.orElseThrow().reveal());
      String code = parameters.getOrDefault("code", "");
      return ByteString.encodeUtf8(code).hmacSha256(key).hex().equals(parameters.get("hmac"));
    }
  }

  @BeforeEach
  void start() throws IOException {
    server.start();
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "application/json")
            .body("{\"access_token\":\"at\",\"token_type\":\"Bearer\"}")
            .build());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sendsNoChallengeAndNoVerifierWhereThereIsNoPkce() throws InterruptedException {
    try (DeviatingFlowTest_ProoflessClient client =
        DeviatingFlowTest_ProoflessClient.builder()
            .serverUrl(url())
            .clientAuthentication(ClientAuthentication.none("me"))
            .build()) {
      AuthorizationCodeFlow flow = AuthorizationCodeFlow.builder(client).build();
      PendingAuthorization pending = flow.authorization(HERE).scope("a").offlineAccess().start();
      HttpUrl sent = HttpUrl.get(pending.authorizationUrl());
      assertThat(sent.queryParameterNames())
          .containsExactlyInAnyOrder(
              "response_type",
              "client_id",
              "redirect_uri",
              "scope",
              "state",
              "access_type",
              "prompt");
      assertThat(sent.queryParameter("scope")).isEqualTo("a");
      assertThat(sent.queryParameter("access_type")).isEqualTo("offline");
      flow.complete(pending, callback(pending, "code=c"));
    }
    assertThat(requireNonNull(server.takeRequest().getBody()).utf8())
        .isEqualTo(
            "grant_type=authorization_code&code=c&redirect_uri=https%3A%2F%2Fapp.example%2Fcb"
                + "&client_id=me");
  }

  @Test
  void sendsTheVerifierItselfWherePkceIsPlain() throws InterruptedException {
    try (DeviatingFlowTest_PlainClient client =
        DeviatingFlowTest_PlainClient.builder()
            .serverUrl(url())
            .clientAuthentication(ClientAuthentication.none("me"))
            .build()) {
      AuthorizationCodeFlow flow = AuthorizationCodeFlow.builder(client).build();
      PendingAuthorization pending = flow.authorization(HERE).scope("a").offlineAccess().start();
      HttpUrl sent = HttpUrl.get(pending.authorizationUrl());
      assertThat(sent.queryParameter("code_challenge_method")).isEqualTo("plain");
      assertThat(sent.queryParameter("scope")).isEqualTo("a offline.access");
      assertThat(sent.queryParameter("prompt")).isNull();
      flow.complete(pending, callback(pending, "code=c"));
      assertThat(requireNonNull(server.takeRequest().getBody()).utf8())
          .contains("&code_verifier=" + sent.queryParameter("code_challenge"));
    }
  }

  @Test
  void readsACallbackWithOtherNamesAndTheGrantedScope() throws InterruptedException {
    try (DeviatingFlowTest_OtherCallbackClient client =
        DeviatingFlowTest_OtherCallbackClient.builder()
            .serverUrl(url())
            .clientAuthentication(ClientAuthentication.none("me"))
            .build()) {
      AuthorizationCodeFlow flow = AuthorizationCodeFlow.builder(client).build();
      PendingAuthorization pending = flow.authorization(HERE).start();
      Granted granted = flow.complete(pending, callback(pending, "auth_code=c&scope=a,b"));
      assertThat(granted.tokens().scope()).contains("a b");
    }
    assertThat(requireNonNull(server.takeRequest().getBody()).utf8()).contains("&code=c&");
  }

  @Test
  void namesWhatAllowsOtherNamesInACallback() {
    try (DeviatingFlowTest_PlainClient client =
        DeviatingFlowTest_PlainClient.builder()
            .serverUrl(url())
            .clientAuthentication(ClientAuthentication.none("me"))
            .build()) {
      AuthorizationCodeFlow flow = AuthorizationCodeFlow.builder(client).build();
      PendingAuthorization pending = flow.authorization(HERE).start();
      assertThatExceptionOfType(AuthorizationException.Malformed.class)
          .isThrownBy(() -> flow.complete(pending, callback(pending, "auth_code=c")))
          .withMessage(
              "The callback has neither a code nor an error; if this provider names them otherwise,"
                  + " declare @Renamed(in = CALLBACK) on its descriptor");
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void asksTheDescriptorsCheckWhetherACallbackIsGenuine() {
    try (DeviatingFlowTest_ProvingClient client =
        DeviatingFlowTest_ProvingClient.builder()
            .serverUrl(url())
            .clientAuthentication(ClientAuthentication.body("me", Secret.of("s3cret")))
            .build()) {
      AuthorizationCodeFlow flow = AuthorizationCodeFlow.builder(client).build();
      PendingAuthorization pending = flow.authorization(HERE).start();
      assertThatExceptionOfType(AuthorizationException.NotGenuine.class)
          .isThrownBy(() -> flow.complete(pending, callback(pending, "code=c&hmac=00")));
      PendingStore store = new MemoryPendingStore();
      Secret browser = Secret.of("session-1");
      store.put(pending, browser);
      assertThatExceptionOfType(AuthorizationException.NotGenuine.class)
          .isThrownBy(
              () -> flow.complete(store, browser, callback(pending, "code=forged&hmac=00")));
      assertThat(store.take(pending.state(), browser)).as("still pending").contains(pending);
      assertThat(server.getRequestCount()).isZero();
      String hmac = ByteString.encodeUtf8("c").hmacSha256(ByteString.encodeUtf8("s3cret")).hex();
      assertThat(flow.complete(pending, callback(pending, "code=c&hmac=" + hmac)).tokens())
          .isNotNull();
    }
  }

  private static AuthorizationCallback callback(PendingAuthorization pending, String answer) {
    return AuthorizationCallback.ofUri(HERE + "?" + answer + "&state=" + pending.state().reveal());
  }

  private String url() {
    return server.url("/").toString();
  }
}
