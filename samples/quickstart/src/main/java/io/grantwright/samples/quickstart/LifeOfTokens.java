package io.grantwright.samples.quickstart;

import io.grantwright.annotations.Role;
import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.call.CallOptions;
import io.grantwright.runtime.error.OAuthErrorCode;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.flow.AuthorizationCallback;
import io.grantwright.runtime.flow.AuthorizationCodeFlow;
import io.grantwright.runtime.flow.DeviceAuthorization;
import io.grantwright.runtime.flow.DeviceFlow;
import io.grantwright.runtime.flow.Granted;
import io.grantwright.runtime.flow.LoopbackReceiver;
import io.grantwright.runtime.flow.PendingAuthorization;
import io.grantwright.runtime.oauth.ClientCredentialsRequest;
import io.grantwright.runtime.oauth.CodeExchange;
import io.grantwright.runtime.oauth.CodeVerifier;
import io.grantwright.runtime.oauth.IntrospectionRequest;
import io.grantwright.runtime.oauth.RevocationRequest;
import io.grantwright.runtime.oauth.Scope;
import io.grantwright.runtime.oauth.ServerMetadata;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.GrantKey;
import io.grantwright.sdk.server.AuthorizationServerClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** What a client does with tokens, from the login to the end, as far as its server offers it. */
final class LifeOfTokens implements AutoCloseable {
  private final ServerMetadata metadata;
  private final String clientId;
  private final boolean confidential;
  private final AuthorizationServerClient client;
  private final Path directory;
  private final Steps steps;

  /**
   * Prepares the client.
   *
   * @param metadata the server's
   * @param authentication who the client is
   * @param directory where tokens may be kept
   * @param steps tells the user
   */
  LifeOfTokens(
      ServerMetadata metadata, ClientAuthentication authentication, Path directory, Steps steps) {
    this.metadata = metadata;
    this.clientId = authentication.clientId();
    this.confidential = authentication.secret().isPresent();
    this.client =
        AuthorizationServerClient.builder()
            .serverUrl(metadata.issuer())
            .addresses(metadata)
            .clientAuthentication(authentication)
            .build();
    this.directory = directory;
    this.steps = steps;
  }

  /**
   * Takes all steps.
   *
   * @param login where the user logs in
   * @param scopes what to ask for
   */
  void run(Login login, List<String> scopes) throws InterruptedException {
    Granted granted =
        login instanceof Login.Elsewhere elsewhere
            ? logIn(elsewhere, scopes)
            : logIn((Login.Here) login, scopes);
    TokenResponse tokens = granted.tokens();
    tellUser(granted);
    introspect(tokens.accessToken(), true);
    if (tokens.refreshToken().isEmpty()) {
      steps.skipped("session and refresh", "the server issued no refresh token");
      revoke(tokens.accessToken());
    } else if (!directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      steps.skipped("session and refresh", "the file store needs POSIX permissions");
      revoke(tokens.refreshToken().get());
    } else {
      stayLoggedIn(granted);
    }
    actForItself(scopes);
    fail();
  }

  @Override
  public void close() {
    client.close();
  }

  /** The authorization code grant with PKCE (RFC 6749, section 4.1, and RFC 7636). */
  private Granted logIn(Login.Here here, List<String> scopes) throws InterruptedException {
    LoopbackReceiver receiver = here.receiver();
    AuthorizationCodeFlow flow = AuthorizationCodeFlow.builder(client).metadata(metadata).build();
    AuthorizationCodeFlow.Start start =
        flow.authorization(receiver.redirectUri()).scope(scopes.toArray(String[]::new));
    if (scopes.contains("offline_access")) {
      start.offlineAccess(); // With the user's consent, or many servers drop it without a word.
    }
    PendingAuthorization pending = start.start();
    steps.done("an authorization URL has a state and a PKCE challenge");
    AuthorizationCallback callback = receiver.receive(pending, here.browser());
    steps.done("the browser came back from the server, with an answer for this state");
    Granted granted = flow.complete(pending, callback);
    steps.done("the code became tokens for " + scope(granted.tokens(), granted.asked()));
    return granted;
  }

