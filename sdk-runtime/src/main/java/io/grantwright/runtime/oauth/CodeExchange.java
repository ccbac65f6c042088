package io.grantwright.runtime.oauth;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.secret.Secret;
import java.util.Optional;

/**
 * Asks for tokens with an authorization code (RFC 6749 §4.1.3).
 *
 * @param code the code of the callback; it works once
 * @param redirectUri byte for byte that of the authorization request, where that had one
 * @param codeVerifier the verifier, if the authorization request had a challenge (RFC 7636 §4.5)
 * @param resource what the tokens are for (RFC 8707 §2.2)
 */
@Model(request = true)
@Naming(Naming.Case.SNAKE)
public record CodeExchange(
    Secret code,
    Optional<String> redirectUri,
    Optional<Secret> codeVerifier,
    Optional<String> resource) {
  /** {@return a builder of a request, which asks first for what is required} */
  public static CodeExchangeCompanion.CodeStage builder() {
    return CodeExchangeCompanion.builder();
  }
}
