package io.grantwright.runtime.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;

/**
 * {@code application/x-www-form-urlencoded} in UTF-8 (RFC 6749 appendix B), exactly as {@link
 * URLEncoder} does it.
 */
public final class FormEncoding {
  private FormEncoding() {}

  /**
   * Encodes a name or a value.
   *
   * @param text the text
   * @return the encoded text; the very text where nothing needs encoding, as with most tokens
   */
  public static String encode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isPlain(text.charAt(i))) {
        return URLEncoder.encode(text, UTF_8);
      }
    }
    return text;
  }

  /**
   * Decodes a name or a value.
   *
   * @param text the encoded text
   * @return the text; the very text where it is not encoded as it must be
   */
  public static String decode(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.'
        || c == '*';
  }
}
