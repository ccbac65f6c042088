package io.grantwright.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.call.CallOptions;
import io.grantwright.runtime.error.OAuthErrorCode;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.error.RefusedCallException;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import io.grantwright.runtime.flow.AuthorizationCallback;
import io.grantwright.runtime.flow.AuthorizationCodeFlow;
import io.grantwright.runtime.flow.AuthorizationException;
import io.grantwright.runtime.flow.PendingAuthorization;
import io.grantwright.runtime.oauth.ClientCredentialsRequest;
import io.grantwright.runtime.oauth.DeviceAuthorizationRequest;
import io.grantwright.runtime.oauth.DeviceAuthorizationResponse;
import io.grantwright.runtime.oauth.DeviceTokenRequest;
import io.grantwright.runtime.oauth.Discovery;
import io.grantwright.runtime.oauth.IntrospectionRequest;
import io.grantwright.runtime.oauth.IntrospectionResponse;
import io.grantwright.runtime.oauth.RefreshRequest;
import io.grantwright.runtime.oauth.RevocationRequest;
import io.grantwright.runtime.oauth.Scope;
import io.grantwright.runtime.oauth.ServerMetadata;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.samples.quickstart.HttpUserAgent.Consent;
import io.grantwright.sdk.server.AuthorizationServerClient;
import java.io.IOException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The SDK against a real authorization server. */
@ExtendWith(OneServer.class)
final class AuthorizationServerTest {
  private static final EmbeddedServer SERVER = OneServer.SERVER;
  private static final ServerMetadata METADATA = Discovery.of(SERVER.issuer()).find();
  private static final Secret SECRET = Secret.of(SERVER.confidentialClientSecret());

  private final AuthorizationServerClient client =
      client(METADATA, ClientAuthentication.basic(EmbeddedServer.CONFIDENTIAL_CLIENT_ID, SECRET));
  private final AuthorizationServerClient publicClient =
      client(METADATA, ClientAuthentication.none(EmbeddedServer.PUBLIC_CLIENT_ID));
  private final HttpUserAgent ada =
      new HttpUserAgent(EmbeddedServer.USER_NAME, SERVER.userPassword());

  @Test
  void confidentialClientLogsIn() throws IOException {
    TokenResponse tokens = logIn(client, "openid", "notes:read");

    assertThat(tokens.tokenType()).isEqualTo("Bearer");
    assertThat(Scope.parse(tokens.scope().orElseThrow()))
        .isEqualTo(Scope.of("openid", "notes:read"));
    assertThat(tokens.refreshToken()).isPresent();
    assertThat(tokens.idToken()).isPresent();
    IntrospectionResponse seen = introspect(tokens.accessToken());
    assertThat(seen.active()).isTrue();
    assertThat(seen.clientId()).contains(EmbeddedServer.CONFIDENTIAL_CLIENT_ID);
    assertThat(seen.sub()).contains(EmbeddedServer.USER_NAME);
    assertThat(userInfo(client, tokens.accessToken())).isEqualTo(EmbeddedServer.USER_NAME);
  }

  @Test
  void publicClientLogsInAndCanDoNoMore() throws IOException {
    TokenResponse tokens = logIn(publicClient, "openid");

    assertThat(tokens.refreshToken()).isEmpty();
    assertThat(userInfo(publicClient, tokens.accessToken())).isEqualTo(EmbeddedServer.USER_NAME);
    RevocationRequest revocation = RevocationRequest.builder().token(tokens.accessToken()).build();
    assertThatExceptionOfType(UnexpectedAnswerException.class)
        .isThrownBy(() -> publicClient.revokeToken(revocation))
        .satisfies(e -> assertThat(e.status()).isEqualTo(401));
    assertThatExceptionOfType(RefusedCallException.class)
        .isThrownBy(() -> publicClient.clientCredentials(forNotes()))
        .satisfies(e -> assertThat(e.attempts()).isZero());
  }

  @Test
  void deniedConsentIsTyped() throws IOException {
    try (EmbeddedServer fresh = EmbeddedServer.start()) { // one that remembers no consent
      ServerMetadata metadata = Discovery.of(fresh.issuer()).find();
      AuthorizationServerClient client =
          client(metadata, ClientAuthentication.none(EmbeddedServer.PUBLIC_CLIENT_ID));
      AuthorizationCodeFlow flow = AuthorizationCodeFlow.builder(client).metadata(metadata).build();
      PendingAuthorization pending =
          flow.authorization(EmbeddedServer.REDIRECT_URI).scope("notes:read").start();
      String callback =
          new HttpUserAgent(EmbeddedServer.USER_NAME, fresh.userPassword())
              .authorize(pending.authorizationUrl(), Consent.DENY);

      assertThatExceptionOfType(AuthorizationException.Denied.class)
          .isThrownBy(() -> flow.complete(pending, AuthorizationCallback.ofUri(callback)))
          .satisfies(e -> assertThat(e.error()).isEqualTo("access_denied"));
      client.close();
    }
  }

  @Test
  void refreshRotatesAndAnOldRefreshTokenIsRefused() throws IOException {
    TokenResponse tokens = logIn(client, "notes:read");
    Secret old = tokens.refreshToken().orElseThrow();
    RefreshRequest request = RefreshRequest.builder().refreshToken(old).build();

    TokenResponse fresh = client.refreshToken(request);

    assertThat(fresh.refreshToken()).isPresent().isNotEqualTo(tokens.refreshToken());
    assertThat(introspect(fresh.accessToken()).active()).isTrue();
    assertRefused(() -> client.refreshToken(request), 400, OAuthErrorCode.INVALID_GRANT);
  }

