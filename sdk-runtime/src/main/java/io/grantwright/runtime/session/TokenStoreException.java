package io.grantwright.runtime.session;

import org.jspecify.annotations.Nullable;

/** A store could not read, lock or write. */
@SuppressWarnings("serial") // Not meant to travel; nothing in it is secret.
public final class TokenStoreException extends RuntimeException {
  /**
   * Makes the exception.
   *
   * @param message what was found, what was expected and what to do; no secret
   * @param cause the failure below; null for none
   */
  public TokenStoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
