package io.grantwright.runtime.call;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.grantwright.runtime.endpoint.Deviations;
import io.grantwright.runtime.endpoint.Endpoint;
import io.grantwright.runtime.endpoint.Safety;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;
import retrofit2.Retrofit;

/** The request of one call, the same in each attempt. */
final class Outgoing implements Safety.FieldValues {
  private static final MediaType FORM = MediaType.get("application/x-www-form-urlencoded");
  private static final MediaType JSON = MediaType.get("application/json");

  final boolean idempotent;

  /** Where the access token comes from, if it can be renewed; then the call authorizes itself. */
  final @Nullable BearerTokens tokens;

  volatile Request request;

  /** Whether bytes of the body have left in the present attempt. */
  volatile boolean sent;

  /** Whether the body can be read only once. */
  private final boolean once;

  /** The access token of the present attempt, where there are {@link #tokens}. */
  volatile @Nullable Secret token;

  private final Operation<?> operation;
  private final Draft draft;
  private Draft.@Nullable Form form;
  private @Nullable ByteString json;

  Outgoing(Operation<?> operation, Settled settled, Draft draft) {
    this.operation = operation;
    this.draft = draft;
    if (draft.refusedSetting != null && draft.refusal != null) {
      throw operation.refused(draft.refusedSetting, draft.refusal);
    }
    if (operation.identification != null) {
      operation.identification.addToQuery(draft);
    }
    HttpUrl url = draft.followed == null ? settled.url(draft) : followed(settled, draft.followed);
    Request.Builder builder = new Request.Builder().url(url).headers(settled.headers);
    Headers own = draft.headers();
    if (own != null) {
      for (int i = 0; i < own.size(); i++) {
        builder.header(own.name(i), own.value(i));
      }
    }
    Endpoint<?> endpoint = operation.endpoint;
    if (endpoint.idempotencyKey().isPresent()) {
      String header = endpoint.idempotencyKey().get();
      if (builder.build().header(header) == null) {
        RandomGenerator random = operation.pipeline.keys;
        builder.header(header, uuid(random.nextLong(), random.nextLong()).toString());
      }
    }
    if ((operation.identification != null || endpoint.isBearer())
        && !operation.pipeline.trusts(endpoint, url)) {
      throw operation.refused(
          "serverUrl",
          "Credentials go only to the client's own origins; add trustedOrigin(\""
              + Pipeline.origin(url)
              + "\") if it may have them.");
    }
    Bearer bearer = endpoint.isBearer() ? bearer(settled.options) : null;
    this.tokens = bearer instanceof Bearer.Renewed renewed ? renewed.tokens() : null;
    if (bearer instanceof Bearer.Given given) {
      builder.header("Authorization", header(given.tokens().get()));
    }
    RequestBody body =
        switch (settled.bodyFormat) {
          case FORM -> new Body(FORM, form());
          case JSON -> new Body(JSON, json());
          case FOREIGN -> foreign();
          case BYTES -> new Streamed(whole().body());
          case MULTIPART -> new Streamed(multipart());
          default -> needsBody(endpoint.verb()) ? new Body(null, ByteString.EMPTY) : null;
        };
    this.once = draft.once;
    this.idempotent = !once && endpoint.safety().isIdempotent(this);
    this.request = builder.method(endpoint.verb(), body).build();
    this.form = null; // The request has its bytes.
    this.json = null;
  }

  /** Reads a field of the body back. */
  @Override
  public @Nullable String value(String name) {
    return form != null ? form.value(name) : json != null ? member(json, name) : null;
  }

  /** Whether there is nothing left to send again. */
  boolean spent() {
    return once && sent;
  }

  /** Even without credentials a server does not decide whom the client calls. */
  private HttpUrl followed(Settled settled, String target) {
    HttpUrl url = settled.url(draft).resolve(target);
    if (url == null || !operation.pipeline.trusts(operation.endpoint, url)) {
      throw operation.refused(
          "Link",
          "The next page is elsewhere"
              + (url == null
                  ? "."
                  : "; add trustedOrigin(\""
                      + Pipeline.origin(url)
                      + "\") if it may be called there."));
    }
    return url;
  }

  /** A random UUID of version 4 (RFC 9562 §5.4). */
  private static UUID uuid(long high, long low) {
    return new UUID(
        (high & 0xffff_ffff_ffff_0fffL) | 0x4000L, (low & (-1L >>> 2)) | Long.MIN_VALUE);
  }

  private Upload whole() {
    if (draft.upload == null) {
      throw new IllegalStateException(operation.endpoint + " is drafted without its body.");
    }
    return draft.upload;
  }

  private MultipartBody multipart() {
    RandomGenerator random = operation.pipeline.random;
    String boundary =
        String.format(Locale.ROOT, "%016x%016x", random.nextLong(), random.nextLong());
    MultipartBody.Builder parts = new MultipartBody.Builder(boundary).setType(MultipartBody.FORM);
    draft.writeMultipart(parts);
    return parts.build();
  }

  /** Sets the access token of the attempts that follow. */
  void authorize(Secret accessToken) {
    request = request.newBuilder().header("Authorization", header(accessToken)).build();
    token = accessToken;
  }

  private static String header(Secret token) {
    return "Bearer " + token.reveal();
  }

