package io.grantwright.runtime.error;

import java.io.Serial;

/**
 * The answer is a failure that the descriptor declares. The processor writes one subclass for each
 * record of a failure.
 */
public abstract non-sealed class DeclaredException extends CallException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param context what is known about the call
   */
  protected DeclaredException(ErrorContext context) {
    super(
        context,
        Sentence.of(
            context,
            "failed with status "
                + context.status()
                + (context.excerpt().isEmpty() ? "" : ": " + context.excerpt()),
            "The failure's body() says more."),
        null);
  }

  /** {@return the record that the body was read into} */
  public abstract Object body();
}
