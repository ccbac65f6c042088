package io.grantwright.samples.quickstart;

import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.call.CallOptions;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.flow.AuthorizationCallback;
import io.grantwright.runtime.flow.AuthorizationCodeFlow;
import io.grantwright.runtime.flow.PendingAuthorization;
import io.grantwright.runtime.oauth.ClientCredentialsRequest;
import io.grantwright.runtime.oauth.IntrospectionRequest;
import io.grantwright.runtime.oauth.RefreshRequest;
import io.grantwright.runtime.oauth.RevocationRequest;
import io.grantwright.runtime.oauth.ServerMetadata;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.oauth.WellKnownClient;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.samples.quickstart.HttpUserAgent.Consent;
import io.grantwright.sdk.server.AuthorizationServerClient;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

/**
 * The program that {@code mvn -Pquickstart} runs: a whole life of tokens against a real
 * authorization server in this process, a line for each step.
 */
public final class Quickstart {
  private final PrintStream out;
  private long started;

  Quickstart(PrintStream out) {
    this.out = out;
    this.started = System.nanoTime();
  }

  /**
   * Runs the program; its exit status is 0 only if every step worked.
   *
   * @param args none
   */
  public static void main(String[] args) {
    if (args.length > 0) {
      System.err.println("The quickstart takes no arguments; found " + args.length + ".");
      System.exit(2);
    }
    try {
      new Quickstart(System.out).run();
    } catch (IOException | CallException | IllegalStateException | PortUnavailableException e) {
      System.err.println("The quickstart stopped: " + e.getMessage());
      System.exit(1);
    }
    System.exit(0);
  }

  void run() throws IOException {
    try (EmbeddedServer server = EmbeddedServer.start()) {
      step("a Spring Authorization Server listens at " + server.issuer());
      ServerMetadata metadata = discover(server);
      try (AuthorizationServerClient client =
          client(metadata, Secret.of(server.confidentialClientSecret()))) {
        TokenResponse tokens = logIn(server, metadata, client);
        useAndEnd(client, tokens);
      }
      fail(metadata);
    }
    step("done");
  }

  private ServerMetadata discover(EmbeddedServer server) {
    try (WellKnownClient wellKnown = WellKnownClient.builder().serverUrl(server.issuer()).build()) {
      ServerMetadata metadata = wellKnown.openidConfiguration().trusted(server.issuer());
      step("its metadata names its endpoints and its own issuer");
      return metadata;
    }
  }

  private TokenResponse logIn(
      EmbeddedServer server, ServerMetadata metadata, AuthorizationServerClient client)
      throws IOException {
    AuthorizationCodeFlow flow = AuthorizationCodeFlow.builder(client).metadata(metadata).build();
    PendingAuthorization pending =
        flow.authorization(EmbeddedServer.REDIRECT_URI).scope("openid", "notes:read").start();
    step("an authorization URL with state, nonce and a PKCE challenge");
    String callback =
        new HttpUserAgent(EmbeddedServer.USER_NAME, server.userPassword())
            .authorize(pending.authorizationUrl(), Consent.APPROVE);
    step("a user logged in and consented");
    TokenResponse tokens = flow.complete(pending, AuthorizationCallback.ofUri(callback)).tokens();
    step("the callback became tokens for " + tokens.scope().orElse("no scope"));
    return tokens;
  }

  private void useAndEnd(AuthorizationServerClient client, TokenResponse tokens) {
    String subject =
        client.with(CallOptions.builder().bearer(tokens.accessToken()).build()).userInfo().sub();
    step("userinfo says the user is " + subject);
    expect(isActive(client, tokens.accessToken()), "introspection calls a new token inactive");
    step("introspection calls the access token active");
    Secret first = tokens.refreshToken().orElseThrow(() -> new IllegalStateException("no refresh"));
    TokenResponse fresh =
        client.refreshToken(new RefreshRequest(first, Optional.empty(), Optional.empty()));
    expect(!fresh.refreshToken().equals(Optional.of(first)), "the refresh token did not rotate");
    step("a refresh gave new tokens and rotated the refresh token");
    client.revokeToken(new RevocationRequest(fresh.accessToken(), Optional.empty()));
    step("the access token is revoked");
    expect(!isActive(client, fresh.accessToken()), "introspection calls a revoked token active");
    step("introspection calls it inactive");
    TokenResponse own =
        client.clientCredentials(
            new ClientCredentialsRequest(Optional.of("notes:read"), Optional.empty()));
    step("client credentials gave a token for " + own.scope().orElse("no scope"));
  }

  /** A failing call on purpose, with a secret that is wrong. */
  private void fail(ServerMetadata metadata) {
    try (AuthorizationServerClient client = client(metadata, Secret.of("not the secret"))) {
      client.clientCredentials(new ClientCredentialsRequest(Optional.empty(), Optional.empty()));
      throw new IllegalStateException("a wrong secret was accepted");
    } catch (OAuthException e) {
      step("a wrong secret is " + e.status() + " " + e.error().error().text() + ", typed");
    }
  }

  private static AuthorizationServerClient client(ServerMetadata metadata, Secret secret) {
    return AuthorizationServerClient.builder()
        .serverUrl(metadata.issuer())
        .addresses(metadata)
        .clientAuthentication(
            ClientAuthentication.basic(EmbeddedServer.CONFIDENTIAL_CLIENT_ID, secret))
        .build();
  }

  private static boolean isActive(AuthorizationServerClient client, Secret token) {
    return client.introspectToken(new IntrospectionRequest(token, Optional.empty())).active();
  }

  private static void expect(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }

  private void step(String what) {
    long now = System.nanoTime();
    out.printf(Locale.ROOT, "%6d ms  %s%n", (now - started) / 1_000_000, what);
    started = now;
  }
}
