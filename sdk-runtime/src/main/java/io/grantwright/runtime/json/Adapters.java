package io.grantwright.runtime.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonEncodingException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.secret.SensitiveUri;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The adapters of simple values. They are strict: a number is no text and a text is no number. They
 * read JSON's null as null, and no message of theirs contains a value.
 */
public final class Adapters {
  /** Texts. */
  public static final JsonAdapter<String> STRING = new Text();

  /** Whole numbers of 32 bits. */
  public static final JsonAdapter<Integer> INTEGER = new WholeNumber32();

  /** Whole numbers of 64 bits. */
  public static final JsonAdapter<Long> LONG = new WholeNumber64();

  /** Numbers of 64 bits. */
  public static final JsonAdapter<Double> DOUBLE = new FloatingNumber();

  /** Truth values. */
  public static final JsonAdapter<Boolean> BOOLEAN = new Truth();

  /**
   * Secrets. An empty text is read as null, since providers send it for a token that they did not
   * issue.
   */
  public static final JsonAdapter<Secret> SECRET = new SecretText();

  /** URIs (RFC 3986). */
  public static final JsonAdapter<java.net.URI> URI = new UriText();

  /** URIs that are not shown whole, kept as text. An empty text is read as null. */
  public static final JsonAdapter<SensitiveUri> SENSITIVE_URI = new SensitiveUriText();

  /**
   * Any JSON: {@code Map<String, Object>}, {@code List<Object>}, {@code String}, {@code Boolean}
   * and null; whole numbers as {@code Long}, or {@code BigInteger} where they are larger, others as
   * {@code Double}. Maps and lists are unmodifiable and in the order of the text.
   */
  public static final JsonAdapter<Object> ANY = new AnyJson();

  private Adapters() {}

  /**
   * Makes an adapter that is looked for when it is used, and not when the class that has it is
   * initialised: companions of records that hold lists of each other need each other.
   *
   * @param adapter gives the adapter, always the same
   * @param <V> the type of the values
   * @return the adapter
   */
  public static <V> JsonAdapter<V> later(Supplier<? extends JsonAdapter<V>> adapter) {
    return new Later<>(adapter);
  }

  /**
   * Makes an adapter of arrays. Null elements are refused; lists read are unmodifiable.
   *
   * @param element the adapter of the elements
   * @param <V> the type of the elements
   * @return the adapter
   */
  public static <V> JsonAdapter<List<V>> list(JsonAdapter<V> element) {
    return new Elements<>(element, false);
  }

  /**
   * Makes an adapter of arrays that also takes one bare element for an array of one, as with {@code
   * aud} (RFC 7519 §4.1.3). A list of one is written bare.
   *
   * @param element the adapter of the elements
   * @param <V> the type of the elements
   * @return the adapter
   */
  public static <V> JsonAdapter<List<V>> oneOrMany(JsonAdapter<V> element) {
    return new Elements<>(element, true);
  }

  /**
   * Makes an adapter of objects whose members are alike. Null values and duplicate names are
   * refused; maps read are unmodifiable and in the order of the text.
   *
   * @param value the adapter of the values
   * @param <V> the type of the values
   * @return the adapter
   */
  public static <V> JsonAdapter<Map<String, V>> map(JsonAdapter<V> value) {
    return new Members<>(value);
  }

  /**
   * Makes an adapter of lists that travel as one text, as {@code scope} does (RFC 6749 §3.3). Empty
   * elements are left out when reading.
   *
   * @param separator what stands between two elements, not empty
   * @return the adapter
   */
  public static JsonAdapter<List<String>> joined(String separator) {
    return new Joined(separator);
  }

  /** Takes apart a text that {@link #joined} reads. */
  static List<String> split(String text, String separator) {
    List<String> elements = new ArrayList<>();
    int start = 0;
    while (start <= text.length()) {
      int end = text.indexOf(separator, start);
      if (end < 0) {
        end = text.length();
      }
      if (end > start) {
        elements.add(text.substring(start, end));
      }
      start = end + separator.length();
    }
    return Collections.unmodifiableList(elements);
  }

  /** A value that is one token: null and the wrong token are dealt with here. */
  private abstract static class Scalar<V> extends JsonAdapter<V> {
    private final JsonReader.Token token;
    private final String expected;

    Scalar(JsonReader.Token token, String expected) {
      this.token = token;
      this.expected = expected;
    }

