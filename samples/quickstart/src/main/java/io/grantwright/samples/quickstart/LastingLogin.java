package io.grantwright.samples.quickstart;

import io.grantwright.runtime.flow.Granted;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.LogoutReport;
import io.grantwright.runtime.session.OAuthSession;
import io.grantwright.runtime.session.StoredGrant;
import io.grantwright.runtime.store.FileTokenStore;
import io.grantwright.sdk.server.AuthorizationServerClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** A login that outlives its access token and its process. */
final class LastingLogin {
  private final AuthorizationServerClient client;
  private final boolean revokes;
  private final GrantKey grant;
  private final Path directory;
  private final Steps steps;

  LastingLogin(
      AuthorizationServerClient client,
      boolean revokes,
      GrantKey grant,
      Path directory,
      Steps steps) {
    this.client = client;
    this.revokes = revokes;
    this.grant = grant;
    this.directory = directory;
    this.steps = steps;
  }

  /**
   * Keeps the tokens, uses them later, and logs out.
   *
   * @param granted what the login gave
   * @return the access token at the time of the logout
   */
  Secret live(Granted granted) {
    TokenResponse tokens = granted.tokens();
    Clock clock = Clock.systemUTC();
    session(clock).authorized(granted);
    steps.done("a session keeps the tokens in a file");

    // As after a restart: nothing is left but the file.
    Secret token = session(clock).accessToken();
    if (!token.equals(tokens.accessToken())) {
      throw new IllegalStateException("The session gave another token than it was given.");
    }
    steps.done("after a restart it has them from there, without a login");

    if (tokens.expiresIn().isPresent()) {
      Duration lifetime = Duration.ofSeconds(tokens.expiresIn().get());
      token = session(Clock.offset(clock, lifetime)).accessToken();
      if (token.equals(tokens.accessToken())) {
        throw new IllegalStateException("The session gave a token whose time is over.");
      }
      boolean rotated = !refreshToken().equals(tokens.refreshToken());
      steps.done(
          "when the token's time is over, the session refreshes it, and "
              + (rotated ? "keeps the new refresh token" : "the refresh token goes on"));
    } else {
      steps.skipped("a refresh in time", "the server does not say how long its tokens last");
    }

    LogoutReport report = session(clock).logout();
    if (!report.isComplete()) {
      throw report.failures().get(0);
    }
    steps.done(
        revokes
            ? "a logout revoked the tokens and deleted them"
            : "a logout deleted the tokens, which it cannot revoke here");
    return token;
  }

  private Optional<Secret> refreshToken() {
    return FileTokenStore.open(directory).read(grant).flatMap(StoredGrant::refreshToken);
  }

  /** A session as each start of a program makes it. */
  private OAuthSession session(Clock clock) {
    OAuthSession.Builder session =
        OAuthSession.builder(FileTokenStore.open(directory), grant).refresh(client).clock(clock);
    return revokes ? session.revocation(client).build() : session.build();
  }
}