  private Bearer bearer(CallOptions options) {
    if (options.bearer != null) {
      return options.bearer;
    }
    if (operation.pipeline.bearer != null) {
      return operation.pipeline.bearer;
    }
    String variable = operation.endpoint.bearerEnvironment().orElse(null);
    String token = variable == null ? null : System.getenv(variable);
    if (token == null || token.isEmpty()) {
      throw operation.refused(
          "bearer",
          "Set an access token with bearer(...)"
              + (variable == null ? "." : " or the environment variable " + variable + "."));
    }
    return new Bearer.Given(() -> Secret.of(token));
  }

  private ByteString form() {
    Draft.Form fields = new Draft.Form(operation.deviations);
    draft.writeForm(fields);
    if (operation.identification != null) {
      operation.identification.writeForm(fields, operation);
    }
    form = fields;
    return fields.bytes.readByteString();
  }

  private ByteString json() {
    try {
      Buffer buffer = new Buffer();
      JsonWriter writer = JsonWriter.of(buffer);
      if (draft.wholeAdapter != null) {
        draft.wholeAdapter.toJson(writer, draft.whole);
      } else {
        writer.beginObject();
        draft.writeJson(writer);
        if (operation.identification != null) {
          writer.flush();
          ByteString soFar = buffer.snapshot();
          operation.identification.writeJson(
              writer, member(soFar, "client_id"), member(soFar, "client_secret"), operation);
        }
        writer.endObject();
      }
      ByteString bytes = buffer.readByteString();
      json = bytes;
      return operation.deviations == null ? bytes : deviating(bytes, operation.deviations);
    } catch (IOException e) {
      throw new IllegalStateException("A buffer does not fail.", e);
    }
  }

  /** The same in the names and forms of a provider. */
  private static ByteString deviating(ByteString json, Deviations deviations) throws IOException {
    Map<String, @Nullable Object> members = StandardAnswer.members(json, false);
    if (members == null) {
      return json;
    }
    Map<String, @Nullable Object> sent = new LinkedHashMap<>();
    members.forEach(
        (name, value) -> {
          if (!deviations.omits(name)) {
            sent.put(
                deviations.requestName(name),
                value instanceof String text ? deviations.requestValue(name, text) : value);
          }
        });
    return StandardAnswer.json(sent).readByteString();
  }

  /** A text among the members of an object that may still be open. */
  private static @Nullable String member(ByteString json, String name) {
    try {
      JsonReader reader = JsonReader.of(new Buffer().write(json));
      if (reader.peek() != JsonReader.Token.BEGIN_OBJECT) {
        return null;
      }
      reader.beginObject();
      while (reader.hasNext()) {
        boolean wanted = reader.nextName().equals(name);
        if (wanted && reader.peek() == JsonReader.Token.STRING) {
          return reader.nextString();
        }
        reader.skipValue();
      }
    } catch (IOException | JsonDataException e) {
      return null; // The end of an open object.
    }
    return null;
  }

  @SuppressWarnings("unchecked") // The converter of a type takes its values.
  private RequestBody foreign() {
    Retrofit retrofit = operation.pipeline.retrofit;
    if (retrofit == null || draft.foreign == null) {
      throw operation.refused(
          "retrofit", "The body is written by a converter of a Retrofit; set one.");
    }
    Converter<Object, RequestBody> converter;
    try {
      converter =
          (Converter<Object, RequestBody>)
              (Converter<?, RequestBody>)
                  retrofit.requestBodyConverter(
                      draft.foreign, new Annotation[0], new Annotation[0]);
    } catch (IllegalArgumentException e) {
      throw operation.refused(
          "retrofit", "None of its converters writes " + draft.foreign.getName() + "; add one.");
    }
    try {
      Object value = draft.whole;
      RequestBody body = value == null ? null : converter.convert(value);
      if (body == null) {
        throw operation.refused("retrofit", "The converter wrote no body.");
      }
      Buffer bytes = new Buffer();
      body.writeTo(bytes);
      return new Body(body.contentType(), bytes.readByteString());
    } catch (IOException e) {
      throw operation.refused("retrofit", "The converter failed to write the body.");
    }
  }

  private static boolean needsBody(String verb) {
    return verb.equals("POST") || verb.equals("PUT") || verb.equals("PATCH");
  }

  /** Bytes that are not in memory. */
  private final class Streamed extends RequestBody {
    private final RequestBody body;

    Streamed(RequestBody body) {
      this.body = body;
    }

    @Override
    public @Nullable MediaType contentType() {
      return body.contentType();
    }

    @Override
    public long contentLength() throws IOException {
      return body.contentLength();
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sent = true;
      body.writeTo(sink);
    }
  }

  /** Bytes have left when it is asked to write itself; OkHttp never asks twice in one call. */
  private final class Body extends RequestBody {
    private final @Nullable MediaType type;
    private final ByteString bytes;

    Body(@Nullable MediaType type, ByteString bytes) {
      this.type = type;
      this.bytes = bytes;
    }

    @Override
    public @Nullable MediaType contentType() {
      return type;
    }

    @Override
    public long contentLength() {
      return bytes.size();
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sent = true;
      sink.write(bytes);
    }
  }
}
