package io.grantwright.runtime.endpoint;

import io.grantwright.runtime.secret.Secret;
import java.util.Map;
import java.util.Optional;

/**
 * Checks a proof that a provider's callbacks carry beyond the standards, such as an HMAC over the
 * other parameters. Written by the author of a descriptor, who names it with {@code
 * CallbackCheckedBy}; safe for use by several threads.
 */
@FunctionalInterface
public interface CallbackCheck {
  /**
   * Checks a callback, which is known by its state and has not been used yet.
   *
   * @param parameters all its parameters as the provider names them, decoded
   * @param clientSecret the secret of the client; empty for a public one
   * @return whether the provider made it
   */
  boolean isGenuine(Map<String, String> parameters, Optional<Secret> clientSecret);
}
