package io.grantwright.annotations;

/** What an address is for at an authorization server, named as in its metadata (RFC 8414 §2). */
public enum Role {
  /** {@code authorization_endpoint}. */
  AUTHORIZATION,
  /** {@code token_endpoint}. */
  TOKEN,
  /**
   * The endpoint that renews tokens (RFC 6749 §6). It is the token endpoint, unless a provider has
   * one of its own for it; what holds for {@link #TOKEN} holds for it as well.
   */
  REFRESH,
  /** {@code revocation_endpoint} (RFC 7009). */
  REVOCATION,
  /** {@code introspection_endpoint} (RFC 7662). */
  INTROSPECTION,
  /** {@code device_authorization_endpoint} (RFC 8628). */
  DEVICE_AUTHORIZATION,
  /** {@code userinfo_endpoint} (OpenID Connect Core §5.3). */
  USERINFO,
  /** {@code jwks_uri} (RFC 7517). */
  JWKS
}
