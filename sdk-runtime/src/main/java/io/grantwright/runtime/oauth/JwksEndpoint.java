package io.grantwright.runtime.oauth;

import io.grantwright.annotations.At;
import io.grantwright.annotations.Capability;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.Role;

/** The server publishes the keys that it signs with (RFC 7517). */
@Capability
public interface JwksEndpoint {
  /**
   * Asks for the public keys.
   *
   * @return the keys
   */
  @Get
  @At(Role.JWKS)
  JsonWebKeySet jwks();
}
