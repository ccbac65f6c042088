package io.grantwright.runtime.json;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.secret.SensitiveUri;
import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The checks of generated readers. Each failure is a {@link JsonDataException} whose text names the
 * place, what was expected and what was found, and never a value.
 */
public final class Decode {
  private static final String FOUND = ", found ";
  private static final Pattern LAST_INDEX = Pattern.compile("\\[(\\d+)]$");
  private static final int LONGEST_PATH = 200;

  private Decode() {}

  /**
   * Refuses a member that has been read before.
   *
   * @param seen a bit for each member read so far
   * @param member the number of the member; of 64 members, each {@code seen} stands for its own
   * @param reader the reader, at the member
   * @return {@code seen} with the member's bit
   * @throws JsonDataException if the member is a duplicate (RFC 8259 §4 leaves its meaning open)
   */
  public static long once(long seen, int member, JsonReader reader) {
    long bit = 1L << member;
    if ((seen & bit) != 0) {
      throw misfit("one member", reader.getPath(), "a duplicate");
    }
    return seen | bit;
  }

  /**
   * Refuses the absence of a required member.
   *
   * @param value the value that was read; null if there was none
   * @param name the member's name on the wire
   * @param reader the reader, behind the last member of the object
   * @param <V> the type of the value
   * @return the value
   * @throws JsonDataException if the member is missing or null
   * @throws IOException if the reader fails
   */
  public static <V> V required(@Nullable V value, String name, JsonReader reader)
      throws IOException {
    if (value == null) {
      throw misfit("a value", pathOfObject(reader) + "." + name, "none");
    }
    return value;
  }

  /**
   * Refuses the absence of a required member, and remembers what stands in its place.
   *
   * @param value the value that was read; null if there was none
   * @param name the member's name on the wire
   * @param reader the reader, behind the last member of the object
   * @param unknown the unknown members of the object; null for none
   * @param <V> the type of the value
   * @return the value
   * @throws JsonDataException if the member is missing or null
   * @throws IOException if the reader fails
   */
  public static <V> V required(
      @Nullable V value, String name, JsonReader reader, UnknownMembers.@Nullable Collector unknown)
      throws IOException {
    if (value == null) {
      String path = pathOfObject(reader) + "." + name;
      throw new JsonDataException(
          misfit("a value", path, "none").getMessage(), new Beside(UnknownMembers.of(unknown)));
    }
    return value;
  }

  /**
   * Gives what was found where a member is missing.
   *
   * @param failure the failure
   * @return the unknown members of its object, as far as they were kept
   */
  public static UnknownMembers beside(JsonDataException failure) {
    return failure.getCause() instanceof Beside beside ? beside.members : UnknownMembers.EMPTY;
  }

  /** Carries the members beside a missing one; it never leaves the runtime. */
  private static final class Beside extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient UnknownMembers members;

