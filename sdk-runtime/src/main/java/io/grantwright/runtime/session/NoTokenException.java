package io.grantwright.runtime.session;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why there is no access token. What to do is the type. */
@SuppressWarnings("serial") // Not meant to travel; nothing in it is secret.
public abstract sealed class NoTokenException extends RuntimeException {
  private NoTokenException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** It will pass: the server or the store is busy or out of reach. Try again later. */
  public static final class Transient extends NoTokenException {
    private final Optional<Instant> retryAt;

    Transient(String message, @Nullable Throwable cause, Optional<Instant> retryAt) {
      super(message, cause);
      this.retryAt = retryAt;
    }

    /** {@return when the session will ask again; before that it answers from memory} */
    public Optional<Instant> retryAt() {
      return retryAt;
    }
  }

  /** The user has to log in: there are no tokens, or the server does not take them any more. */
  public static final class ReauthorizationRequired extends NoTokenException {
    ReauthorizationRequired(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** The client, or what it asks for, is not as the server wants it. The tokens are kept. */
  public static final class Misconfigured extends NoTokenException {
    Misconfigured(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** The server answered as the standards do not allow; the message names the deviation. */
  public static final class NonCompliant extends NoTokenException {
    NonCompliant(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * The answers to a refresh and to its one repetition were lost. Nobody can know whether the
   * refresh token is still good; it is not sent a third time. The user has to log in.
   */
  public static final class Ambiguous extends NoTokenException {
    Ambiguous(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
