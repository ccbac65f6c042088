package io.grantwright.runtime.error;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Reads one failing body: JSON in the shapes that providers use, a form, a page, or anything else.
 * The body is believed more than its content type, which is often wrong where things fail. Only
 * members known to be harmless get into the excerpt.
 */
final class ErrorBodyReader {
  private static final int MOST_BYTES = 64 * 1024;
  private static final int LONGEST_EXCERPT = 600;
  private static final int MOST_ELEMENTS = 3;
  private static final int MOST_FIELDS = 64;
  private static final int LONGEST_CODE = 100;

  private static final Set<String> SHOWN =
      Set.of(
          "error",
          "error_code",
          "error_description",
          "error_type",
          "error_uri",
          "errorcode",
          "errormessage",
          "errortype",
          "code",
          "message",
          "msg",
          "detail",
          "reason",
          "status",
          "title",
          "type");

  private static final Set<String> CODES =
      Set.of(
          "error", "error_code", "error_type", "errorcode", "errortype", "code", "status", "type");

  private static final Set<String> OBJECTS = Set.of("error", "errors", "detail");

  private final String contentType;
  private final Map<String, String> members = new HashMap<>();
  private final StringBuilder excerpt = new StringBuilder();

  ErrorBodyReader(@Nullable String contentType) {
    this.contentType = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
  }

  void read(ByteString body) {
    boolean cut = body.size() > MOST_BYTES;
    String text = (cut ? body.substring(0, MOST_BYTES) : body).utf8();
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    text = text.strip();
    if (text.isEmpty()) {
      return;
    }
    char first = text.charAt(0);
    if (first == '{' || first == '[' || first == '"') {
      readJson(text);
    } else if (first == '<' || contentType.contains("html")) {
      readPage(text);
    } else if (contentType.startsWith("application/x-www-form-urlencoded")
        || text.startsWith("error=")) {
      readForm(text);
    } else {
      excerpt.append(body.size()).append(" bytes");
      if (!contentType.isEmpty()) {
        excerpt.append(" of ").append(Redaction.shown(contentType));
      }
    }
  }

  String excerpt() {
    return excerpt.toString();
  }

  Optional<OAuthError> error() {
    String code = members.get("error");
    if (code != null && isErrorOfOAuth(code)) {
      return Optional.of(error(code, "error_description"));
    }
    // Objects are no shape of OAuth, and frameworks use them for whatever fails, from
    // VALIDATION_ERROR
    // to HTTP_NOT_FOUND: only a code of OAuth makes them an error of it.
    for (String name : new String[] {"error.code", "errors.errorType", "errors.code"}) {
      String nested = members.get(name);
      if (nested != null && isCodeOfOAuth(nested)) {
        return Optional.of(error(nested, name.substring(0, name.indexOf('.')) + ".message"));
      }
    }
    return Optional.empty();
  }

  /** Whether a text is a code and not a sentence (RFC 6749 §5.2, without the blank it allows). */
  static boolean isCode(String text) {
    if (text.isEmpty() || text.length() > LONGEST_CODE) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  /** Frameworks write the reason phrase under the same name, as in {@code "Unauthorized"}. */
  private boolean isErrorOfOAuth(String code) {
    return isCode(code)
        && (isCodeOfOAuth(code)
            || members.containsKey("error_description")
            || code.equals(code.toLowerCase(Locale.ROOT)));
  }

  /** Registered, or one that says so itself, as in {@code OAUTH_INVALID_CLIENT}. */
  private static boolean isCodeOfOAuth(String code) {
    return isCode(code)
        && (OAuthErrorCode.NAMES.find(code) != null || OAuthErrorCode.isPrefixed(code));
  }

  private OAuthError error(String code, String description) {
    return new OAuthError(
        OAuthErrorCode.read(code),
        Optional.ofNullable(members.get(description)),
        Optional.ofNullable(members.get("error_uri")),
        Optional.ofNullable(members.get("scope")),
        Optional.ofNullable(members.get("state")),
        Optional.ofNullable(members.get("interval")).flatMap(ErrorBodyReader::seconds));
  }

  private static Optional<Long> seconds(String text) {
    return text.matches("[0-9]{1,9}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  private void readJson(String text) {
    try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(text))) {
      switch (reader.peek()) {
        case BEGIN_OBJECT -> readObject(reader, "");
        case BEGIN_ARRAY -> readArray(reader, "");
        default -> readText(reader.nextString());
      }
      if (excerpt.length() == 0) {
        excerpt.append("JSON without a member that may be shown");
      }
    } catch (IOException | JsonDataException e) {
      // What has been read until here is all the better for being read.
      append("cut off or malformed JSON");
    }
  }

