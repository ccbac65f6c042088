package io.grantwright.runtime.session;

import io.grantwright.runtime.error.MalformedAnswerException;
import io.grantwright.runtime.error.UnexpectedAnswerException;
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

  static Failure noRefreshToken(@Nullable StoredGrant grant) {
    return reauthorization(
        grant == null
            ? "There are no tokens for this account. Ask the user to log in."
            : "The access token has expired and there is no refresh token. Ask the user to log in"
                + " again.",
        null);
  }

  static Failure lostForGood(@Nullable Throwable cause) {
    return reauthorization(
        "The answer to a refresh was lost, and the refresh token is not to be sent again. Ask the"
            + " user to log in again.",
        cause);
  }

  static Failure refused(RuntimeException cause) {
    return reauthorization(
        "The server does not take the refresh token any more: "
            + cause.getMessage()
            + " Ask the user to log in again.",
        cause);
  }

  static Failure wrong(RuntimeException cause) {
    return misconfigured("The token request is wrong: " + cause.getMessage(), cause);
  }

  static Failure passing(RuntimeException cause) {
    return transientOf("There is no new token now: " + cause.getMessage(), cause);
  }

  /** Asking with the client's own credentials uses nothing up. */
  static Failure ofCredentials(RefreshVerdict verdict, RuntimeException cause) {
    return switch (verdict) {
      case UNUSED, SERVER_FAILED -> passing(cause);
      case LOST ->
          cause instanceof MalformedAnswerException || cause instanceof UnexpectedAnswerException
              ? nonCompliant(
                  "The server's answer is not one of OAuth: " + cause.getMessage(), cause)
              : passing(cause);
      case BAD_REQUEST -> misconfiguredKey(wrong(cause).message(), cause);
      case DEAD, REFUSED, UNKNOWN_CLIENT, MISCONFIGURED -> wrong(cause);
    };
  }

  static Failure refusedThoughYoung() {
    return misconfiguredKey(
        "The API refuses (401) an access token that the server has just issued, so another one"
            + " would not help. Check the resource, the audience and the scope that are asked for.",
        null);
  }

  static Failure issuedAgain() {
    return misconfiguredKey(
        "The server has issued the same access token again, so there is no other one. If an API"
            + " refuses it (401), check the resource, the audience and the scope that are asked"
            + " for.",
        null);
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
