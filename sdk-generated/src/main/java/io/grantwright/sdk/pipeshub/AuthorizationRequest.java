package io.grantwright.sdk.pipeshub;

import io.grantwright.annotations.Example;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import java.util.Optional;

/**
 * An authorization request (RFC 6749 §4.1.1).
 *
 * @param responseType what is asked for
 * @param clientId the client
 * @param redirectUri where the user is sent back to, exactly as registered
 * @param scope the requested scopes, separated by spaces
 * @param state a random text that comes back with the user, against forgery
 * @param codeChallenge the PKCE challenge
 * @param codeChallengeMethod how the challenge was made; the server takes S256 if absent
 * @param nonce what binds an ID token to this request
 */
@Model(request = true)
@Naming(Naming.Case.SNAKE)
public record AuthorizationRequest(
    ResponseType responseType,
    String clientId,
    @Example("https://app.example.com/callback") String redirectUri,
    @Example("openid profile email") String scope,
    @Example("af0ifjsldkj") String state,
    @Example("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM") Optional<String> codeChallenge,
    Optional<CodeChallengeMethod> codeChallengeMethod,
    Optional<String> nonce) {
  /**
   * Starts a request.
   *
   * @return the first stage of its builder
   */
  public static AuthorizationRequestCompanion.ResponseTypeStage builder() {
    return AuthorizationRequestCompanion.builder();
  }
}
