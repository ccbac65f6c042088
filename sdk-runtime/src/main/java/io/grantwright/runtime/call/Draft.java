package io.grantwright.runtime.call;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonWriter;
import io.grantwright.runtime.endpoint.Deviations;
import io.grantwright.runtime.endpoint.Fields;
import io.grantwright.runtime.endpoint.FormEncoding;
import io.grantwright.runtime.json.Companion;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.Headers;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** One request in the making; written by generated code. */
public final class Draft {
  private final @Nullable Deviations deviations;
  private final List<Part> parts = new ArrayList<>(4);
  private @Nullable List<String> path;
  private @Nullable StringBuilder query;
  private boolean namesClient;
  private Headers.@Nullable Builder headers;
  private @Nullable QueryFields queryFields;
  @Nullable JsonAdapter<Object> wholeAdapter;
  @Nullable Object whole;
  @Nullable Class<?> foreign;
  @Nullable String followed;
  @Nullable Upload upload;
  boolean once;
  @Nullable String refusedSetting;
  @Nullable String refusal;

  Draft(@Nullable Deviations deviations) {
    this.deviations = deviations;
  }

  /**
   * Fills a hole of the path. The call refuses a value that is {@code .} or {@code ..} or empty,
   * since it would lead to another path.
   *
   * @param name its name
   * @param value the value, sent as one segment
   */
  public void path(String name, String value) {
    if (value.isEmpty() || value.equals(".") || value.equals("..")) {
      refuse(name, "It must be one segment of a path: neither empty nor \".\" nor \"..\".");
    }
    if (path == null) {
      path = new ArrayList<>(4);
    }
    path.add("{" + name + "}");
    path.add(percentEncoded(value));
  }

  /**
   * Adds a query parameter.
   *
   * @param name its name
   * @param value its value
   */
  public void query(String name, String value) {
    namesClient |= name.equals("client_id");
    if (deviations == null) {
      append(name, value);
    } else if (!deviations.omits(name)) {
      append(deviations.requestName(name), deviations.requestValue(name, value));
    }
  }

  private void append(String name, String value) {
    if (query == null) {
      query = new StringBuilder();
    } else {
      query.append('&');
    }
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
   * Adds a header. The call refuses a value with line breaks or other control characters, which
   * could end the header (RFC 9110 §5.5).
   *
   * @param name its name
   * @param value its value
   */
  public void header(String name, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t') || c == '\u007f') {
        refuse(name, "A header must not contain line breaks or other control characters.");
        return;
      }
    }
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

  /**
   * Makes bytes the whole body.
   *
   * @param upload the bytes
   */
  public void upload(Upload upload) {
    this.upload = upload;
    once |= !upload.isRepeatable();
  }

  /**
   * Adds a file to a multipart body.
   *
   * @param name the name on the wire
   * @param upload the file
   */
  public void part(String name, Upload upload) {
    parts.add(new FilePart(name, upload));
    once |= !upload.isRepeatable();
  }

  /**
   * Adds a piece of JSON to a multipart body.
   *
   * @param name the name on the wire
   * @param adapter writes the value
   * @param value the value
   * @param <V> the type of the value
   */
  public <V> void part(String name, JsonAdapter<V> adapter, V value) {
    parts.add(new JsonPart<>(name, adapter, value));
  }

  /** Says the parameter anew, whoever has said it before. */
  void replaceQuery(String name, String value) {
    if (query != null) {
      String start = percentEncoded(name) + "=";
      String kept =
          Stream.of(query.toString().split("&", -1))
              .filter(each -> !each.startsWith(start))
              .collect(Collectors.joining("&"));
      query = kept.isEmpty() ? null : new StringBuilder(kept);
    }
    query(name, value);
  }

  /** Goes where an answer leads, in place of the URL that is drafted. */
  void follow(String target) {
    followed = target;
  }

  @Nullable Headers headers() {
    return headers == null ? null : headers.build();
  }

