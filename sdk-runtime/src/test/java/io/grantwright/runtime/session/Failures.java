package io.grantwright.runtime.session;

import io.grantwright.runtime.endpoint.Endpoint;
import io.grantwright.runtime.error.ErrorContext;
import io.grantwright.runtime.error.MalformedAnswerException;
import io.grantwright.runtime.error.NoAnswerException;
import io.grantwright.runtime.error.NoAnswerException.Delivery;
import io.grantwright.runtime.error.OAuthError;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.error.RefusedCallException;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Failed calls of a token endpoint. */
final class Failures {
  private static final Endpoint<Void> TOKEN =
      Endpoint.<Void>named("Server", "refreshToken")
          .request("POST", "token")
          .form()
          .sendOnce()
          .build();

  private Failures() {}

  static OAuthException oauth(int status, String code) {
    return new OAuthException(context(status, Optional.empty()), OAuthError.of(code));
  }

  static OAuthException oauth(int status, String code, Duration retryAfter) {
    return new OAuthException(context(status, Optional.of(retryAfter)), OAuthError.of(code));
  }

  static UnexpectedAnswerException status(int status) {
    return UnexpectedAnswerException.ofStatus(context(status, Optional.empty()));
  }

  static UnexpectedAnswerException status(int status, Duration retryAfter) {
    return UnexpectedAnswerException.ofStatus(context(status, Optional.of(retryAfter)));
  }

  static UnexpectedAnswerException page() {
    return UnexpectedAnswerException.ofContentType(
        context(200, Optional.empty()), "application/json");
  }

  static MalformedAnswerException malformed() {
    return new MalformedAnswerException(
        context(200, Optional.empty()), "$", "it is not valid JSON", null);
  }

  static NoAnswerException noAnswer(Delivery delivery) {
    return new NoAnswerException(
        context(0, Optional.empty()), delivery, "the connection failed", null);
  }

  static RefusedCallException refused() {
    return new RefusedCallException(
        context(0, Optional.empty()), "clientAuthentication", "It is missing.");
  }

  private static ErrorContext context(int status, Optional<Duration> retryAfter) {
    return new ErrorContext(
        TOKEN,
        status,
        Optional.empty(),
        "",
        Optional.empty(),
        retryAfter,
        List.of(),
        1,
        true,
        Duration.ZERO);
  }
}
