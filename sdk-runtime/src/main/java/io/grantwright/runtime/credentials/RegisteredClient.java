package io.grantwright.runtime.credentials;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.GrantKey;
import java.util.Optional;

/**
 * A client that was registered at an authorization server by hand (RFC 6749 §2). White space around
 * the parts does not count: they come from forms and files that people fill in.
 *
 * @param server the authorization server: its issuer, or its URL; the same text as in the keys of
 *     the client's grants
 * @param name tells several clients at one server apart; users choose by it
 * @param clientId the client's identifier
 * @param clientSecret its secret; absent for a public client
 */
@Model
@Naming(Naming.Case.SNAKE)
public record RegisteredClient(
    String server, String name, String clientId, Optional<Secret> clientSecret) {
  /**
   * Trims and checks the parts.
   *
   * @param server the authorization server: its issuer, or its URL
   * @param name tells several clients at one server apart
   * @param clientId the client's identifier
   * @param clientSecret its secret; a blank one is none
   * @throws IllegalArgumentException if another part is blank
   */
  public RegisteredClient {
    server = trimmed("server", server);
    name = trimmed("name", name);
    clientId = trimmed("client id", clientId);
    clientSecret =
        clientSecret
            .map(secret -> secret.reveal().strip())
            .filter(secret -> !secret.isEmpty())
            .map(Secret::of);
  }

  /**
   * Names a client with a secret.
   *
   * @param server the authorization server: its issuer, or its URL
   * @param name tells several clients at one server apart
   * @param clientId the client's identifier
   * @param clientSecret its secret; a blank one is none
   * @return the client
   * @throws IllegalArgumentException if another part is blank
   */
  public static RegisteredClient of(
      String server, String name, String clientId, Secret clientSecret) {
    return new RegisteredClient(server, name, clientId, Optional.of(clientSecret));
  }

  /**
   * Names a public client.
   *
   * @param server the authorization server: its issuer, or its URL
   * @param name tells several clients at one server apart
   * @param clientId the client's identifier
   * @return the client
   * @throws IllegalArgumentException if a part is blank
   */
  public static RegisteredClient publicClient(String server, String name, String clientId) {
    return new RegisteredClient(server, name, clientId, Optional.empty());
  }

  /**
   * {@return how the client says who it is: Basic, or in the body where an endpoint takes only
   * that; without a secret, by its identifier alone}
   */
  public ClientAuthentication authentication() {
    return clientSecret
        .<ClientAuthentication>map(secret -> ClientAuthentication.basic(clientId, secret))
        .orElseGet(() -> ClientAuthentication.none(clientId));
  }

  /**
   * Names the one grant of an account to this client.
   *
   * @param account the application's own key of the account, as in a user's id; not a secret
   * @return the key, under which {@link ApplicationCredentials} sees that the client is in use
   * @throws IllegalArgumentException if the account is empty
   */
  public GrantKey grant(String account) {
    return GrantKey.of(clientId, server, account);
  }

  boolean isAt(String server, String name) {
    return this.server.equals(server) && this.name.equals(name);
  }

  private static String trimmed(String part, String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      throw new IllegalArgumentException(
          "The %s of a registered client must not be blank.".formatted(part));
    }
    return trimmed;
  }
}
