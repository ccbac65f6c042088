package io.grantwright.runtime.auth;

import io.grantwright.runtime.secret.Secret;

/**
 * Computes the secret of a client, for providers that want a fresh one with each request, such as a
 * signed token. Written by the author of a descriptor, who names it with {@code SecretBy}; safe for
 * use by several threads.
 */
@FunctionalInterface
public interface SecretMint {
  /**
   * Makes a secret.
   *
   * @param clientId the client
   * @return its secret, for one request
   */
  Secret mint(String clientId);
}