    @Override
    public final @Nullable V fromJson(JsonReader reader) throws IOException {
      JsonReader.Token found = reader.peek();
      if (found == JsonReader.Token.NULL) {
        return reader.nextNull();
      }
      if (found != token) {
        throw Decode.misfit(expected, reader, found);
      }
      return read(reader);
    }

    @Override
    public final void toJson(JsonWriter writer, @Nullable V value) throws IOException {
      if (value == null) {
        writer.nullValue();
      } else {
        write(writer, value);
      }
    }

    abstract @Nullable V read(JsonReader reader) throws IOException;

    abstract void write(JsonWriter writer, V value) throws IOException;

    @Override
    public final String toString() {
      return expected;
    }
  }

  private static final class Text extends Scalar<String> {
    Text() {
      super(JsonReader.Token.STRING, "a string");
    }

    @Override
    String read(JsonReader reader) throws IOException {
      return reader.nextString();
    }

    @Override
    void write(JsonWriter writer, String value) throws IOException {
      writer.value(value);
    }
  }

  private static final class WholeNumber32 extends Scalar<Integer> {
    WholeNumber32() {
      super(JsonReader.Token.NUMBER, "a number");
    }

    @Override
    Integer read(JsonReader reader) throws IOException {
      try {
        return reader.nextInt();
      } catch (JsonDataException e) {
        // Not the cause: its message has the value.
        throw Decode.misfit("a whole number of 32 bits", reader.getPath(), "another number");
      }
    }

    @Override
    void write(JsonWriter writer, Integer value) throws IOException {
      writer.value(value);
    }
  }

  private static final class WholeNumber64 extends Scalar<Long> {
    WholeNumber64() {
      super(JsonReader.Token.NUMBER, "a number");
    }

    @Override
    Long read(JsonReader reader) throws IOException {
      try {
        return reader.nextLong();
      } catch (JsonDataException e) {
        // Not the cause: its message has the value.
        throw Decode.misfit("a whole number of 64 bits", reader.getPath(), "another number");
      }
    }

    @Override
    void write(JsonWriter writer, Long value) throws IOException {
      writer.value(value);
    }
  }

  private static final class FloatingNumber extends Scalar<Double> {
    FloatingNumber() {
      super(JsonReader.Token.NUMBER, "a number");
    }

    @Override
    Double read(JsonReader reader) throws IOException {
      try {
        return reader.nextDouble();
      } catch (JsonEncodingException e) {
        throw Decode.misfit("a number of 64 bits", reader.getPath(), "a larger one");
      }
    }

    @Override
    void write(JsonWriter writer, Double value) throws IOException {
      writer.value(value);
    }
  }

  private static final class Truth extends Scalar<Boolean> {
    Truth() {
      super(JsonReader.Token.BOOLEAN, "a boolean");
    }

    @Override
    Boolean read(JsonReader reader) throws IOException {
      return reader.nextBoolean();
    }

    @Override
    void write(JsonWriter writer, Boolean value) throws IOException {
      writer.value(value);
    }
  }

  private static final class SecretText extends Scalar<Secret> {
    SecretText() {
      super(JsonReader.Token.STRING, "a string");
    }

    @Override
    @Nullable Secret read(JsonReader reader) throws IOException {
      String text = reader.nextString();
      return text.isEmpty() ? null : Secret.of(text);
    }

    @Override
    void write(JsonWriter writer, Secret value) throws IOException {
      writer.value(value.reveal());
    }
  }

  private static final class UriText extends Scalar<URI> {
    UriText() {
      super(JsonReader.Token.STRING, "a URI");
    }

    @Override
    URI read(JsonReader reader) throws IOException {
      try {
        return new URI(reader.nextString());
      } catch (URISyntaxException e) {
        // Not the cause: its message has the text.
        throw Decode.misfit("a URI", reader.getPath(), "another string");
      }
    }

    @Override
    void write(JsonWriter writer, URI value) throws IOException {
      writer.value(value.toString());
    }
  }

  private static final class SensitiveUriText extends Scalar<SensitiveUri> {
    SensitiveUriText() {
      super(JsonReader.Token.STRING, "a string");
    }

    @Override
    @Nullable SensitiveUri read(JsonReader reader) throws IOException {
      String text = reader.nextString();
      return text.isEmpty() ? null : SensitiveUri.of(text);
    }

