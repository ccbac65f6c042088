package io.grantwright.runtime.error;

import java.io.Serial;
import java.net.ProtocolException;
import org.jspecify.annotations.Nullable;

/** No answer came: the connection failed, or the time was up, or the call was cancelled. */
public final class NoAnswerException extends CallException {
  @Serial private static final long serialVersionUID = 1L;

  private final Delivery delivery;

  /**
   * Makes the exception.
   *
   * @param context what is known about the call
   * @param delivery what became of the request
   * @param problem what happened, as in {@code could not connect}; not a value
   * @param cause the failure to send or to read; null for none. Of what is no HTTP at all, only the
   *     stack trace is kept, since its message quotes what the server sent
   */
  public NoAnswerException(
      ErrorContext context, Delivery delivery, String problem, @Nullable Throwable cause) {
    super(
        context,
        Sentence.of(
            context,
            "got no answer: "
                + problem
                + (cause == null ? "" : " [" + cause.getClass().getSimpleName() + "]"),
            delivery.advice),
        cause instanceof ProtocolException ? withoutQuotation(cause) : cause);
    this.delivery = delivery;
  }

  private static ProtocolException withoutQuotation(Throwable cause) {
    ProtocolException silent = new ProtocolException("What the server sent is no valid HTTP.");
    silent.setStackTrace(cause.getStackTrace());
    return silent;
  }

  /** {@return what became of the request} */
  public Delivery delivery() {
    return delivery;
  }

  /** What became of a request without an answer. */
  public enum Delivery {
    /** Nothing of it was sent: it may be sent again. */
    NOT_DELIVERED("The request was not sent: it is safe to call again."),
    /** It may have arrived, and may have been acted on. */
    UNKNOWN("The request may have arrived: call again only if twice does no harm."),
    /** It arrived: an answer began to come and was lost. */
    ANSWER_LOST(
        "The request arrived and its answer was lost: call again only if twice does no harm.");

    private final String advice;

    Delivery(String advice) {
      this.advice = advice;
    }
  }
}
