package io.grantwright.samples.phal.app;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.secret.Secret;
import java.util.Optional;

/**
 * A registered app, as it is kept.
 *
 * @param name whose it is
 * @param endpoints where its provider is
 * @param scope what is asked for, with spaces between the values
 * @param shellIntegration whether the shell shows its addresses and QR codes
 * @param client its client; absent until the user has typed it in
 */
@Model
@Naming(Naming.Case.SNAKE)
public record App(
    AppName name,
    Endpoints endpoints,
    Optional<String> scope,
    boolean shellIntegration,
    Optional<Client> client) {

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

  /**
   * What the provider calls the app.
   *
   * @param clientId its identifier
   * @param clientSecret its secret; absent for a public client
   */
  @Model
  @Naming(Naming.Case.SNAKE)
  public record Client(String clientId, Optional<Secret> clientSecret) {
    public Client {
      clientId = clientId.strip();
      clientSecret = clientSecret.filter(secret -> !secret.reveal().isBlank());
    }

    public ClientAuthentication authentication() {
      return clientSecret
          .<ClientAuthentication>map(secret -> ClientAuthentication.basic(clientId, secret))
          .orElseGet(() -> ClientAuthentication.none(clientId));
    }
  }

  static App of(Registration registration) {
    return new App(
        registration.name(),
        registration.endpoints(),
        registration.scope(),
        registration.shellIntegration().orElse(true),
        registration.clientId().map(id -> new Client(id, registration.clientSecret())));
  }

  App with(Client client) {
    return new App(name, endpoints, scope, shellIntegration, Optional.of(client));
  }

  /** Whether nobody can be sent to log in yet. */
  public boolean needsCredentials() {
    return client.isEmpty();
  }
}
