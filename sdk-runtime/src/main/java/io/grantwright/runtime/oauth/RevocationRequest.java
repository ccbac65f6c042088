package io.grantwright.runtime.oauth;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.secret.Secret;
import java.util.Optional;

/**
 * Takes a token back (RFC 7009 §2.1).
 *
 * @param token the token, of either kind
 * @param tokenTypeHint what kind it is, which saves the server a search
 */
@Model(request = true)
@Naming(Naming.Case.SNAKE)
public record RevocationRequest(Secret token, Optional<TokenTypeHint> tokenTypeHint) {
  /** {@return a builder of a request, which asks first for what is required} */
  public static RevocationRequestCompanion.TokenStage builder() {
    return RevocationRequestCompanion.builder();
  }
}
