package io.grantwright.sdk.pipeshub;

import io.grantwright.annotations.Example;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.secret.Secret;
import java.util.Optional;

/**
 * A token request. Client identifier and secret come from the client's authentication; a request
 * that carries a secret of its own needs a client without one.
 *
 * <p>The server takes verifiers of 43 to 128 characters of {@code A-Za-z0-9-._~} (RFC 7636 §4.1).
 *
 * @param grantType what is exchanged
 * @param code the authorization code
 * @param redirectUri the redirect URI of the authorization request, which the server wants with
 *     every code
 * @param clientId the client, where the client's authentication does not say so
 * @param clientSecret the secret, where the client's authentication has none
 * @param refreshToken the refresh token
 * @param scope the requested scopes, separated by spaces; those of the grant if absent, which is
 *     best in a refresh
 * @param codeVerifier the PKCE verifier, to be sent if and only if the authorization request had a
 *     challenge
 */
@Model(request = true)
@Naming(Naming.Case.SNAKE)
public record TokenRequest(
    GrantType grantType,
    @Example("SplxlOBeZQQYbYS6WxSbIA") Optional<Secret> code,
    @Example("https://app.example.com/callback") Optional<String> redirectUri,
    Optional<String> clientId,
    Optional<Secret> clientSecret,
    Optional<Secret> refreshToken,
    Optional<String> scope,
    @Example("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk") Optional<Secret> codeVerifier) {
  /**
   * Starts a request.
   *
   * @return the first stage of its builder
   */
  public static TokenRequestCompanion.GrantTypeStage builder() {
    return TokenRequestCompanion.builder();
  }
}