  /** A sentence is shown; a word alone could be anything. */
  private void readText(String text) {
    excerpt.append(text.indexOf(' ') > 0 ? Redaction.shown(text) : "a JSON text");
  }

  private void readObject(JsonReader reader, String prefix) throws IOException {
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      boolean opens = prefix.isEmpty() && OBJECTS.contains(name);
      switch (reader.peek()) {
        case STRING, NUMBER -> take(prefix, name, reader.nextString());
        case BOOLEAN -> take(prefix, name, String.valueOf(reader.nextBoolean()));
        case BEGIN_OBJECT -> {
          if (opens) {
            readObject(reader, name + ".");
          } else {
            reader.skipValue();
          }
        }
        case BEGIN_ARRAY -> {
          if (opens) {
            readArray(reader, name + ".");
          } else {
            reader.skipValue();
          }
        }
        default -> reader.skipValue();
      }
    }
    reader.endObject();
  }

  private void readArray(JsonReader reader, String prefix) throws IOException {
    int elements = 0;
    reader.beginArray();
    while (reader.hasNext()) {
      if (elements++ < MOST_ELEMENTS && reader.peek() == JsonReader.Token.BEGIN_OBJECT) {
        // Never deeper than here: a prefix opens nothing.
        readObject(reader, prefix.isEmpty() ? "errors." : prefix);
      } else {
        reader.skipValue();
      }
    }
    reader.endArray();
  }

  private void take(String prefix, String name, String value) {
    members.putIfAbsent(prefix + name, value);
    String lower = name.toLowerCase(Locale.ROOT);
    if (SHOWN.contains(lower)) {
      String shown = CODES.contains(lower) ? Redaction.shownCode(value) : Redaction.shown(value);
      append(prefix + name + "=" + shown);
    }
  }

  private void append(String part) {
    if (excerpt.length() + part.length() + 2 > LONGEST_EXCERPT) {
      return;
    }
    if (excerpt.length() > 0) {
      excerpt.append(", ");
    }
    excerpt.append(part);
  }

  private void readForm(String text) {
    int start = 0;
    for (int fields = 0; fields < MOST_FIELDS && start < text.length(); fields++) {
      int end = text.indexOf('&', start);
      if (end < 0) {
        end = text.length();
      }
      int equals = text.indexOf('=', start);
      if (equals > start && equals < end) {
        take("", decoded(text.substring(start, equals)), decoded(text.substring(equals + 1, end)));
      }
      start = end + 1;
    }
    if (excerpt.length() == 0) {
      excerpt.append("a form without a field that may be shown");
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  private void readPage(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    int tag = lower.indexOf("<title");
    int start = tag < 0 ? -1 : lower.indexOf('>', tag) + 1;
    int end = start <= 0 ? -1 : lower.indexOf("</title", start);
    // Lower case may be longer than the text, in a few languages.
    String title =
        end < 0 || end > text.length() ? "" : Redaction.shown(text.substring(start, end));
    excerpt.append(title.isEmpty() ? "a page without a title" : "a page titled \"" + title + "\"");
  }
}
