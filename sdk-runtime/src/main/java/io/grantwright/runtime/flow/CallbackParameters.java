package io.grantwright.runtime.flow;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import okio.Buffer;

/**
 * Reads form-encoded parameters (RFC 6749 appendix B). By hand, because {@code java.net.URI}
 * refuses characters that servers send, and other readers guess where this one refuses.
 */
final class CallbackParameters {
  private CallbackParameters() {}

  /**
   * @throws AuthorizationException.Malformed if a parameter occurs twice (RFC 6749 §3.1), or is not
   *     encoded as it must be
   */
  static Map<String, String> read(String encoded) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : encoded.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      if (parameters.putIfAbsent(name, value) != null) {
        throw new AuthorizationException.Malformed(
            "The callback has the parameter " + shown(name) + " more than once");
      }
    }
    return parameters;
  }

  /** The part before the query. */
  static String address(String uri) {
    int end = uri.length();
    for (char mark : new char[] {'?', '#'}) {
      int at = uri.indexOf(mark);
      end = at < 0 ? end : Math.min(end, at);
    }
    return uri.substring(0, end);
  }

  /** The query as it is written; empty for none. */
  static String query(String uri) {
    int fragment = uri.indexOf('#');
    String whole = fragment < 0 ? uri : uri.substring(0, fragment);
    int mark = whole.indexOf('?');
    return mark < 0 ? "" : whole.substring(mark + 1);
  }

  /** A foreign text, cut and reduced to what RFC 6749 §4.1.2.1 allows in a description. */
  static String shown(String foreign) {
    String start = foreign.length() > 200 ? foreign.substring(0, 200) + "..." : foreign;
    return start.replaceAll("[^\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]", "?");
  }

  private static String decode(String encoded) {
    Buffer bytes = new Buffer();
    for (int i = 0; i < encoded.length(); ) {
      int character = encoded.codePointAt(i);
      if (character == '%') {
        bytes.writeByte(hex(encoded, i + 1) * 16 + hex(encoded, i + 2));
        i += 3;
      } else {
        bytes.writeUtf8CodePoint(character == '+' ? ' ' : character);
        i += Character.charCount(character);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.readByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new AuthorizationException.Malformed("The callback has text that is not UTF-8");
    }
  }

  private static int hex(String text, int at) {
    int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
    if (digit < 0 || text.charAt(at) > 'f') {
      throw new AuthorizationException.Malformed(
          "The callback has a % that is not followed by two hexadecimal digits");
    }
    return digit;
  }
}
