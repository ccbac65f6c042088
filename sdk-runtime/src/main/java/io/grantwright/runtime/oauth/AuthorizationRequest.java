package io.grantwright.runtime.oauth;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.secret.Secret;
import java.util.Optional;

/**
 * What a browser carries to the authorization endpoint (RFC 6749 §4.1.1), besides {@code
 * response_type} and {@code client_id}. Applications leave it to the authorization code flow.
 *
 * @param redirectUri where the answer is to go, byte for byte as registered
 * @param scope what is asked for, with spaces between the values
 * @param state the value that binds the answer to this request
 * @param codeChallenge the challenge of PKCE (RFC 7636 §4.3)
 * @param codeChallengeMethod the method of the challenge, always explicit
 * @param nonce the value that binds an id token to this request (OpenID Connect Core §3.1.2.1)
 * @param responseMode how the answer comes back; the query if absent
 * @param prompt whether the user is to be asked again (OpenID Connect Core §3.1.2.1)
 * @param loginHint which user is meant
 * @param resource what the tokens are for (RFC 8707 §2.1)
 */
@Model(request = true)
@Naming(Naming.Case.SNAKE)
public record AuthorizationRequest(
    Optional<String> redirectUri,
    Optional<String> scope,
    Optional<Secret> state,
    Optional<String> codeChallenge,
    Optional<CodeChallengeMethod> codeChallengeMethod,
    Optional<Secret> nonce,
    Optional<String> responseMode,
    Optional<String> prompt,
    Optional<String> loginHint,
    Optional<String> resource) {
  /** {@return a builder of a request} */
  public static AuthorizationRequestCompanion.Builder builder() {
    return AuthorizationRequestCompanion.builder();
  }
}
