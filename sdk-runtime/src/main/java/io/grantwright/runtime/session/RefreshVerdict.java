package io.grantwright.runtime.session;

import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.MalformedAnswerException;
import io.grantwright.runtime.error.NoAnswerException;
import io.grantwright.runtime.error.NoAnswerException.Delivery;
import io.grantwright.runtime.error.OAuthErrorCode;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.error.RefusedCallException;
import java.util.Set;
import java.util.function.Predicate;

/** What a failed refresh means for the refresh token. */
enum RefreshVerdict {
  /** It is dead for good. */
  DEAD,
  /** The user has to log in; until then the token is kept, and not sent. */
  REFUSED,
  /** The client's secret may have changed; otherwise as {@link #MISCONFIGURED}. */
  UNKNOWN_CLIENT,
  /** The client is at fault, whatever it asks for; the token is kept. */
  MISCONFIGURED,
  /** What was asked for with this access token's key is at fault; the token is kept. */
  BAD_REQUEST,
  /** It was surely not used; the token is kept. */
  UNUSED,
  /** The server failed, and may have used it before that. */
  SERVER_FAILED,
  /** It may be used up, and the answer is lost. */
  LOST;

  private static final Set<Integer> NOT_PROCESSED = Set.of(408, 425, 429);

  /**
   * Judges a failure.
   *
   * @param failure what the refresh ended in
   * @param ends what else the server says when a refresh token is dead
   */
  static RefreshVerdict of(RuntimeException failure, Predicate<? super CallException> ends) {
    if (failure instanceof TokenSource.NotSentException) {
      return MISCONFIGURED;
    }
    if (!(failure instanceof CallException e)) {
      // Thrown by who knows whom, before or after the request was sent.
      return LOST;
    }
    if (e instanceof RefusedCallException) {
      return MISCONFIGURED;
    }
    if (e instanceof NoAnswerException lost) {
      return lost.delivery() == Delivery.NOT_DELIVERED ? UNUSED : LOST;
    }
    if (ends.test(e)) {
      return DEAD;
    }
    int status = e.status();
    if (e instanceof OAuthException o && o.error().is(OAuthErrorCode.TEMPORARILY_UNAVAILABLE)) {
      return UNUSED;
    }
    if (status >= 500) {
      return SERVER_FAILED;
    }
    if (NOT_PROCESSED.contains(status)) {
      return UNUSED;
    }
    if (e instanceof OAuthException answer) {
      return answer.error().error().known().map(RefreshVerdict::of).orElse(REFUSED);
    }
    if (e instanceof MalformedAnswerException || status < 300) {
      return LOST;
    }
    return status < 400 ? MISCONFIGURED : UNUSED;
  }

  private static RefreshVerdict of(OAuthErrorCode code) {
    return switch (code) {
      case INVALID_GRANT -> DEAD;
      case INVALID_CLIENT -> UNKNOWN_CLIENT;
      case UNAUTHORIZED_CLIENT, UNSUPPORTED_GRANT_TYPE -> MISCONFIGURED;
      case INVALID_REQUEST, INVALID_SCOPE, INVALID_TARGET -> BAD_REQUEST;
      case SLOW_DOWN -> UNUSED;
      default -> REFUSED;
    };
  }
}
