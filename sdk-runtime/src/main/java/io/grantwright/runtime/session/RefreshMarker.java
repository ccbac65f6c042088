package io.grantwright.runtime.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.secret.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Says in the store that a refresh token is about to be sent. Whoever finds it when its deadline
 * has passed knows that the token may be used up, and that the answer was lost.
 *
 * @param refreshTokenHash which refresh token, as {@link #hash} gives it; the token itself lies
 *     beside the marker
 * @param version the version of the grant before the marker
 * @param time when it was written, in milliseconds since 1970
 * @param deadline when the call is over, whatever happens, in milliseconds since 1970
 * @param stage how far the refresh had come
 */
@Model
@Naming(Naming.Case.SNAKE)
public record RefreshMarker(
    String refreshTokenHash, long version, long time, long deadline, Stage stage) {
  /**
   * Hashes a refresh token for a marker.
   *
   * @param refreshToken the token
   * @return its SHA-256, in hexadecimal digits
   */
  public static String hash(Secret refreshToken) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(refreshToken.reveal().getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }

  /** How far a refresh had come. */
  @Model
  public enum Stage {
    /** It was about to be sent for the first time. */
    SENT,
    /** The server failed (status 5xx) and may or may not have used the token up. */
    SERVER_FAILED,
    /** An answer had been lost, and the token was about to be sent once more. */
    PROBED
  }
}
