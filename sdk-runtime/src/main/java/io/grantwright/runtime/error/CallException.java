package io.grantwright.runtime.error;

import io.grantwright.runtime.endpoint.Endpoint;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed. The hierarchy is sealed: a {@code switch} over it knows every case. Messages
 * say what happened, at which endpoint and what to do, and contain no secret.
 *
 * <p>Although every exception of Java is declared serialisable, these refuse to be: what they carry
 * must not end up in files or on the wire by accident.
 */
public abstract sealed class CallException extends RuntimeException
    permits OAuthException,
        DeclaredException,
        UnexpectedAnswerException,
        MalformedAnswerException,
        NoAnswerException,
        RefusedCallException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient ErrorContext context;

  CallException(ErrorContext context, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.context = context;
  }

  /** {@return all that is known about the call} */
  public final ErrorContext context() {
    return context;
  }

  /** {@return the endpoint that was called} */
  public final Endpoint<?> endpoint() {
    return context.endpoint();
  }

  /** {@return the status of the answer; 0 if there is none} */
  public final int status() {
    return context.status();
  }

  /** {@return what may be shown of the answer's body; empty for nothing} */
  public final String excerpt() {
    return context.excerpt();
  }

  /** {@return the server's name for the request; its operators will ask for it} */
  public final Optional<String> requestId() {
    return context.requestId();
  }

  /** {@return how long the server asks to wait before the next call} */
  public final Optional<Duration> retryAfter() {
    return context.retryAfter();
  }

  /** {@return what the server asks for in {@code WWW-Authenticate}} */
  public final List<Challenge> challenges() {
    return context.challenges();
  }

  /** {@return what the API wants beyond the access token, if that is why the call failed} */
  public Optional<StepUp> stepUp() {
    return StepUp.of(challenges());
  }

  /** {@return how many times the request was started; 0 if it never was} */
  public final int attempts() {
    return context.attempts();
  }

  /**
   * {@return whether the same request may be sent again without harm} Either it surely was not
   * acted on, or twice is the same as once. Whether it would help is another question.
   */
  public final boolean mayBeSentAgain() {
    return context.mayBeSentAgain();
  }

  @Serial
  private void writeObject(ObjectOutputStream out) throws NotSerializableException {
    throw new NotSerializableException(getClass().getName());
  }
}
