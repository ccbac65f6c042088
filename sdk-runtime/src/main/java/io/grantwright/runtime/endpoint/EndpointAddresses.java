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
}