    Beside(UnknownMembers members) {
      super(null, null, false, false);
      this.members = members;
    }
  }

  /**
   * Enters the object that is the whole body of an answer.
   *
   * @param reader the reader; null for an answer without a body
   * @return the reader
   * @throws JsonDataException if there is no body or it is no object
   * @throws IOException if the reader fails
   */
  public static JsonReader beginObject(@Nullable JsonReader reader) throws IOException {
    if (reader == null) {
      throw new JsonDataException("expected an object at $, found no body");
    }
    expect(JsonReader.Token.BEGIN_OBJECT, "an object", reader);
    reader.beginObject();
    return reader;
  }

  /**
   * Refuses anything behind the value.
   *
   * @param reader the reader, behind the outermost value
   * @throws IOException if something follows that is not blank
   */
  public static void end(JsonReader reader) throws IOException {
    if (reader.peek() != JsonReader.Token.END_DOCUMENT) {
      throw misfit("the end of the body", reader.getPath(), "more");
    }
  }

  /**
   * Gives the place that a reader has come to.
   *
   * @param reader the reader
   * @return the JSON path, cut where it is very long
   */
  public static String pathOf(JsonReader reader) {
    return shown(reader.getPath());
  }

  /**
   * Gives the place of a failure.
   *
   * @param failure the failure
   * @param reader the reader that was read from
   * @return the JSON path, as in {@code $.expires_in}
   */
  public static String pathOf(JsonDataException failure, JsonReader reader) {
    String message = failure.getMessage();
    if (message != null && message.startsWith("expected ")) {
      int start = message.indexOf(" at $");
      int end = message.lastIndexOf(FOUND);
      if (start >= 0 && end > start) {
        return message.substring(start + " at ".length(), end);
      }
    }
    return pathOf(reader);
  }

  /**
   * Gives a header's value.
   *
   * @param headers the headers of an answer
   * @param name the header's name
   * @return the value; of several, the last; null if there is none
   */
  public static @Nullable String header(Headers headers, String name) {
    return headers.get(name);
  }

  /**
   * Gives the value of a header that must be there.
   *
   * @param headers the headers of an answer
   * @param name the header's name
   * @return the value; of several, the last
   * @throws JsonDataException if there is none
   */
  public static String requiredHeader(Headers headers, String name) {
    return requiredHeader(headers.get(name), name);
  }

  /**
   * Refuses the absence of a required header.
   *
   * @param value the value that was read; null if there was none
   * @param name the header's name
   * @param <V> the type of the value
   * @return the value
   * @throws JsonDataException if there is none
   */
  public static <V> V requiredHeader(@Nullable V value, String name) {
    if (value == null) {
      throw new JsonDataException("expected a header " + name + FOUND + "none");
    }
    return value;
  }

  /**
   * Reads a header as a whole number.
   *
   * @param headers the headers of an answer
   * @param name the header's name
   * @return the number; null if there is no such header
   * @throws JsonDataException if the value is no whole number of 32 bits
   */
  public static @Nullable Integer intHeader(Headers headers, String name) {
    String text = headers.get(name);
    try {
      return text == null ? null : Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw badHeader("a whole number of 32 bits", name);
    }
  }

  /**
   * Reads a header as a whole number.
   *
   * @param headers the headers of an answer
   * @param name the header's name
   * @return the number; null if there is no such header
   * @throws JsonDataException if the value is no whole number of 64 bits
   */
  public static @Nullable Long longHeader(Headers headers, String name) {
    String text = headers.get(name);
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw badHeader("a whole number of 64 bits", name);
    }
  }

  /**
   * Reads a header as a number.
   *
   * @param headers the headers of an answer
   * @param name the header's name
   * @return the number; null if there is no such header
   * @throws JsonDataException if the value is no number
   */
  public static @Nullable Double doubleHeader(Headers headers, String name) {
    String text = headers.get(name);
    try {
      return text == null ? null : Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw badHeader("a number", name);
    }
  }

  /**
   * Reads a header as a truth value.
   *
   * @param headers the headers of an answer
   * @param name the header's name
   * @return the truth value; null if there is no such header
   * @throws JsonDataException if the value is neither {@code true} nor {@code false}
   */
  public static @Nullable Boolean booleanHeader(Headers headers, String name) {
    String text = headers.get(name);
    if (text == null) {
      return null;
    }
    return switch (text) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> throw badHeader("true or false", name);
    };
  }

  /**
   * Reads a header as a secret.
   *
   * @param headers the headers of an answer
   * @param name the header's name
   * @return the secret; null if there is no such header or it is empty
   */
  public static @Nullable Secret secretHeader(Headers headers, String name) {
    String text = headers.get(name);
    return text == null || text.isEmpty() ? null : Secret.of(text);
  }

  /**
   * Reads a header as a URI.
   *
   * @param headers the headers of an answer
   * @param name the header's name
   * @return the URI; null if there is no such header
   * @throws JsonDataException if the value is no URI (RFC 3986)
   */
  public static @Nullable URI uriHeader(Headers headers, String name) {
    String text = headers.get(name);
    try {
      return text == null ? null : new URI(text);
    } catch (URISyntaxException e) {
      // Not the cause: its message has the text.
      throw badHeader("a URI", name);
    }
  }

  /**
   * Reads a header as a URI that is not shown whole.
   *
   * @param headers the headers of an answer
   * @param name the header's name
   * @return the URI; null if there is no such header or it is empty
   */
  public static @Nullable SensitiveUri sensitiveUriHeader(Headers headers, String name) {
    String text = headers.get(name);
    return text == null || text.isEmpty() ? null : SensitiveUri.of(text);
  }

  /**
   * Reads a header as a constant.
   *
   * @param headers the headers of an answer
   * @param name the header's name
   * @param names the names of the constants
   * @param <E> the enum
   * @return the constant; null if there is no such header
   * @throws JsonDataException if no constant has that name
   */
  public static <E extends Enum<E>> @Nullable E enumHeader(
      Headers headers, String name, EnumNames<E> names) {
    String text = headers.get(name);
    if (text == null) {
      return null;
    }
    E constant = names.find(text);
    if (constant == null) {
      throw badHeader(names.choices(), name);
    }
    return constant;
  }

  /**
   * Reads a header as a constant, or as text where no constant has that name.
   *
   * @param headers the headers of an answer
   * @param name the header's name
   * @param names the names of the constants
   * @param <E> the enum
   * @return the value; null if there is no such header
   */
  public static <E extends Enum<E>> @Nullable OpenEnum<E> openEnumHeader(
      Headers headers, String name, EnumNames<E> names) {
    String text = headers.get(name);
    return text == null ? null : OpenEnum.of(text, names);
  }

  /** Checks the next token, so that Moshi never has a reason to quote a value. */
  static void expect(JsonReader.Token token, String expected, JsonReader reader)
      throws IOException {
    JsonReader.Token found = reader.peek();
    if (found != token) {
      throw misfit(expected, reader, found);
    }
  }

  static JsonDataException misfit(String expected, JsonReader reader, JsonReader.Token found) {
    return misfit(expected, reader.getPath(), described(found));
  }

  static JsonDataException misfit(String expected, String path, String found) {
    return new JsonDataException("expected " + expected + " at " + shown(path) + FOUND + found);
  }

  static JsonDataException badHeader(String expected, String name) {
    return new JsonDataException(
        "expected " + expected + " in the header " + name + FOUND + "other text");
  }

  private static String described(JsonReader.Token token) {
    return switch (token) {
      case BEGIN_ARRAY -> "an array";
      case END_ARRAY -> "the end of an array";
      case BEGIN_OBJECT -> "an object";
      case END_OBJECT -> "the end of an object";
      case NAME -> "a name";
      case STRING -> "a string";
      case NUMBER -> "a number";
      case BOOLEAN -> "a boolean";
      case NULL -> "null";
      case END_DOCUMENT -> "the end of the body";
    };
  }

  /**
   * The reader's own path still ends in the last member's name, which may hold dots of its own. A
   * copy of the reader that has left the object knows the object's path, except that it has already
   * counted the object if an array holds it.
   */
  private static String pathOfObject(JsonReader reader) throws IOException {
    String inside = reader.getPath();
    String outside;
    try (JsonReader copy = reader.peekJson()) {
      copy.endObject();
      outside = copy.getPath();
    }
    Matcher index = LAST_INDEX.matcher(outside);
    if (index.find()) {
      String counted =
          outside.substring(0, index.start()) + "[" + (Integer.parseInt(index.group(1)) - 1) + "]";
      if (inside.startsWith(counted + ".")) {
        return counted;
      }
    }
    return outside;
  }

  /** Names come from the server, too: they must not break a line of a log. */
  private static String shown(String path) {
    int length = Math.min(path.length(), LONGEST_PATH);
    StringBuilder clean = new StringBuilder(length + 1);
    for (int i = 0; i < length; i++) {
      char c = path.charAt(i);
      clean.append(Character.isISOControl(c) ? '?' : c);
    }
    return length < path.length() ? clean.append('…').toString() : clean.toString();
  }
}