    @Override
    void write(JsonWriter writer, SensitiveUri value) throws IOException {
      writer.value(value.reveal());
    }
  }

  private static final class Joined extends Scalar<List<String>> {
    private final String separator;

    Joined(String separator) {
      super(JsonReader.Token.STRING, "a string");
      if (separator.isEmpty()) {
        throw new IllegalArgumentException("Expected a separator, found an empty text.");
      }
      this.separator = separator;
    }

    @Override
    List<String> read(JsonReader reader) throws IOException {
      return split(reader.nextString(), separator);
    }

    @Override
    void write(JsonWriter writer, List<String> value) throws IOException {
      writer.value(String.join(separator, value));
    }
  }

  private static final class Later<V> extends JsonAdapter<V> {
    private final Supplier<? extends JsonAdapter<V>> adapter;

    Later(Supplier<? extends JsonAdapter<V>> adapter) {
      this.adapter = adapter;
    }

    @Override
    public @Nullable V fromJson(JsonReader reader) throws IOException {
      return adapter.get().fromJson(reader);
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable V value) throws IOException {
      adapter.get().toJson(writer, value);
    }
  }

  private static final class Elements<V> extends JsonAdapter<List<V>> {
    private final JsonAdapter<V> element;
    private final boolean takesBareElement;

    Elements(JsonAdapter<V> element, boolean takesBareElement) {
      this.element = element;
      this.takesBareElement = takesBareElement;
    }

    @Override
    public @Nullable List<V> fromJson(JsonReader reader) throws IOException {
      JsonReader.Token token = reader.peek();
      if (token == JsonReader.Token.NULL) {
        return reader.nextNull();
      }
      if (token != JsonReader.Token.BEGIN_ARRAY) {
        if (takesBareElement) {
          return Collections.singletonList(readElement(reader));
        }
        throw Decode.misfit("an array", reader, token);
      }
      List<V> elements = new ArrayList<>();
      reader.beginArray();
      while (reader.hasNext()) {
        elements.add(readElement(reader));
      }
      reader.endArray();
      return Collections.unmodifiableList(elements);
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable List<V> value) throws IOException {
      if (value == null) {
        writer.nullValue();
        return;
      }
      if (takesBareElement && value.size() == 1) {
        element.toJson(writer, value.get(0));
        return;
      }
      writer.beginArray();
      for (V each : value) {
        element.toJson(writer, each);
      }
      writer.endArray();
    }

    @Override
    public String toString() {
      return "an array of " + element;
    }

    private V readElement(JsonReader reader) throws IOException {
      boolean isNull = reader.peek() == JsonReader.Token.NULL;
      if (isNull) {
        throw Decode.misfit("an element", reader.getPath(), "null");
      }
      V value = element.fromJson(reader);
      if (value == null) {
        // The reader has passed the element, and its path names the next one.
        throw Decode.misfit("an element", reader.getPath(), "an empty one before it");
      }
      return value;
    }
  }

  private static final class Members<V> extends JsonAdapter<Map<String, V>> {
    private final JsonAdapter<V> value;

    Members(JsonAdapter<V> value) {
      this.value = value;
    }

    @Override
    public @Nullable Map<String, V> fromJson(JsonReader reader) throws IOException {
      JsonReader.Token token = reader.peek();
      if (token == JsonReader.Token.NULL) {
        return reader.nextNull();
      }
      if (token != JsonReader.Token.BEGIN_OBJECT) {
        throw Decode.misfit("an object", reader, token);
      }
      Map<String, V> members = new LinkedHashMap<>();
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        if (members.containsKey(name)) {
          throw Decode.misfit("one member", reader.getPath(), "a duplicate");
        }
        V member = value.fromJson(reader);
        if (member == null) {
          throw Decode.misfit("a value", reader.getPath(), "null");
        }
        members.put(name, member);
      }
      reader.endObject();
      return Collections.unmodifiableMap(members);
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable Map<String, V> members) throws IOException {
      if (members == null) {
        writer.nullValue();
        return;
      }
      writer.beginObject();
      for (Map.Entry<String, V> member : members.entrySet()) {
        writer.name(member.getKey());
        value.toJson(writer, member.getValue());
      }
      writer.endObject();
    }

    @Override
    public String toString() {
      return "an object of " + value;
    }
  }
}
