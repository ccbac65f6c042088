package io.grantwright.runtime.error;

import io.grantwright.runtime.json.OpenEnum;
import java.util.List;
import java.util.Optional;
import okhttp3.Headers;
import okio.ByteString;

/**
 * What can be learned from the body and headers of a failing answer, whatever they are. Reading
 * never fails.
 *
 * <p>An error of OAuth is found in the member {@code error} of a JSON object or a form (RFC 6749
 * §5.2), if it is a code and not a reason phrase; in the {@code code} of an object {@code error},
 * or of the elements of a list {@code errors[]}, if it is a registered code or begins with {@code
 * OAUTH_}; else in {@code WWW-Authenticate} (RFC 6750 §3). {@code OAUTH_INVALID_CLIENT} is known as
 * {@link OAuthErrorCode#INVALID_CLIENT} and keeps its text. Other codes in objects, such as {@code
 * VALIDATION_ERROR} or {@code HTTP_NOT_FOUND}, are the server's framework speaking: they show in
 * the excerpt, and are no error of OAuth, from which a session would conclude that the user has to
 * authorize again.
 *
 * @param error the error of OAuth, wherever there is one
 * @param excerpt what may be shown of the body; empty for nothing
 * @param challenges what the server asks for in {@code WWW-Authenticate}
 */
public record ErrorBody(Optional<OAuthError> error, String excerpt, List<Challenge> challenges) {
  /**
   * Copies what could change.
   *
   * @param error the error of OAuth, wherever there is one
   * @param excerpt what may be shown of the body; empty for nothing
   * @param challenges what the server asks for in {@code WWW-Authenticate}
   */
  public ErrorBody {
    challenges = List.copyOf(challenges);
  }

  /**
   * Reads a failing answer.
   *
   * @param headers its headers
   * @param body its body, or the beginning of it
   * @return what can be learned
   */
  public static ErrorBody read(Headers headers, ByteString body) {
    List<Challenge> challenges = WwwAuthenticate.parse(headers.values("WWW-Authenticate"));
    ErrorBodyReader reader = new ErrorBodyReader(headers.get("Content-Type"));
    reader.read(body);
    return new ErrorBody(
        reader.error().map(error -> withScope(error, challenges)).or(() -> errorOf(challenges)),
        reader.excerpt(),
        challenges);
  }

  private static OAuthError withScope(OAuthError error, List<Challenge> challenges) {
    if (error.scope().isPresent()) {
      return error;
    }
    return new OAuthError(
        error.error(),
        error.errorDescription(),
        error.errorUri(),
        challenges.stream().flatMap(c -> c.parameter("scope").stream()).findFirst(),
        error.state(),
        error.interval());
  }

  /** Of any scheme: django-oauth-toolkit says Bearer even on its token endpoint. */
  private static Optional<OAuthError> errorOf(List<Challenge> challenges) {
    for (Challenge challenge : challenges) {
      Optional<String> code = challenge.parameter("error").filter(ErrorBodyReader::isCode);
      if (code.isPresent()) {
        return Optional.of(
            new OAuthError(
                OpenEnum.of(code.get(), OAuthErrorCode.NAMES),
                challenge.parameter("error_description"),
                challenge.parameter("error_uri"),
                challenge.parameter("scope"),
                Optional.empty()));
      }
    }
    return Optional.empty();
  }
}
