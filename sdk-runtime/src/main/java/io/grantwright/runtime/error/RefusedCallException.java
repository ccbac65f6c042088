package io.grantwright.runtime.error;

import java.io.Serial;

/** The call was refused before anything was sent, since it could not be made safely. */
public final class RefusedCallException extends CallException {
  @Serial private static final long serialVersionUID = 1L;

  private final String setting;

  /**
   * Makes the exception.
   *
   * @param context what is known about the call
   * @param setting the setting at fault, as in {@code clientAuthentication}
   * @param reason why, and what to do, in whole sentences; not a value
   */
  public RefusedCallException(ErrorContext context, String setting, String reason) {
    super(
        context,
        Sentence.of(context, "was refused before it was sent, because of " + setting, reason),
        null);
    this.setting = setting;
  }

  /** {@return the setting at fault} */
  public String setting() {
    return setting;
  }
}
