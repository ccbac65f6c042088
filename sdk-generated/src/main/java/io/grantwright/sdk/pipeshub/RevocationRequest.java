package io.grantwright.sdk.pipeshub;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.secret.Secret;
import java.util.Optional;

/**
 * The token to revoke. Client identifier and secret come from the client's authentication.
 *
 * @param token the token
 * @param clientId the client, where the client's authentication does not say so
 * @param tokenTypeHint which kind of token it is; leave it out unless certain
 * @param clientSecret the secret, where the client's authentication has none
 */
@Model(request = true)
@Naming(Naming.Case.SNAKE)
public record RevocationRequest(
    Secret token,
    Optional<String> clientId,
    Optional<TokenTypeHint> tokenTypeHint,
    Optional<Secret> clientSecret) {
  /**
   * Starts a request.
   *
   * @return the first stage of its builder
   */
  public static RevocationRequestCompanion.TokenStage builder() {
    return RevocationRequestCompanion.builder();
  }
}
