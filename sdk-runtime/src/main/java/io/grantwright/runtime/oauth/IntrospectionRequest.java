package io.grantwright.runtime.oauth;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.secret.Secret;
import java.util.Optional;

/**
 * Asks what a token is worth (RFC 7662 §2.1).
 *
 * @param token the token, of either kind
 * @param tokenTypeHint what kind it is, which saves the server a search
 */
@Model(request = true)
@Naming(Naming.Case.SNAKE)
public record IntrospectionRequest(Secret token, Optional<TokenTypeHint> tokenTypeHint) {
  /** {@return a builder of a request, which asks first for what is required} */
  public static IntrospectionRequestCompanion.TokenStage builder() {
    return IntrospectionRequestCompanion.builder();
  }
}
