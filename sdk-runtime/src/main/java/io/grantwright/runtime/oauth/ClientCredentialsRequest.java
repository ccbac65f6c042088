package io.grantwright.runtime.oauth;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import java.util.Optional;

/**
 * Asks for a token of the client's own (RFC 6749 §4.4.2).
 *
 * @param scope what is asked for, with spaces between the values; the server's choice if absent
 * @param resource what the access token is for (RFC 8707 §2.2)
 */
@Model(request = true)
@Naming(Naming.Case.SNAKE)
public record ClientCredentialsRequest(Optional<String> scope, Optional<String> resource) {
  /** {@return a builder of a request} */
  public static ClientCredentialsRequestCompanion.Builder builder() {
    return ClientCredentialsRequestCompanion.builder();
  }
}
