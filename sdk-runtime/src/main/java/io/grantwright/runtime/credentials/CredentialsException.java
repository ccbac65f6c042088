package io.grantwright.runtime.credentials;

import io.grantwright.runtime.session.GrantKey;
import java.util.List;

/** Application credentials are not there, or must not be changed. */
@SuppressWarnings("serial") // Not meant to travel; nothing in it is secret.
public abstract sealed class CredentialsException extends RuntimeException {
  private CredentialsException(String message) {
    super(message);
  }

  /** There are none of this name; the user cannot be sent to log in yet. */
  public static final class Missing extends CredentialsException {
    Missing(String server, String name, List<String> others) {
      super(
          "There are no credentials \"%s\" for %s; %s. Register a client there, and enter what you got."
              .formatted(
                  name,
                  server,
                  others.isEmpty() ? "nor any others" : "there are " + String.join(", ", others)));
    }
  }

  /** Another client has this name. */
  public static final class NameTaken extends CredentialsException {
    NameTaken(RegisteredClient found, RegisteredClient other) {
      super(
          ("The credentials \"%s\" for %s are those of the client %s, and tokens of that one are none"
                  + " of %s. Give the new client another name, or remove the old one first.")
              .formatted(found.name(), found.server(), found.clientId(), other.clientId()));
    }
  }

  /** There are tokens that only these credentials refresh and take back. */
  public static final class InUse extends CredentialsException {
    private final transient List<GrantKey> grants;

    InUse(RegisteredClient client, List<GrantKey> grants) {
      super(
          "The credentials \"%s\" for %s are in use by %s %s, such as that of %s. Log out first."
              .formatted(
                  client.name(),
                  client.server(),
                  grants.size(),
                  grants.size() == 1 ? "grant" : "grants",
                  grants.get(0).account()));
      this.grants = List.copyOf(grants);
    }

    /** {@return the grants that need the credentials} */
    public List<GrantKey> grants() {
      return grants;
    }
  }
}
