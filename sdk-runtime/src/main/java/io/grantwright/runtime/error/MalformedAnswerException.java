package io.grantwright.runtime.error;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An answer came whose body does not fit its model, or is no JSON at all. */
public final class MalformedAnswerException extends CallException {
  @Serial private static final long serialVersionUID = 1L;

  private final String path;

  /**
   * Makes the exception.
   *
   * @param context what is known about the call
   * @param path where the body does not fit, as in {@code $.expires_in}
   * @param problem what is wrong, as in {@code expected a number at $.expires_in, found a string};
   *     not a value
   * @param cause the failure to read, whose message must hold no value either; null for none
   */
  public MalformedAnswerException(
      ErrorContext context, String path, String problem, @Nullable Throwable cause) {
    this(context, path, problem, "Compare the model with what the server sends.", cause);
  }

  /**
   * Makes the exception of a misfit that something can be done about.
   *
   * @param context what is known about the call
   * @param path where the body does not fit
   * @param problem what is wrong; not a value
   * @param advice what to do about it
   * @param cause the failure to read, whose message must hold no value either; null for none
   */
  public MalformedAnswerException(
      ErrorContext context, String path, String problem, String advice, @Nullable Throwable cause) {
    super(
        context,
        Sentence.of(
            context,
            "answered with status " + context.status() + ", but the body does not fit: " + problem,
            advice),
        cause == null ? null : withoutQuotation(cause));
    this.path = path;
  }

  /** A converter's message may quote the body. */
  private static Exception withoutQuotation(Throwable cause) {
    Exception silent = new IllegalArgumentException(cause.getClass().getName());
    silent.setStackTrace(cause.getStackTrace());
    return silent;
  }

  /** {@return where the body does not fit, as a JSON path} */
  public String path() {
    return path;
  }
}
