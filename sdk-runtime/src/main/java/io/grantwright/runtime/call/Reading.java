package io.grantwright.runtime.call;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.ErrorBody;
import io.grantwright.runtime.error.ErrorContext;
import io.grantwright.runtime.error.MalformedAnswerException;
import io.grantwright.runtime.error.NoAnswerException;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import io.grantwright.runtime.json.Companion;
import io.grantwright.runtime.json.Decode;
import io.grantwright.runtime.retry.RetryAfter;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;

/** One answer, classified by status and content type, and read under the cap. */
final class Reading<T> {
  private final Exchange<T> exchange;
  private final Response response;
  private final Capped capped;
  private final @Nullable String mediaType;

  Reading(Exchange<T> exchange, Response response) {
    this.exchange = exchange;
    this.response = response;
    this.capped =
        new Capped(response.body().source(), exchange.operation.pipeline.settings.maxBodySize);
    MediaType type = response.body().contentType();
    this.mediaType = type == null ? null : type.type() + "/" + type.subtype();
  }

  Answer<T> read() {
    int status = response.code();
    Answers.Success<T> success = exchange.operation.answers.success(status);
    if (success == null) {
      throw failure(status);
    }
    try {
      BufferedSource source = Okio.buffer((okio.Source) capped);
      String text = "";
      if (exchange.raw) {
        ByteString whole = source.readByteString();
        text = whole.utf8();
        source = new Buffer().write(whole);
      }
      return new Answer<>(status, response.headers(), value(success, source), text);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private @Nullable T value(Answers.Success<T> success, BufferedSource source) throws IOException {
    JsonAdapter<? extends T> adapter = success.adapter();
    if (adapter != null) {
      if (adapter instanceof Companion<? extends T> companion) {
        JsonReader reader = companion.readsBody() ? json(source) : null;
        return decode(reader, () -> companion.fromAnswer(response.headers(), reader));
      }
      JsonReader reader = json(source);
      T value = decode(reader, () -> adapter.fromJson(reader));
      if (value == null) {
        throw malformed("$", "expected a value at $, found null");
      }
      return value;
    }
    if (success.foreign() == null) {
      return null;
    }
    if (exchange.operation.pipeline.settings.retrofit == null) {
      throw exchange.refused("retrofit", "The body is read by a converter of a Retrofit; set one.");
    }
    Converter<ResponseBody, ? extends T> converter =
        exchange.operation.pipeline.settings.retrofit.responseBodyConverter(
            success.foreign(), new Annotation[0]);
    T value =
        converter.convert(
            ResponseBody.create(
                source, response.body().contentType(), response.body().contentLength()));
    if (value == null) {
      throw malformed("$", "the converter read nothing");
    }
    return value;
  }

  private JsonReader json(BufferedSource source) {
    if (mediaType == null || !isJson(mediaType)) {
      throw UnexpectedAnswerException.ofContentType(context("", List.of()), "application/json");
    }
    return JsonReader.of(source);
  }

  private static boolean isJson(String mediaType) {
    String type = mediaType.toLowerCase(Locale.ROOT);
    return type.equals("application/json") || type.endsWith("+json");
  }

  private <V> @Nullable V decode(@Nullable JsonReader reader, Decoding<V> decoding)
      throws IOException {
    try {
      V value = decoding.decode();
      if (reader != null) {
        Decode.end(reader);
      }
      return value;
    } catch (JsonDataException e) {
      String message = e.getMessage();
      // Only messages of this project's own adapters are known to hold no value.
      String problem =
          message == null || !message.startsWith("expected ")
              ? "its JSON has another shape, or is nested too deeply"
              : message;
      throw malformed(reader == null ? "" : Decode.pathOf(e, reader), problem);
    }
  }

  private CallException failure(int status) {
    if (status >= 300 && status < 400) {
      return UnexpectedAnswerException.ofRedirect(
          context("", List.of()), response.header("Location"));
    }
    ByteString body;
    try {
      body = Okio.buffer((okio.Source) capped).readByteString();
    } catch (IOException e) {
      body = ByteString.EMPTY; // The status says enough; a part of a body would only mislead.
    }
    ErrorBody read = ErrorBody.read(response.headers(), body);
    ErrorContext context = context(read.excerpt(), read.challenges());
    Answers.Failure<?> declared = exchange.operation.answers.failure(status, mediaType);
    if (declared != null && declared.adapter() != null) {
      CallException failure = declared(declared, context, body);
      if (failure != null) {
        return failure;
      }
    }
    if (status >= 400 && read.error().isPresent()) {
      return new OAuthException(context, read.error().get());
    }
    return UnexpectedAnswerException.ofStatus(context);
  }

  /** A body that does not fit leaves the failure undeclared: its status matters more. */
  private static <F> @Nullable CallException declared(
      Answers.Failure<F> declared, ErrorContext context, ByteString body) {
    if (declared.adapter() == null || declared.failure() == null) {
      return null;
    }
    try {
      F value = declared.adapter().fromJson(new Buffer().write(body));
      return value == null ? null : declared.failure().exception(context, value);
    } catch (IOException | JsonDataException e) {
      return null;
    }
  }

  private CallException unreadable(IOException cause) {
    if (capped.overrun) {
      return malformed(
          "",
          "it is longer than maxBodySize ("
              + exchange.operation.pipeline.settings.maxBodySize
              + " bytes)");
    }
    if (capped.broken) {
      return new NoAnswerException(
          context("", List.of()),
          NoAnswerException.Delivery.ANSWER_LOST,
          "the body broke off",
          cause);
    }
    return malformed("$", "it is not valid JSON");
  }

  private MalformedAnswerException malformed(String path, String problem) {
    return new MalformedAnswerException(context("", List.of()), path, problem, null);
  }

  private ErrorContext context(
      String excerpt, List<io.grantwright.runtime.error.Challenge> challenges) {
    return new ErrorContext(
        exchange.operation.endpoint,
        response.code(),
        Optional.ofNullable(response.header("Content-Type")),
        excerpt,
        Optional.ofNullable(response.header("X-Request-Id")),
        RetryAfter.parse(
            response.header("Retry-After"), exchange.operation.pipeline.settings.clock),
        challenges,
        exchange.attempts);
  }

  private interface Decoding<V> {
    @Nullable V decode() throws IOException;
  }

  /** Remembers why it failed: the reader on top of it makes other exceptions of it. */
  private static final class Capped extends ForwardingSource {
    private long left;
    boolean overrun;
    boolean broken;

    Capped(BufferedSource source, long cap) {
      super(source);
      left = cap;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      long count;
      try {
        count = super.read(sink, byteCount);
      } catch (IOException e) {
        broken = true;
        throw e;
      }
      left -= Math.max(count, 0);
      if (left < 0) {
        overrun = true;
        throw new IOException("The body is longer than its cap.");
      }
      return count;
    }
  }
}
