package io.grantwright.runtime.call;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonWriter;
import io.grantwright.runtime.endpoint.Fields;
import io.grantwright.runtime.endpoint.FormEncoding;
import io.grantwright.runtime.json.Companion;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Headers;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** One request in the making; written by generated code. */
public final class Draft {
  final List<String> pathNames = new ArrayList<>(0);
  final List<String> pathValues = new ArrayList<>(0);
  final List<Part> parts = new ArrayList<>(4);
  final StringBuilder query = new StringBuilder(0);
  private Headers.@Nullable Builder headers;
  private @Nullable QueryFields queryFields;
  @Nullable JsonAdapter<Object> wholeAdapter;
  @Nullable Object whole;
  @Nullable Class<?> foreign;

  Draft() {}

  /**
   * Fills a hole of the path.
   *
   * @param name its name
   * @param value the value, sent as one segment
   * @throws IllegalArgumentException if the value is {@code .} or {@code ..} or empty
   */
  public void path(String name, String value) {
    if (value.isEmpty() || value.equals(".") || value.equals("..")) {
      throw new IllegalArgumentException(
          name + " must be a segment of a path, found \"" + value + "\".");
    }
    pathNames.add(name);
    pathValues.add(percentEncoded(value));
  }

  /**
   * Adds a query parameter.
   *
   * @param name its name
   * @param value its value
   */
  public void query(String name, String value) {
    query.append(query.length() == 0 ? "" : "&");
    query.append(percentEncoded(name)).append('=').append(percentEncoded(value));
  }

  /**
   * Adds a query parameter that is not shown.
   *
   * @param name its name
   * @param value its value
   */
  public void querySensitive(String name, String value) {
    query(name, value); // No query is ever shown.
  }

  /** {@return the query, for groups of parameters} */
  public Fields query() {
    if (queryFields == null) {
      queryFields = new QueryFields();
    }
    return queryFields;
  }

  /**
   * Adds a header.
   *
   * @param name its name
   * @param value its value
   */
  public void header(String name, String value) {
    if (headers == null) {
      headers = new Headers.Builder();
    }
    headers.addUnsafeNonAscii(name, value);
  }

  /**
   * Adds a header that is not shown.
   *
   * @param name its name
   * @param value its value
   */
  public void headerSensitive(String name, String value) {
    header(name, value); // Only a few harmless headers are ever shown.
  }

  /**
   * Adds a member of the body that is always the same.
   *
   * @param name its name
   * @param value its value
   */
  public void constant(String name, String value) {
    field(name, value);
  }

  /**
   * Adds a member of the body.
   *
   * @param name its name
   * @param value its value
   */
  public void field(String name, String value) {
    parts.add(new Single(name, value));
  }

  /**
   * Adds a member of the body that is not shown.
   *
   * @param name its name
   * @param value its value
   */
  public void fieldSensitive(String name, String value) {
    field(name, value); // No body is ever shown.
  }

  /**
   * Adds a member of the body.
   *
   * @param name its name
   * @param value its value
   */
  public void field(String name, long value) {
    parts.add(new Single(name, value));
  }

  /**
   * Adds a member of the body.
   *
   * @param name its name
   * @param value its value
   */
  public void field(String name, boolean value) {
    parts.add(new Single(name, value));
  }

  /**
   * Adds a member of the body.
   *
   * @param name its name
   * @param value its value
   */
  public void field(String name, double value) {
    parts.add(new Single(name, value));
  }

  /**
   * Adds the members of a record to the body.
   *
   * @param companion the record's companion
   * @param value the record
   * @param <R> its type
   */
  public <R> void record(Companion<R> companion, R value) {
    parts.add(new Group<>(companion, value));
  }

  /**
   * Sends a value as the whole body, in JSON.
   *
   * @param adapter what writes it
   * @param value the value
   * @param <V> its type
   */
  @SuppressWarnings("unchecked") // The value is only ever given to its own adapter.
  public <V> void json(JsonAdapter<V> adapter, V value) {
    wholeAdapter = (JsonAdapter<Object>) adapter;
    whole = value;
  }

  /**
   * Sends a value as the whole body, written by a converter of Retrofit.
   *
   * @param value the value
   * @param type its declared type
   * @param <V> its type
   */
  public <V> void converted(V value, Class<V> type) {
    whole = value;
    foreign = type;
  }

  @Nullable Headers headers() {
    return headers == null ? null : headers.build();
  }

  static String percentEncoded(String text) {
    String encoded = FormEncoding.encode(text);
    return encoded.equals(text) && text.indexOf('*') < 0
        ? text
        : URLEncoder.encode(text, StandardCharsets.UTF_8)
            .replace("+", "%20")
            .replace("*", "%2A")
            .replace("%7E", "~");
  }

  /** Something of the body. */
  sealed interface Part {
    void writeForm(Form form);

    void writeJson(JsonWriter writer) throws IOException;
  }

  private record Single(String name, Object value) implements Part {
    @Override
    public void writeForm(Form form) {
      form.add(name, value.toString());
    }

    @Override
    public void writeJson(JsonWriter writer) throws IOException {
      writer.name(name);
      if (value instanceof Number number) {
        writer.value(number);
      } else if (value instanceof Boolean truth) {
        writer.value(truth);
      } else {
        writer.value(value.toString());
      }
    }
  }

  private record Group<R>(Companion<R> companion, R value) implements Part {
    @Override
    public void writeForm(Form form) {
      companion.writeFields(value, form);
    }

    @Override
    public void writeJson(JsonWriter writer) throws IOException {
      companion.writeMembers(writer, value);
    }
  }

  private final class QueryFields implements Fields {
    @Override
    public void add(String name, String value) {
      query(name, value);
    }

    @Override
    public void addSensitive(String name, String value) {
      query(name, value);
    }
  }

  /** The fields of a form as they are written (RFC 6749 appendix B). */
  static final class Form implements Fields {
    final Buffer bytes = new Buffer();
    private final List<String> pairs = new ArrayList<>(16);

    @Override
    public void add(String name, String value) {
      if (!pairs.isEmpty()) {
        bytes.writeByte('&');
      }
      pairs.add(name);
      pairs.add(value);
      bytes.writeUtf8(FormEncoding.encode(name));
      bytes.writeByte('=');
      bytes.writeUtf8(FormEncoding.encode(value));
    }

    @Override
    public void addSensitive(String name, String value) {
      add(name, value);
    }

    @Nullable String value(String name) {
      for (int i = 0; i < pairs.size(); i += 2) {
        if (pairs.get(i).equals(name)) {
          return pairs.get(i + 1);
        }
      }
      return null;
    }
  }
}
