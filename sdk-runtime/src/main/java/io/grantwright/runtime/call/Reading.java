package io.grantwright.runtime.call;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.grantwright.annotations.ErrorCode;
import io.grantwright.annotations.Role;
import io.grantwright.runtime.endpoint.Deviations;
import io.grantwright.runtime.endpoint.SelfChecked;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.Challenge;
import io.grantwright.runtime.error.ErrorBody;
import io.grantwright.runtime.error.ErrorContext;
import io.grantwright.runtime.error.MalformedAnswerException;
import io.grantwright.runtime.error.NoAnswerException;
import io.grantwright.runtime.error.OAuthError;
import io.grantwright.runtime.error.OAuthErrorCode;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import io.grantwright.runtime.json.Companion;
import io.grantwright.runtime.json.Decode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ByteString;
import okio.ForwardingSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** One answer, classified by status and content type, and read under the cap. */
final class Reading<T> {
  private final Exchange<T> exchange;
  private final Response response;
  private final Capped capped;
  private final @Nullable String mediaType;
  private final @Nullable Deviations deviations;
  private @Nullable JsonReader reader;

  Reading(Exchange<T> exchange, Response response) {
    this.exchange = exchange;
    this.response = response;
    this.capped = new Capped(response.body().source(), exchange.operation.pipeline.maxBodySize);
    this.mediaType = mediaType(response.header("Content-Type"));
    this.deviations = exchange.operation.deviations;
  }

