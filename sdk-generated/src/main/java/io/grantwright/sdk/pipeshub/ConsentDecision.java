package io.grantwright.sdk.pipeshub;

import io.grantwright.annotations.Example;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import java.util.Optional;

/**
 * The decision of a user about an authorization request.
 *
 * @param clientId the client
 * @param redirectUri the redirect URI of the request
 * @param scope the requested scopes, separated by spaces
 * @param state the state of the request
 * @param consent the decision
 * @param codeChallenge the PKCE challenge of the request
 * @param codeChallengeMethod how the challenge was made
 */
@Model(request = true)
@Naming(Naming.Case.SNAKE)
public record ConsentDecision(
    String clientId,
    @Example("https://app.example.com/callback") String redirectUri,
    @Example("openid profile email") String scope,
    @Example("af0ifjsldkj") String state,
    Consent consent,
    @Example("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM") Optional<String> codeChallenge,
    Optional<CodeChallengeMethod> codeChallengeMethod) {
  /**
   * Starts a decision.
   *
   * @return the first stage of its builder
   */
  public static ConsentDecisionCompanion.ClientIdStage builder() {
    return ConsentDecisionCompanion.builder();
  }
}