  @Test
  void revokingTheRefreshTokenEndsTheGrant() throws IOException {
    TokenResponse tokens = logIn(client, "openid");
    Secret refresh = tokens.refreshToken().orElseThrow();

    client.revokeToken(RevocationRequest.builder().token(refresh).build());

    assertThat(introspect(refresh).active()).isFalse();
    assertThat(introspect(tokens.accessToken()).active()).isFalse();
    assertRefused(() -> userInfo(client, tokens.accessToken()), 401, OAuthErrorCode.INVALID_TOKEN);
  }

  @Test
  void userInfoNeedsItsScope() throws IOException {
    Secret token = logIn(client, "notes:read").accessToken();
    assertRefused(() -> userInfo(client, token), 403, OAuthErrorCode.INSUFFICIENT_SCOPE);
  }

  @Test
  void codeWorksOnce() throws IOException {
    AuthorizationCodeFlow flow = flow(client);
    PendingAuthorization pending =
        flow.authorization(EmbeddedServer.REDIRECT_URI).scope("openid").start();
    AuthorizationCallback callback =
        AuthorizationCallback.ofUri(ada.authorize(pending.authorizationUrl(), Consent.APPROVE));
    flow.complete(pending, callback);

    assertThatExceptionOfType(AuthorizationException.Replayed.class)
        .isThrownBy(() -> flow.complete(pending, callback));
  }

  @Test
  void clientCredentials() {
    try (AuthorizationServerClient inBody =
        client(
            METADATA, ClientAuthentication.body(EmbeddedServer.CONFIDENTIAL_CLIENT_ID, SECRET))) {
      for (TokenResponse tokens :
          new TokenResponse[] {
            client.clientCredentials(forNotes()),
            client.async().clientCredentials(forNotes()).join(),
            inBody.clientCredentials(forNotes())
          }) {
        assertThat(tokens.scope()).contains("notes:read");
        assertThat(tokens.refreshToken()).isEmpty();
      }
    }
    ClientCredentialsRequest unknown =
        ClientCredentialsRequest.builder().scope("notes:write").build();
    assertRefused(() -> client.clientCredentials(unknown), 400, OAuthErrorCode.INVALID_SCOPE);
  }

  @Test
  void wrongSecretIsRefused() {
    try (AuthorizationServerClient wrong =
        client(
            METADATA,
            ClientAuthentication.basic(
                EmbeddedServer.CONFIDENTIAL_CLIENT_ID, Secret.of("canary-wrong")))) {
      assertRefused(() -> wrong.clientCredentials(forNotes()), 401, OAuthErrorCode.INVALID_CLIENT);
    }
  }

  @Test
  void deviceGetsTokensOnceItsUserHasAgreed() throws IOException {
    Secret secret = Secret.of(SERVER.deviceClientSecret());
    try (AuthorizationServerClient tv =
        client(METADATA, ClientAuthentication.basic(EmbeddedServer.DEVICE_CLIENT_ID, secret))) {
      DeviceAuthorizationResponse device =
          tv.authorizeDevice(DeviceAuthorizationRequest.builder().scope("notes:read").build());
      DeviceTokenRequest poll =
          DeviceTokenRequest.builder().deviceCode(device.deviceCode()).build();
      assertRefused(() -> tv.pollDevice(poll), 400, OAuthErrorCode.AUTHORIZATION_PENDING);

      ada.verifyDevice(device.verificationUri(), device.userCode(), Consent.APPROVE);

      assertThat(tv.pollDevice(poll).refreshToken()).isPresent();
    }
  }

  @Test
  void keysArePublished() {
    assertThat(client.jwks().keys())
        .singleElement()
        .satisfies(key -> assertThat(key.kty()).isEqualTo("RSA"));
  }

  private TokenResponse logIn(AuthorizationServerClient client, String... scopes)
      throws IOException {
    AuthorizationCodeFlow flow = flow(client);
    PendingAuthorization pending =
        flow.authorization(EmbeddedServer.REDIRECT_URI).scope(scopes).start();
    String callback = ada.authorize(pending.authorizationUrl(), Consent.APPROVE);
    return flow.complete(pending, AuthorizationCallback.ofUri(callback)).tokens();
  }

  private static AuthorizationCodeFlow flow(AuthorizationServerClient client) {
    return AuthorizationCodeFlow.builder(client).metadata(METADATA).build();
  }

  private IntrospectionResponse introspect(Secret token) {
    return client.introspectToken(IntrospectionRequest.builder().token(token).build());
  }

  private static String userInfo(AuthorizationServerClient client, Secret token) {
    return client.with(CallOptions.builder().bearer(token).build()).userInfo().sub();
  }

  private static ClientCredentialsRequest forNotes() {
    return ClientCredentialsRequest.builder().scope("notes:read").build();
  }

  private static AuthorizationServerClient client(
      ServerMetadata metadata, ClientAuthentication authentication) {
    return AuthorizationServerClient.builder()
        .serverUrl(metadata.issuer())
        .addresses(metadata)
        .clientAuthentication(authentication)
        .build();
  }

  private static void assertRefused(ThrowingCallable call, int status, OAuthErrorCode code) {
    assertThatExceptionOfType(OAuthException.class)
        .isThrownBy(call)
        .satisfies(
            e -> {
              assertThat(e.status()).isEqualTo(status);
              assertThat(e.error().error().known()).contains(code);
            });
  }
}
