package io.grantwright.samples.phal.app;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.samples.phal.Refusal;
import java.util.Optional;

/**
 * A registered app, as it is kept.
 *
 * @param name whose it is
 * @param endpoints where its provider is
 * @param scope what is asked for, with spaces between the values
 * @param shellIntegration whether the shell shows its addresses and QR codes
 * @param clientId its client, whose secret is kept elsewhere; absent until the user has typed it in
 */
@Model
@Naming(Naming.Case.SNAKE)
public record App(
    AppName name,
    Endpoints endpoints,
    Optional<String> scope,
    boolean shellIntegration,
    Optional<String> clientId) {

  /**
   * Where a provider is.
   *
   * @param authorization where users are sent
   * @param token where codes become tokens
   * @param refresh where tokens are refreshed, if not there as well
   * @param issuer the server's identifier, if known
   */
  @Model
  @Naming(Naming.Case.SNAKE)
  public record Endpoints(
      String authorization, String token, Optional<String> refresh, Optional<String> issuer) {}

  static App of(Registration registration) {
    return new App(
        registration.name(),
        registration.endpoints(),
        registration.scope(),
        registration.shellIntegration().orElse(true),
        registration.clientId());
  }

  App with(String clientId) {
    return new App(name, endpoints, scope, shellIntegration, Optional.of(clientId));
  }

  /**
   * The name of its client among the application credentials of its provider. An app may get
   * another client while tokens of the one before are kept.
   *
   * @throws Refusal if it has none yet
   */
  public String clientName() {
    return name.munged()
        + " "
        + clientId.orElseThrow(() -> new Refusal(name.munged() + " has no credentials"));
  }

  /** Whether nobody can be sent to log in yet. */
  public boolean needsCredentials() {
    return clientId.isEmpty();
  }
}