  /** The device authorization grant (RFC 8628). */
  private Granted logIn(Login.Elsewhere elsewhere, List<String> scopes)
      throws InterruptedException {
    DeviceFlow flow = DeviceFlow.builder(client).scheduler(elsewhere.scheduler()).build();
    DeviceAuthorization authorization =
        flow.authorization().scope(scopes.toArray(String[]::new)).start();
    elsewhere.tell().accept(authorization);
    steps.done("the user was told where to go, and what to type there");
    Granted granted = flow.complete(authorization, progress -> {});
    steps.done(
        "the user agreed, and the device code became tokens for "
            + scope(granted.tokens(), granted.asked()));
    return granted;
  }

  private void tellUser(Granted granted) {
    TokenResponse tokens = granted.tokens();
    if (lacks(Role.USERINFO, "userinfo")) {
      return;
    }
    if (!Scope.parse(scope(tokens, granted.asked())).values().contains("openid")) {
      steps.skipped("userinfo", "it needs the scope openid");
      return;
    }
    CallOptions withToken = CallOptions.builder().bearer(tokens.accessToken()).build();
    steps.done("userinfo says that the user is " + client.with(withToken).userInfo().sub());
  }

  private void introspect(Secret token, boolean active) {
    if (lacks(Role.INTROSPECTION, "introspection") || isPublic("introspection")) {
      return;
    }
    IntrospectionRequest request = IntrospectionRequest.builder().token(token).build();
    if (client.introspectToken(request).active() != active) {
      throw new IllegalStateException(
          active
              ? "The server calls a token inactive that it has just issued."
              : "The server calls a token active that it has just revoked.");
    }
    steps.done("introspection calls the token " + (active ? "active" : "inactive"));
  }

  private void stayLoggedIn(Granted granted) {
    boolean revokes = confidential && metadata.address(Role.REVOCATION).isPresent();
    GrantKey grant = GrantKey.of(clientId, metadata.issuer(), "the user");
    Secret last = new LastingLogin(client, revokes, grant, directory, steps).live(granted);
    if (revokes) {
      introspect(last, false);
    }
  }

  /** Revocation (RFC 7009). */
  private void revoke(Secret token) {
    if (lacks(Role.REVOCATION, "revocation") || isPublic("revocation")) {
      return;
    }
    client.revokeToken(RevocationRequest.builder().token(token).build());
    steps.done("the token is revoked");
    introspect(token, false);
  }

  /** Client credentials (RFC 6749, section 4.4): no user, so no scopes about one. */
  private void actForItself(List<String> scopes) {
    if (isPublic("client credentials")) {
      return;
    }
    Scope own =
        Scope.of(
            scopes.stream()
                .filter(scope -> !List.of("openid", "offline_access").contains(scope))
                .toArray(String[]::new));
    var request = ClientCredentialsRequest.builder();
    if (!own.values().isEmpty()) {
      request.scope(own.text());
    }
    try {
      TokenResponse tokens = client.clientCredentials(request.build());
      steps.done("client credentials gave a token for " + scope(tokens, own));
    } catch (OAuthException e) {
      if (!isAbout(e, OAuthErrorCode.UNAUTHORIZED_CLIENT, OAuthErrorCode.UNSUPPORTED_GRANT_TYPE)) {
        throw e;
      }
      steps.skipped("client credentials", "the client may not have them here");
    }
  }

  /** A failure on purpose: its error is a value, not a text. */
  private void fail() {
    CodeExchange exchange =
        CodeExchange.builder()
            .code(Secret.of("never-issued"))
            .codeVerifier(CodeVerifier.random(new SecureRandom()).secret())
            .build();
    try {
      client.exchangeCode(exchange);
      throw new IllegalStateException("The server took a code that it had never issued.");
    } catch (OAuthException e) {
      steps.done(
          "a code that was never issued is refused: status "
              + e.status()
              + ", error "
              + e.error().error().text());
    }
  }

  private boolean lacks(Role role, String what) {
    boolean lacks = metadata.address(role).isEmpty();
    if (lacks) {
      steps.skipped(what, "the server does not offer it");
    }
    return lacks;
  }

  private boolean isPublic(String what) {
    if (!confidential) {
      steps.skipped(what, "it needs a client with a secret");
    }
    return !confidential;
  }

  private static boolean isAbout(OAuthException e, OAuthErrorCode... codes) {
    return e.error().error().known().filter(List.of(codes)::contains).isPresent();
  }

  /** A server leaves the scope out where it is the one asked for (RFC 6749, section 5.1). */
  private static String scope(TokenResponse tokens, Scope asked) {
    return tokens.scope().orElse(asked.values().isEmpty() ? "no scope" : asked.text());
  }
}
