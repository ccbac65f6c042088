package io.grantwright.runtime.oauth;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.annotations.Role;
import io.grantwright.runtime.endpoint.EndpointAddresses;
import io.grantwright.runtime.json.UnknownMembers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * What an authorization server says of itself (RFC 8414 §2, OpenID Connect Discovery §3). Addresses
 * are kept exactly as they were read.
 *
 * @param issuer the server's identifier
 * @param authorizationEndpoint the address of the authorization endpoint
 * @param tokenEndpoint the address of the token endpoint
 * @param jwksUri the address of the public keys
 * @param registrationEndpoint the address of client registration (RFC 7591)
 * @param scopesSupported the scope values that may be asked for, perhaps not all
 * @param responseTypesSupported the response types
 * @param grantTypesSupported the grant types; authorization code and implicit if absent
 * @param tokenEndpointAuthMethodsSupported the ways of client authentication; Basic if absent
 * @param revocationEndpoint the address of the revocation endpoint (RFC 7009)
 * @param introspectionEndpoint the address of the introspection endpoint (RFC 7662)
 * @param deviceAuthorizationEndpoint the address of the device authorization endpoint (RFC 8628)
 * @param userinfoEndpoint the address of the user information (OpenID Connect)
 * @param endSessionEndpoint the address for logging out (OpenID Connect)
 * @param codeChallengeMethodsSupported the methods of PKCE; none is known if absent
 * @param authorizationResponseIssParameterSupported whether callbacks carry {@code iss} (RFC 9207
 *     §3)
 * @param unknown the members that have no component here
 */
@Model
@Naming(Naming.Case.SNAKE)
public record ServerMetadata(
    String issuer,
    Optional<String> authorizationEndpoint,
    Optional<String> tokenEndpoint,
    Optional<String> jwksUri,
    Optional<String> registrationEndpoint,
    Optional<List<String>> scopesSupported,
    Optional<List<String>> responseTypesSupported,
    Optional<List<String>> grantTypesSupported,
    Optional<List<String>> tokenEndpointAuthMethodsSupported,
    Optional<String> revocationEndpoint,
    Optional<String> introspectionEndpoint,
    Optional<String> deviceAuthorizationEndpoint,
    Optional<String> userinfoEndpoint,
    Optional<String> endSessionEndpoint,
    Optional<List<String>> codeChallengeMethodsSupported,
    Optional<Boolean> authorizationResponseIssParameterSupported,
    UnknownMembers unknown)
    implements EndpointAddresses {
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");

  @Override
  public Optional<String> address(Role role) {
    return switch (role) {
      case AUTHORIZATION -> authorizationEndpoint;
      case TOKEN -> tokenEndpoint;
      case REFRESH -> Optional.empty();
      case REVOCATION -> revocationEndpoint;
      case INTROSPECTION -> introspectionEndpoint;
      case DEVICE_AUTHORIZATION -> deviceAuthorizationEndpoint;
      case USERINFO -> userinfoEndpoint;
      case JWKS -> jwksUri;
    };
  }

  @Override
  public Optional<String> issuerIdentifier() {
    return Optional.of(issuer);
  }

  /**
   * Checks that this is the metadata of the server that was asked for, and that its addresses are
   * safe to use.
   *
   * @param askedFor the issuer that was asked for
   * @return this
   * @throws UntrustedMetadataException if the issuer differs in any character (RFC 8414 §3.3), or
   *     an address is neither HTTPS nor on this machine
   */
  public ServerMetadata trusted(String askedFor) {
    return trusted(askedFor, false);
  }

  /** The same, perhaps with plain HTTP anywhere. */
  ServerMetadata trusted(String askedFor, boolean plainHttp) {
    if (!issuer.equals(askedFor)) {
      throw new UntrustedMetadataException(
          "The metadata is that of the issuer \"%s\", but \"%s\" was asked for (RFC 8414 §3.3)."
              .formatted(issuer, askedFor));
    }
    requireSafe("issuer", issuer, plainHttp);
    for (Role role : Role.values()) {
      address(role).ifPresent(address -> requireSafe("address of " + role, address, plainHttp));
    }
    registrationEndpoint.ifPresent(
        address -> requireSafe("registration_endpoint", address, plainHttp));
    endSessionEndpoint.ifPresent(
        address -> requireSafe("end_session_endpoint", address, plainHttp));
    return this;
  }

  /** HTTPS, or HTTP to a literal loopback address or localhost unless it is allowed anywhere. */
  private static void requireSafe(String what, String address, boolean plainHttp) {
    HttpUrl url = HttpUrl.parse(address);
    if (url == null || !(url.isHttps() || plainHttp || LOOPBACK.contains(url.host()))) {
      throw new UntrustedMetadataException(
          "The metadata's %s is neither an HTTPS address nor one of this machine.".formatted(what));
    }
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      throw new UntrustedMetadataException(
          "The metadata's %s has a user name or a password in it.".formatted(what));
    }
  }
}
