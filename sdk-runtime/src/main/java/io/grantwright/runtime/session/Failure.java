package io.grantwright.runtime.session;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no token, as the coordinator keeps it; each caller gets an exception of its own.
 *
 * @param ofOneKey whether other keys of the grant may do better
 */
record Failure(Kind kind, String message, @Nullable Throwable cause, boolean ofOneKey) {
  enum Kind {
    TRANSIENT,
    REAUTHORIZATION_REQUIRED,
    MISCONFIGURED,
    NON_COMPLIANT,
    AMBIGUOUS
  }

  static Failure transientOf(String message, @Nullable Throwable cause) {
    return new Failure(Kind.TRANSIENT, message, cause, false);
  }

  static Failure reauthorization(String message, @Nullable Throwable cause) {
    return new Failure(Kind.REAUTHORIZATION_REQUIRED, message, cause, false);
  }

  static Failure misconfigured(String message, @Nullable Throwable cause) {
    return new Failure(Kind.MISCONFIGURED, message, cause, false);
  }

  static Failure misconfiguredKey(String message, @Nullable Throwable cause) {
    return new Failure(Kind.MISCONFIGURED, message, cause, true);
  }

  static Failure nonCompliant(String message, @Nullable Throwable cause) {
    return new Failure(Kind.NON_COMPLIANT, message, cause, false);
  }

  static Failure ambiguous(@Nullable Throwable cause) {
    return new Failure(
        Kind.AMBIGUOUS,
        "The answers to a refresh and to its one repetition were lost, so nobody knows whether the"
            + " refresh token is still good. Ask the user to log in again.",
        cause,
        false);
  }

  /** Whether only a login helps. */
  boolean isFinal() {
    return kind == Kind.REAUTHORIZATION_REQUIRED || kind == Kind.AMBIGUOUS;
  }

  NoTokenException toException(Optional<Instant> retryAt) {
    return switch (kind) {
      case TRANSIENT -> new NoTokenException.Transient(message, cause, retryAt);
      case REAUTHORIZATION_REQUIRED -> new NoTokenException.ReauthorizationRequired(message, cause);
      case MISCONFIGURED -> new NoTokenException.Misconfigured(message, cause);
      case NON_COMPLIANT -> new NoTokenException.NonCompliant(message, cause);
      case AMBIGUOUS -> new NoTokenException.Ambiguous(message, cause);
    };
  }
}
