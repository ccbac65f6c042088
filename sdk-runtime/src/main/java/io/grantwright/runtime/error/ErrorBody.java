package io.grantwright.runtime.error;

import java.util.List;
import java.util.Optional;
import okhttp3.Headers;
import okio.ByteString;

/**
 * What can be learned from the body and headers of a failing answer, whatever they are. Reading
 * never fails.
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
    return new ErrorBody(Optional.empty(), body.size() + " bytes", challenges);
  }
}
