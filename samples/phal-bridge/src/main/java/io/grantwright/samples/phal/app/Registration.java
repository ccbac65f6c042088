package io.grantwright.samples.phal.app;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.secret.Secret;
import java.util.Optional;

/**
 * {@code oauth.register}: a skill says what it needs tokens of.
 *
 * @param skillId the skill
 * @param appId one of its apps
 * @param authEndpoint where users are sent
 * @param tokenEndpoint where codes become tokens
 * @param refreshEndpoint where tokens are refreshed, if not there as well
 * @param scope what is asked for, with spaces between the values
 * @param clientId the client, if the skill brings one
 * @param clientSecret its secret; a client without one is a public client
 * @param shellIntegration whether the shell is to show addresses and QR codes; it is, if absent
 * @param issuer the server's identifier, for servers that name themselves in callbacks (RFC 9207);
 *     the original has no such field
 */
@Model
@Naming(Naming.Case.SNAKE)
public record Registration(
    String skillId,
    String appId,
    String authEndpoint,
    String tokenEndpoint,
    Optional<String> refreshEndpoint,
    Optional<String> scope,
    Optional<String> clientId,
    Optional<Secret> clientSecret,
    Optional<Boolean> shellIntegration,
    Optional<String> issuer) {

  public Registration {
    refreshEndpoint = Limits.filled(refreshEndpoint);
    scope = Limits.filled(scope);
    clientId = Limits.filled(clientId);
    issuer = Limits.filled(issuer);
    Limits.url("auth_endpoint", authEndpoint);
    Limits.url("token_endpoint", tokenEndpoint);
    refreshEndpoint.ifPresent(url -> Limits.url("refresh_endpoint", url));
    scope.ifPresent(text -> Limits.atMost("scope", text, Limits.LONGEST_FIELD));
    clientId.ifPresent(text -> Limits.atMost("client_id", text, Limits.LONGEST_FIELD));
    clientSecret.ifPresent(
        secret -> Limits.atMost("client_secret", secret.reveal(), Limits.LONGEST_FIELD));
    issuer.ifPresent(text -> Limits.atMost("issuer", text, Limits.LONGEST_FIELD));
  }

  public AppName name() {
    return new AppName(skillId, appId);
  }

  public App.Endpoints endpoints() {
    return new App.Endpoints(authEndpoint, tokenEndpoint, refreshEndpoint, issuer);
  }
}
