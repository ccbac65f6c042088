package io.grantwright.runtime.error;

import java.io.Serial;
import java.util.Optional;

/** The answer carries an error of OAuth (RFC 6749 §5.2, RFC 6750 §3). */
public final class OAuthException extends CallException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient OAuthError error;

  /**
   * Makes the exception.
   *
   * @param context what is known about the call
   * @param error the error
   */
  public OAuthException(ErrorContext context, OAuthError error) {
    super(context, message(context, error), null);
    this.error = error;
  }

  /** {@return the error} */
  public OAuthError error() {
    return error;
  }

  @Override
  public Optional<StepUp> stepUp() {
    return super.stepUp().or(() -> StepUp.of(error));
  }

  private static String message(ErrorContext context, OAuthError error) {
    return Sentence.of(
        context,
        "failed with status "
            + context.status()
            + " and the OAuth error "
            + Redaction.shownCode(error.error().text())
            + error.errorDescription().map(text -> ": " + unstopped(text)).orElse(""),
        error.error().known().map(OAuthErrorCode::advice).orElse(""));
  }

  private static String unstopped(String text) {
    String shown = Redaction.shown(text);
    return shown.endsWith(".") ? shown.substring(0, shown.length() - 1) : shown;
  }
}