  /** The value; with status and headers where the call is raw. */
  @Nullable Object read() {
    int status = response.code();
    Answers.Success<T> success = exchange.operation.answers.success(status);
    if (success == null) {
      throw failure(status);
    }
    try {
      AnswerBody<? extends T> body = success.body();
      if (body != null && body.open) {
        T value = opened(body);
        return exchange.raw ? new Answer<>(status, response.headers(), value, "") : value;
      }
      BufferedSource source = Okio.buffer((okio.Source) capped);
      String text = "";
      if (exchange.raw) {
        ByteString whole = source.readByteString();
        text = whole.utf8();
        source = new Buffer().write(whole);
      }
      T value = value(success, source);
      return exchange.raw ? new Answer<>(status, response.headers(), value, text) : value;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private @Nullable T value(Answers.Success<T> success, BufferedSource source) throws IOException {
    JsonAdapter<? extends T> adapter = success.adapter();
    if (adapter != null) {
      if (!(adapter instanceof Companion<?> companion) || companion.readsBody()) {
        reader = deviations == null ? json(source) : standard(source, deviations);
      }
      T value = decode(adapter, reader);
      if (value == null) {
        throw malformed("$", "expected a value at $, found null");
      }
      if (value instanceof SelfChecked checked && exchange.operation.endpoint.role().isPresent()) {
        check(checked);
      }
      return value;
    }
    if (success.body() != null) {
      return success.body().reader.read(response, source, this);
    }
    if (exchange.converter == null) {
      if (deviations != null && deviations.hasErrorsInSuccess()) {
        standard(source, deviations); // The only way in which nothing can say no.
      }
      return null;
    }
    ResponseBody body =
        ResponseBody.create(source, response.body().contentType(), response.body().contentLength());
    T value;
    try {
      value = exchange.converter.convert(body);
    } catch (IOException | RuntimeException e) {
      if (capped.overrun || capped.broken) {
        throw unreadable(e);
      }
      throw malformed("", "the converter could not read it", e);
    }
    if (value == null) {
      throw malformed("", "the converter read nothing", null);
    }
    return value;
  }

  private <B> B opened(AnswerBody<B> body) throws IOException {
    if (!body.contentType.isEmpty() && !body.contentType.equalsIgnoreCase(mediaType)) {
      throw UnexpectedAnswerException.ofContentType(context("", List.of()), body.contentType);
    }
    BufferedSource source = response.body().source();
    if (body.contentType.isEmpty()) {
      // The answer may take as long as it likes, but not be silent for longer than an attempt.
      source.timeout().timeout(exchange.settled.attemptNanos, TimeUnit.NANOSECONDS);
    }
    return body.reader.read(response, source, this);
  }

  long cap() {
    return exchange.operation.pipeline.maxBodySize;
  }

  /** Gives up the call that the answer came by. */
  Runnable abort() {
    return exchange.abort();
  }

  EventReader.Failures failures() {
    return new EventReader.Failures() {
      @Override
      public CallException brokenOff(IOException cause) {
        return new NoAnswerException(
            exchange.context(response, "", List.of(), exchange.outgoing.idempotent),
            NoAnswerException.Delivery.ANSWER_LOST,
            "the stream of events broke off",
            cause);
      }

      @Override
      public CallException malformed(String path, String problem) {
        return Reading.this.malformed(path, problem);
      }
    };
  }

  private JsonReader json(BufferedSource source) throws IOException {
    requireJson(source);
    return JsonReader.of(source);
  }

  private void requireJson(BufferedSource source) throws IOException {
    if (isJson()) {
      return;
    }
    String advice =
        exchange.operation.endpoint.role().isEmpty()
            ? ""
            : Diagnosis.ofMediaType(mediaType, source.readByteString());
    throw advice.isEmpty()
        ? UnexpectedAnswerException.ofContentType(context("", List.of()), "application/json")
        : UnexpectedAnswerException.ofContentType(
            context("", List.of()), "application/json", advice);
  }

  /** The answer as the standards have it, as far as it is declared how it differs. */
  private JsonReader standard(BufferedSource source, Deviations deviations) throws IOException {
    boolean declared = mediaType != null && deviations.isAnsweredAs(mediaType);
    boolean nothing = exchange.operation.answers.isNothing();
    if (!declared && !nothing) {
      requireJson(source);
    }
    ByteString body = source.readByteString();
    Map<String, @Nullable Object> members =
        nothing && !body.utf8().strip().startsWith("{") ? null : members(body, declared);
    if (members == null) {
      return JsonReader.of(new Buffer().write(body));
    }
    if (declared) {
      exchange.applied.add("@AnsweredAs(" + mediaType + ")");
    }
    StandardAnswer standard = standard(deviations);
    if (standard.isError(members)) {
      ByteString error = StandardAnswer.json(standard.error(members)).readByteString();
      throw failure(ErrorBody.read(response.headers(), error), error, members);
    }
    return JsonReader.of(StandardAnswer.json(standard.success(members)));
  }

  private @Nullable Map<String, @Nullable Object> members(ByteString body, boolean asForm)
      throws IOException {
    try {
      return StandardAnswer.members(body, asForm);
    } catch (JsonDataException e) {
      throw malformed("$", String.valueOf(e.getMessage())); // Of a form: it is our own.
    }
  }

  private StandardAnswer standard(Deviations deviations) {
    Role role = exchange.operation.endpoint.role().orElse(null);
    return new StandardAnswer(
        deviations,
        exchange.operation.pipeline.clock,
        role == Role.TOKEN || role == Role.REFRESH,
        exchange.applied);
  }

  private void check(SelfChecked checked) {
    SelfChecked.Misfit misfit = checked.misfit();
    if (misfit != null) {
      throw new MalformedAnswerException(
          context("", List.of()), "$." + misfit.member(), misfit.problem(), misfit.advice(), null);
    }
  }

  /** The type without its parameters. OkHttp's own parser costs as much as the whole decoding. */
  private static @Nullable String mediaType(@Nullable String contentType) {
    int end = contentType == null ? -1 : contentType.indexOf(';');
    return end < 0 || contentType == null ? contentType : contentType.substring(0, end).strip();
  }

  private boolean isJson() {
    return mediaType != null
        && (mediaType.equalsIgnoreCase("application/json")
            || mediaType.regionMatches(true, mediaType.length() - 5, "+json", 0, 5));
  }

  private <V> @Nullable V decode(JsonAdapter<V> adapter, @Nullable JsonReader reader)
      throws IOException {
    try {
      V value =
          adapter instanceof Companion<V> companion
              ? companion.fromAnswer(response.headers(), reader)
              : reader == null ? null : adapter.fromJson(reader);
      if (reader != null) {
        Decode.end(reader);
      }
      return value;
    } catch (JsonDataException e) {
      String problem = problem(e);
      String path = reader == null ? "" : Decode.pathOf(e, reader);
      String advice =
          exchange.operation.endpoint.role().isEmpty() ? "" : Diagnosis.ofMisfit(e, path, problem);
      throw advice.isEmpty()
          ? malformed(path, problem)
          : new MalformedAnswerException(context("", List.of()), path, problem, advice, null);
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
    Map<String, @Nullable Object> members = deviations == null ? null : errorMembers(body);
    if (deviations != null && members != null) {
      body = standardError(body, members, deviations);
    }
    return failure(ErrorBody.read(response.headers(), body), body, members);
  }

  private static @Nullable Map<String, @Nullable Object> errorMembers(ByteString body) {
    try {
      return StandardAnswer.members(body, false);
    } catch (IOException e) {
      return null; // What says no may be anything.
    }
  }

  private ByteString standardError(
      ByteString body, Map<String, @Nullable Object> members, Deviations deviations) {
    if (deviations.errorNames().isEmpty()) {
      return body;
    }
    try {
      return StandardAnswer.json(standard(deviations).error(members)).readByteString();
    } catch (IOException e) {
      throw new IllegalStateException("A buffer does not fail.", e);
    }
  }

  private CallException failure(
      ErrorBody read, ByteString body, @Nullable Map<String, @Nullable Object> members) {
    int status = response.code();
    ErrorContext context = context(read.excerpt(), read.challenges());
    Answers.Failure<?> declared = exchange.operation.answers.failure(status, mediaType);
    if (declared != null && declared.adapter() != null) {
      CallException failure = declared(declared, context, body);
      if (failure != null) {
        return failure;
      }
    }
    Optional<OAuthError> error = read.error();
    if (deviations != null) {
      error = meant(error, members, deviations);
    }
    if (error.isPresent() && (status >= 400 || deviations != null)) {
      return new OAuthException(context, error.get());
    }
    return undeclared(declared, context, body);
  }

  /** JSON with a status of failure is most likely what was meant, where a failure is declared. */
  private CallException undeclared(
      Answers.@Nullable Failure<?> declared, ErrorContext context, ByteString body) {
    int status = response.code();
    boolean meant = status >= 400 && status < 500 && status != 429 && isJson();
    if (meant && declared != null && declared.adapter() != null) {
      return UnexpectedAnswerException.ofFailureBody(context, misfit(declared.adapter(), body));
    }
    String type =
        meant && declared == null ? exchange.operation.answers.declaredMediaType(status) : null;
    return type == null
        ? UnexpectedAnswerException.ofStatus(context)
        : UnexpectedAnswerException.ofFailureType(context, type);
  }

  private static String misfit(JsonAdapter<?> adapter, ByteString body) {
    try {
      return adapter.fromJson(new Buffer().write(body)) == null
          ? "expected an object at $, found null"
          : "its JSON has another shape";
    } catch (JsonDataException e) {
      return problem(e);
    } catch (IOException e) {
      return "it is not valid JSON";
    }
  }

  /** Only messages of this project's own adapters are known to hold no value. */
  private static String problem(JsonDataException misfit) {
    String message = misfit.getMessage();
    return message == null || !message.startsWith("expected ")
        ? "its JSON has another shape, or is nested too deeply"
        : message;
  }

  /** The error that is declared, by its name or by what it means. */
  private Optional<OAuthError> meant(
      Optional<OAuthError> read,
      @Nullable Map<String, @Nullable Object> members,
      Deviations deviations) {
    OAuthError error = read.orElse(null);
    String to = deviations.errorNames().get("error");
    Object named = to == null || members == null ? null : members.get(to);
    if (error == null && named != null) {
      error = OAuthError.of(String.valueOf(named));
    }
    String code = error == null ? "" : error.error().text();
    Optional<ErrorCode.Meaning> meaning = deviations.meaning(response.code(), code);
    if (meaning.isEmpty()) {
      return Optional.ofNullable(error);
    }
    exchange.applied.add("@ErrorCode(" + code + ")");
    OAuthErrorCode meant = OAuthErrorCode.valueOf(meaning.get().name());
    OAuthError found = error == null ? OAuthError.of(OAuthErrorCode.NAMES.text(meant)) : error;
    return Optional.of(found.as(meant));
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

  private CallException unreadable(Exception cause) {
    if (capped.overrun) {
      return malformed(
          "",
          "it is longer than maxBodySize (" + exchange.operation.pipeline.maxBodySize + " bytes)");
    }
    if (capped.broken) {
      return new NoAnswerException(
          exchange.context(response, "", List.of(), exchange.outgoing.idempotent),
          NoAnswerException.Delivery.ANSWER_LOST,
          "the body broke off",
          cause);
    }
    return malformed(reader == null ? "$" : Decode.pathOf(reader), "it is not valid JSON");
  }

  private MalformedAnswerException malformed(String path, String problem) {
    return malformed(path, problem, null);
  }

  private MalformedAnswerException malformed(
      String path, String problem, @Nullable Exception cause) {
    return new MalformedAnswerException(context("", List.of()), path, problem, cause);
  }

  private ErrorContext context(String excerpt, List<Challenge> challenges) {
    int status = response.code();
    return exchange.context(
        response,
        excerpt,
        challenges,
        (status == 429 || (exchange.outgoing.idempotent && status >= 400))
            && !exchange.outgoing.spent());
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