  /** Whether the query names the client already. */
  boolean namesClient() {
    return namesClient;
  }

  boolean addsNothingToUrl() {
    return path == null && query == null;
  }

  /** A URL with its holes filled and with the query. */
  String completed(String url) {
    String text = url;
    if (path != null) {
      for (int i = 0; i < path.size(); i += 2) {
        text = text.replace(path.get(i), path.get(i + 1));
      }
    }
    return query == null ? text : text + (text.indexOf('?') < 0 ? "?" : "&") + query;
  }

  void writeForm(Form form) {
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).writeForm(form);
    }
  }

  void writeMultipart(MultipartBody.Builder body) {
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).writeMultipart(body);
    }
  }

  void writeJson(JsonWriter writer) throws IOException {
    for (int i = 0; i < parts.size(); i++) {
      parts.get(i).writeJson(writer);
    }
  }

  /** Kept for the call, so that an asynchronous one fails in its future. */
  private void refuse(String setting, String reason) {
    if (refusal == null) {
      refusedSetting = setting;
      refusal = reason;
    }
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
  private sealed interface Part {
    void writeForm(Form form);

    void writeJson(JsonWriter writer) throws IOException;

    void writeMultipart(MultipartBody.Builder body);
  }

  /** A file, which only a multipart body has. */
  private record FilePart(String name, Upload upload) implements Part {
    @Override
    public void writeForm(Form form) {
      throw onlyMultipart(name);
    }

    @Override
    public void writeJson(JsonWriter writer) {
      throw onlyMultipart(name);
    }

    @Override
    public void writeMultipart(MultipartBody.Builder body) {
      body.addFormDataPart(name, upload.fileName().orElse(null), upload.body());
    }
  }

  /** A piece of JSON with a content type of its own, which only a multipart body has. */
  private record JsonPart<V>(String name, JsonAdapter<V> adapter, V value) implements Part {
    private static final MediaType JSON = MediaType.get("application/json");

    @Override
    public void writeForm(Form form) {
      throw onlyMultipart(name);
    }

    @Override
    public void writeJson(JsonWriter writer) {
      throw onlyMultipart(name);
    }

    @Override
    public void writeMultipart(MultipartBody.Builder body) {
      Buffer json = new Buffer();
      try {
        adapter.toJson(JsonWriter.of(json), value);
      } catch (IOException e) {
        throw new IllegalStateException("A buffer does not fail.", e);
      }
      body.addFormDataPart(name, null, RequestBody.create(json.readByteString(), JSON));
    }
  }

  private static IllegalStateException onlyMultipart(String name) {
    return new IllegalStateException(name + " is a part, and the body is not multipart.");
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

    @Override
    public void writeMultipart(MultipartBody.Builder body) {
      body.addFormDataPart(name, value.toString());
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

    @Override
    public void writeMultipart(MultipartBody.Builder body) {
      companion.writeFields(
          value,
          new Fields() {
            @Override
            public void add(String name, String text) {
              body.addFormDataPart(name, text);
            }

            @Override
            public void addSensitive(String name, String text) {
              add(name, text);
            }
          });
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
    private final @Nullable Deviations deviations;
    private final List<String> pairs = new ArrayList<>(8);

    Form(@Nullable Deviations deviations) {
      this.deviations = deviations;
    }

    @Override
    public void add(String name, String value) {
      pairs.add(name);
      pairs.add(value);
      if (deviations == null) {
        append(name, value);
      } else if (!deviations.omits(name)) {
        append(deviations.requestName(name), deviations.requestValue(name, value));
      }
    }

    private void append(String name, String value) {
      if (bytes.size() > 0) {
        bytes.writeByte('&');
      }
      bytes.writeUtf8(FormEncoding.encode(name));
      bytes.writeByte('=');
      bytes.writeUtf8(FormEncoding.encode(value));
    }

    @Override
    public void addSensitive(String name, String value) {
      add(name, value);
    }

    /** What a standard name stands for, sent or not. */
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
