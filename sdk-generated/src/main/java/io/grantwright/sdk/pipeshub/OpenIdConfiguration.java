package io.grantwright.sdk.pipeshub;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.json.UnknownMembers;
import java.util.List;
import java.util.Optional;

/**
 * The server's metadata (OpenID Connect Discovery §3).
 *
 * @param issuer the issuer identifier
 * @param authorizationEndpoint the authorization endpoint
 * @param tokenEndpoint the token endpoint
 * @param userinfoEndpoint the UserInfo endpoint
 * @param revocationEndpoint the revocation endpoint
 * @param introspectionEndpoint the introspection endpoint
 * @param jwksUri where the keys are
 * @param scopesSupported the scopes
 * @param responseTypesSupported the response types
 * @param grantTypesSupported the grants
 * @param tokenEndpointAuthMethodsSupported how clients authenticate; public clients work though
 *     {@code none} is not listed
 * @param codeChallengeMethodsSupported the PKCE methods
 * @param claimsSupported the claims
 * @param unknown what else the server sent
 */
@Model
@Naming(Naming.Case.SNAKE)
public record OpenIdConfiguration(
    String issuer,
    Optional<String> authorizationEndpoint,
    Optional<String> tokenEndpoint,
    Optional<String> userinfoEndpoint,
    Optional<String> revocationEndpoint,
    Optional<String> introspectionEndpoint,
    Optional<String> jwksUri,
    Optional<List<String>> scopesSupported,
    Optional<List<String>> responseTypesSupported,
    Optional<List<String>> grantTypesSupported,
    Optional<List<String>> tokenEndpointAuthMethodsSupported,
    Optional<List<String>> codeChallengeMethodsSupported,
    Optional<List<String>> claimsSupported,
    UnknownMembers unknown) {}
