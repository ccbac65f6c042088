package io.grantwright.runtime.error;

import io.grantwright.runtime.json.OpenEnum;
import java.util.Optional;

/**
 * An error of OAuth (RFC 6749 §5.2 and §4.1.2.1, RFC 6750 §3). The texts are the server's own and
 * may quote what was sent; {@link #toString} shows them redacted.
 *
 * @param error what went wrong; an unregistered code keeps its text, and so does one that is
 *     spelled in another way, such as {@code OAUTH_INVALID_CLIENT}
 * @param errorDescription a text for the developer, not for the user
 * @param errorUri a page about the error
 * @param scope the scope that would have sufficed (RFC 6750 §3)
 * @param state the state of the authorization request, in an answer to one
 * @param interval the least time between two polls in seconds, which some servers send with {@code
 *     slow_down} (RFC 8628 §3.5)
 */
public record OAuthError(
    OpenEnum<OAuthErrorCode> error,
    Optional<String> errorDescription,
    Optional<String> errorUri,
    Optional<String> scope,
    Optional<String> state,
    Optional<Long> interval) {
  /**
   * Makes an error without an interval.
   *
   * @param error what went wrong
   * @param errorDescription a text for the developer
   * @param errorUri a page about the error
   * @param scope the scope that would have sufficed
   * @param state the state of the authorization request
   */
  public OAuthError(
      OpenEnum<OAuthErrorCode> error,
      Optional<String> errorDescription,
      Optional<String> errorUri,
      Optional<String> scope,
      Optional<String> state) {
    this(error, errorDescription, errorUri, scope, state, Optional.empty());
  }

  /**
   * Makes an error of its code alone.
   *
   * @param error the code, as on the wire
   * @return the error
   */
  public static OAuthError of(String error) {
    return new OAuthError(
        OpenEnum.of(error, OAuthErrorCode.NAMES),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Says what the error means where its code does not.
   *
   * @param meaning the registered code that is meant
   * @return the same error, known as that code and with the text of its own
   */
  public OAuthError as(OAuthErrorCode meaning) {
    return new OAuthError(
        OpenEnum.of(meaning, error.text()), errorDescription, errorUri, scope, state, interval);
  }

  /**
   * Compares the code.
   *
   * @param code a code
   * @return whether the error has it
   */
  public boolean is(OAuthErrorCode code) {
    return error.is(code);
  }

  /** {@return code and description, redacted} */
  @Override
  public String toString() {
    return Redaction.shownCode(error.text())
        + errorDescription.map(text -> ": " + Redaction.shown(text)).orElse("");
  }
}
