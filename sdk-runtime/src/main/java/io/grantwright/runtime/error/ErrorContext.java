package io.grantwright.runtime.error;

import io.grantwright.runtime.endpoint.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is known about a call that failed. Nothing in it is secret.
 *
 * @param endpoint the endpoint that was called
 * @param status the status of the answer; 0 if there is none
 * @param contentType the content type of the answer
 * @param excerpt what may be shown of the answer's body; empty for nothing
 * @param requestId the server's name for the request
 * @param retryAfter how long the server asks to wait (RFC 9110 §10.2.3)
 * @param challenges what the server asks for in {@code WWW-Authenticate}
 * @param attempts how many times the request was started; 0 if it never was
 * @param mayBeSentAgain whether the request may be sent again without harm: it surely was not acted
 *     on, or twice is the same as once
 * @param elapsed the time from the beginning of the call to its failure
 */
public record ErrorContext(
    Endpoint<?> endpoint,
    int status,
    Optional<String> contentType,
    String excerpt,
    Optional<String> requestId,
    Optional<Duration> retryAfter,
    List<Challenge> challenges,
    int attempts,
    boolean mayBeSentAgain,
    Duration elapsed) {
  /**
   * Copies what could change.
   *
   * @param endpoint the endpoint that was called
   * @param status the status of the answer; 0 if there is none
   * @param contentType the content type of the answer
   * @param excerpt what may be shown of the answer's body; empty for nothing
   * @param requestId the server's name for the request
   * @param retryAfter how long the server asks to wait (RFC 9110 §10.2.3)
   * @param challenges what the server asks for in {@code WWW-Authenticate}
   * @param attempts how many times the request was started; 0 if it never was
   * @param mayBeSentAgain whether the request may be sent again without harm
   * @param elapsed the time from the beginning of the call to its failure
   */
  public ErrorContext {
    challenges = List.copyOf(challenges);
  }

  /**
   * Makes the context of a call that has no answer.
   *
   * @param endpoint the endpoint that was called
   * @param attempts how many times the request was started
   * @param mayBeSentAgain whether the request may be sent again without harm
   * @param elapsed the time from the beginning of the call to its failure
   * @return the context
   */
  public static ErrorContext withoutAnswer(
      Endpoint<?> endpoint, int attempts, boolean mayBeSentAgain, Duration elapsed) {
    return new ErrorContext(
        endpoint,
        0,
        Optional.empty(),
        "",
        Optional.empty(),
        Optional.empty(),
        List.of(),
        attempts,
        mayBeSentAgain,
        elapsed);
  }

  /**
   * Makes the context of a call that was refused before anything was sent, as it would be again.
   *
   * @param endpoint the endpoint that was called
   * @return the context
   */
  public static ErrorContext refused(Endpoint<?> endpoint) {
    return withoutAnswer(endpoint, 0, false, Duration.ZERO);
  }
}
