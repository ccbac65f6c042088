package io.grantwright.runtime.endpoint;

import io.grantwright.annotations.Role;
import java.util.Optional;

/** Knows the addresses of an authorization server, as its metadata does (RFC 8414 §2). */
@FunctionalInterface
public interface EndpointAddresses {
  /**
   * Gives the address that plays a role.
   *
   * @param role the role
   * @return the absolute URL; empty if the server has none
   */
  Optional<String> address(Role role);

  /**
   * Tells whose addresses these are. A client whose descriptor declares its issuer refuses those of
   * another one.
   *
   * @return the server's issuer identifier (RFC 8414 §2); empty if it is not known
   */
  default Optional<String> issuerIdentifier() {
    return Optional.empty();
  }
}
