package io.grantwright.runtime.session;

import java.io.IOException;

/** There was no access token for a request, or none that the API takes. */
@SuppressWarnings("serial") // Not meant to travel; nothing in it is secret.
public final class TokenUnavailableException extends IOException {
  private final NoTokenException reason;

  TokenUnavailableException(NoTokenException reason) {
    super(reason.getMessage(), reason);
    this.reason = reason;
  }

  /** {@return why; what to do is the type} */
  public NoTokenException reason() {
    return reason;
  }
}
