package io.grantwright.samples.cli;

import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.flow.Granted;
import io.grantwright.runtime.flow.IdToken;
import io.grantwright.runtime.oauth.RevocationRequest;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.StoredToken;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What comes after a user has said yes, in the browser or on another device. */
final class NewLogin {
  private final OpenProfile opened;
  private final Profile profile;
  private final Grants grants;
  private final Server server;
  private final Machine machine;

  NewLogin(OpenProfile opened, Server server, Machine machine) {
    this.opened = opened;
    this.profile = opened.settings();
    this.grants = opened.grants();
    this.server = server;
    this.machine = machine;
  }

  /**
   * Keeps the profile and the tokens. Tokens that cannot be kept are given back to the server:
   * nobody would ever take them back.
   */
  Report keep(Granted granted) {
    TokenResponse tokens = granted.tokens();
    Optional<String> subject = subject(granted);
    try {
      opened.keep();
      grants.userSession(server).authorized(granted);
    } catch (RuntimeException e) {
      giveBack(tokens);
      throw e;
    }
    return report(granted, subject);
  }

  private void giveBack(TokenResponse tokens) {
    Secret whole = tokens.refreshToken().orElse(tokens.accessToken());
    try {
      server
          .find(Ability.REVOKE)
          .ifPresent(
              client -> client.revokeToken(RevocationRequest.builder().token(whole).build()));
    } catch (CallException e) {
      // What made it necessary is what the user has to know.
    }
  }

  private Report report(Granted granted, Optional<String> subject) {
    TokenResponse tokens = granted.tokens();
    Report report =
        new Report(
            "Logged in to "
                + profile.server()
                + subject.map(user -> " as " + user).orElse("")
                + ".");
    report.field("profile", opened.name()).data("server", profile.server());
    report.field("client_id", profile.clientId());
    subject.ifPresent(user -> report.data("subject", user));
    String scope = tokens.scope().orElse(granted.asked().text());
    report.field("scope", scope);
    Set<String> missing = new LinkedHashSet<>(granted.asked().values());
    missing.removeAll(List.of(scope.split("\\s+", -1)));
    if (!missing.isEmpty()) {
      report.field("not_granted", String.join(" ", missing));
    }
    Optional<StoredToken> stored = grants.newestAccessToken(grants.user());
    stored.ifPresent(token -> AccessToken.describe(token, report, machine.clock()));
    boolean refreshes = tokens.refreshToken().isPresent();
    return report.field("refresh_token", refreshes, refreshes ? "stored" : "none was issued");
  }

  private static Optional<String> subject(Granted granted) {
    return granted
        .idToken()
        .filter(IdToken.Validated.class::isInstance)
        .map(token -> token.validated().subject());
  }
}
