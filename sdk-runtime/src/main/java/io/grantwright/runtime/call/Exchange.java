package io.grantwright.runtime.call;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.Policy;
import dev.failsafe.function.ContextualSupplier;
import io.grantwright.annotations.ClientAuthenticated.Mechanism;
import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.endpoint.BodyFormat;
import io.grantwright.runtime.endpoint.Endpoint;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.ErrorContext;
import io.grantwright.runtime.error.NoAnswerException;
import io.grantwright.runtime.error.NoAnswerException.Delivery;
import io.grantwright.runtime.error.RefusedCallException;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrofit2.Converter;

/** One call: its request, its attempts, and what is left of its time. */
final class Exchange<T> {
  private static final Logger LOG = LoggerFactory.getLogger("io.grantwright.calls");
  private static final MediaType FORM = MediaType.get("application/x-www-form-urlencoded");
  private static final MediaType JSON = MediaType.get("application/json");
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration TOTAL_TIMEOUT = Duration.ofMinutes(2);

  final Operation<T> operation;
  final CallOptions options;
  final boolean raw;
  private final Draft draft;
  private final long start = System.nanoTime();
  private final long total;
  private final long attemptLimit;
  private final Request request;
  private final boolean idempotent;
  volatile int attempts;
  private volatile boolean sent;
  private volatile boolean gaveUp;
  private volatile @Nullable Call current;

  Exchange(Operation<T> operation, Draft draft, CallOptions over, boolean raw) {
    this.operation = operation;
    this.draft = draft;
    this.options = operation.options.and(over);
    this.raw = raw;
    this.total = (options.totalTimeout == null ? TOTAL_TIMEOUT : options.totalTimeout).toNanos();
    this.attemptLimit =
        (options.attemptTimeout == null ? ATTEMPT_TIMEOUT : options.attemptTimeout).toNanos();
    Endpoint<?> endpoint = operation.endpoint;
    BodyFormat format = endpoint.bodyFormat();
    if (format == BodyFormat.FORM_OR_JSON) {
      format = options.bodyFormat == null ? BodyFormat.FORM : options.bodyFormat;
    }
    HttpUrl url = url();
    Request.Builder builder = new Request.Builder();
    builder.header("Accept", "application/json");
    builder.header("User-Agent", "grantwright/0.1.0");
    setAll(builder, options.headers);
    Headers own = draft.headers();
    if (own != null) {
      setAll(builder, own);
    }
    credentials(builder, url);
    Draft.@Nullable Form form = null;
    ByteString json = null;
    RequestBody body = null;
    switch (format) {
      case FORM -> {
        form = form();
        body = new Body(FORM, form.bytes.readByteString());
      }
      case JSON -> {
        json = json();
        body = new Body(JSON, json);
      }
      case FOREIGN -> body = foreign();
      default -> {
        if (needsBody(endpoint.verb())) {
          body = new Body(null, ByteString.EMPTY);
        }
      }
    }
    Draft.Form fields = form;
    ByteString text = json;
    this.idempotent =
        endpoint
            .safety()
            .isIdempotent(
                name ->
                    fields != null ? fields.value(name) : text != null ? member(text, name) : null);
    this.request = builder.url(url).method(endpoint.verb(), body).build();
  }

  String link() {
    ClientAuthentication client = operation.pipeline.settings.clientAuthentication;
    String text = url().toString();
    if (client == null || !operation.endpoint.isLink() || draft.query.indexOf("client_id=") >= 0) {
      return text;
    }
    return text
        + (text.indexOf('?') < 0 ? "?" : "&")
        + "client_id="
        + Draft.percentEncoded(client.clientId());
  }

  Answer<T> run() {
    Cancellation cancellation = options.cancellation;
    Runnable cancel = this::giveUp;
    if (cancellation != null) {
      cancellation.add(cancel);
    }
    try {
      Answer<T> answer = runAttempts(cancellation);
      succeeded(answer);
      return answer;
    } catch (CallException e) {
      throw failed(e);
    } catch (FailsafeException e) {
      if (e.getCause() instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        throw failed(noAnswer("the thread was interrupted between attempts", null));
      }
      throw e;
    } finally {
      if (cancellation != null) {
        cancellation.remove(cancel);
      }
    }
  }

  private Answer<T> runAttempts(@Nullable Cancellation cancellation) {
    List<Policy<Object>> policies = policies();
    if (policies.isEmpty()) {
      return attempt();
    }
    FailsafeExecutor<Object> executor = Failsafe.with(policies);
    if (cancellation == null) {
      return executor.get(this::attempt);
    }
    ContextualSupplier<Answer<T>, Answer<T>> supplier = context -> attempt();
    dev.failsafe.Call<Answer<T>> call = executor.newCall(supplier);
    Runnable wake = () -> call.cancel(true);
    cancellation.add(wake);
    try {
      return call.execute();
    } finally {
      cancellation.remove(wake);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The stages only pass on what the result says.
  CompletableFuture<T> start() {
    CompletableFuture<T> result = new CompletableFuture<>();
    ScheduledFuture<?> deadline =
        operation
            .pipeline
            .scheduler()
            .schedule(
                () -> {
                  giveUp();
                  result.completeExceptionally(
                      failed(noAnswer("the time for the call is over", null)));
                },
                total,
                TimeUnit.NANOSECONDS);
    List<Policy<Object>> policies = policies();
    CompletableFuture<Answer<T>> attempted =
        policies.isEmpty()
            ? attemptAsync()
            : Failsafe.with(policies)
                .with(operation.pipeline.scheduler())
                .getStageAsync(this::attemptAsync);
    Cancellation cancellation = options.cancellation;
    Runnable cancel =
        () -> {
          giveUp();
          attempted.cancel(true);
          result.completeExceptionally(failed(noAnswer("the call was cancelled", null)));
        };
    if (cancellation != null) {
      cancellation.add(cancel);
    }
    attempted.whenComplete(
        (answer, failure) -> {
          if (failure == null) {
            if (!result.isDone()) {
              succeeded(answer);
            }
            result.complete(bodyOf(answer));
            return;
          }
          Throwable cause =
              failure instanceof CompletionException && failure.getCause() != null
                  ? failure.getCause()
                  : failure;
          if (!result.isDone() && cause instanceof CallException e) {
            failed(e);
          }
          result.completeExceptionally(cause);
        });
    result.whenComplete(
        (value, failure) -> {
          deadline.cancel(false);
          if (cancellation != null) {
            cancellation.remove(cancel);
          }
          if (result.isCancelled()) {
            giveUp();
          }
          attempted.cancel(true);
        });
    return result;
  }

  @SuppressWarnings("NullAway") // Null is Void's only value.
  private static <V> V bodyOf(Answer<V> answer) {
    return answer.body();
  }

  private Answer<T> attempt() {
    Call call = newCall();
    Response response;
    try {
      response = call.execute();
    } catch (IOException e) {
      throw noAnswer(reason(), e);
    }
    try (response) {
      return new Reading<>(this, response).read();
    }
  }

  private CompletableFuture<Answer<T>> attemptAsync() {
    CompletableFuture<Answer<T>> stage = new CompletableFuture<>();
    try {
      newCall()
          .enqueue(
              new Callback() {
                @Override
                public void onFailure(Call call, IOException e) {
                  stage.completeExceptionally(noAnswer(reason(), e));
                }

                @Override
                public void onResponse(Call call, Response response) {
                  try (response) {
                    stage.complete(new Reading<>(Exchange.this, response).read());
                  } catch (RuntimeException e) {
                    stage.completeExceptionally(e);
                  }
                }
              });
    } catch (CallException e) {
      stage.completeExceptionally(e);
    }
    return stage;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // Attempts come one after the other.
  private Call newCall() {
    long left = total - elapsed();
    if (gaveUp || left <= 0) {
      throw new NoAnswerException(
          context(),
          attempts == 0 ? Delivery.NOT_DELIVERED : Delivery.UNKNOWN,
          gaveUp ? "the call was cancelled" : "the time for the call is over",
          null);
    }
    attempts++;
    sent = false;
    if (LOG.isDebugEnabled()) {
      LOG.debug("{} attempt {}: {}", operation.endpoint, attempts, view());
    }
    for (int i = 0; i < operation.pipeline.hooks.size(); i++) {
      try {
        operation.pipeline.hooks.get(i).beforeRequest(view());
      } catch (RuntimeException e) {
        LOG.warn("A hook failed before {}", operation.endpoint, e);
      }
    }
    Call.Factory factory = idempotent ? operation.pipeline.calls : operation.pipeline.onceCalls;
    Call call = factory.newCall(request);
    call.timeout().timeout(Math.min(left, attemptLimit), TimeUnit.NANOSECONDS);
    current = call;
    if (gaveUp) {
      call.cancel();
    }
    return call;
  }

  private RequestView view() {
    return new RequestView(operation.endpoint, request, attempts);
  }

  private void giveUp() {
    gaveUp = true;
    Call call = current;
    if (call != null) {
      call.cancel();
    }
  }

  private String reason() {
    return gaveUp ? "the call was cancelled" : "the connection failed or took too long";
  }

  NoAnswerException noAnswer(String problem, @Nullable IOException cause) {
    boolean unsent =
        request.body() == null
            ? attempts == 0
                || cause instanceof java.net.ConnectException
                || cause instanceof java.net.UnknownHostException
            : !sent;
    return new NoAnswerException(
        context(), unsent ? Delivery.NOT_DELIVERED : Delivery.UNKNOWN, problem, cause);
  }

  ErrorContext context() {
    return ErrorContext.withoutAnswer(operation.endpoint, attempts);
  }

  long elapsed() {
    return System.nanoTime() - start;
  }

  long timeLeft() {
    return total - elapsed();
  }

  boolean mayBeSentAgain(Throwable failure) {
    if (gaveUp || !(failure instanceof CallException e)) {
      return false;
    }
    if (e.retryAfter().isPresent() && e.retryAfter().get().toNanos() >= timeLeft()) {
      return false;
    }
    if (e instanceof NoAnswerException lost) {
      return idempotent || lost.delivery() == Delivery.NOT_DELIVERED;
    }
    return e.status() == 429 || (idempotent && e.status() >= 400);
  }

  private List<Policy<Object>> policies() {
    if (options.retryConfig != null) {
      return List.of(
          Retries.of(options.retryConfig, operation.pipeline.settings.randomOrDefault(), this));
    }
    return options.policies == null ? List.of() : Retries.guarded(options.policies, this);
  }

  private void succeeded(Answer<T> answer) {
    for (int i = 0; i < operation.pipeline.hooks.size(); i++) {
      try {
        operation.pipeline.hooks.get(i).afterSuccess(operation.endpoint, answer.status());
      } catch (RuntimeException e) {
        LOG.warn("A hook failed after {}", operation.endpoint, e);
      }
    }
  }

  private CallException failed(CallException failure) {
    LOG.debug("{}", failure.getMessage());
    for (int i = 0; i < operation.pipeline.hooks.size(); i++) {
      try {
        operation.pipeline.hooks.get(i).afterFailure(operation.endpoint, failure);
      } catch (RuntimeException e) {
        LOG.warn("A hook failed after {}", operation.endpoint, e);
      }
    }
    return failure;
  }

  private HttpUrl url() {
    String text =
        options.serverUrl == null || options.serverUrl.equals(operation.options.serverUrl)
            ? operation.url
            : operation.pipeline.url(operation.endpoint, options.serverUrl);
    for (int i = 0; i < draft.pathNames.size(); i++) {
      text = text.replace("{" + draft.pathNames.get(i) + "}", draft.pathValues.get(i));
    }
    if (draft.query.length() > 0) {
      text = text + (text.indexOf('?') < 0 ? "?" : "&") + draft.query;
    }
    return Pipeline.absolute("serverUrl", text);
  }

  private void credentials(Request.Builder builder, HttpUrl url) {
    Endpoint<?> endpoint = operation.endpoint;
    boolean credentialed = endpoint.isBearer() || endpoint.clientAuthentication().isPresent();
    if (credentialed && !endpoint.isLink() && !operation.pipeline.trusts(url)) {
      throw refused(
          "serverUrl",
          "Credentials go only to the client's own origins; add trustedOrigin(\""
              + Pipeline.origin(url)
              + "\") if it may have them.");
    }
    if (endpoint.isBearer()) {
      builder.header("Authorization", "Bearer " + bearer().reveal());
    }
    if (endpoint.clientAuthentication().isPresent()
        && endpoint.clientAuthentication().get().secretRequired()) {
      ClientAuthentication client = operation.pipeline.settings.clientAuthentication;
      if (client == null || client.secret().isEmpty()) {
        throw refused(
            "clientAuthentication", "The server silently does nothing without a client secret.");
      }
    }
    if (operation.basicHeader != null) {
      builder.header("Authorization", operation.basicHeader);
    }
  }

  private Secret bearer() {
    if (options.bearer != null) {
      return options.bearer;
    }
    if (operation.pipeline.settings.bearer != null) {
      return operation.pipeline.settings.bearer.get();
    }
    String variable = operation.endpoint.bearerEnvironment().orElse(null);
    String token = variable == null ? null : System.getenv(variable);
    if (token == null || token.isEmpty()) {
      throw refused(
          "bearer",
          "Set an access token with bearer(...)"
              + (variable == null ? "." : " or the environment variable " + variable + "."));
    }
    return Secret.of(token);
  }

  RefusedCallException refused(String setting, String reason) {
    return new RefusedCallException(context(), setting, reason);
  }

  private Draft.Form form() {
    Draft.Form form = new Draft.Form();
    for (int i = 0; i < draft.parts.size(); i++) {
      draft.parts.get(i).writeForm(form);
    }
    Mechanism mechanism = operation.pipeline.mechanism(operation.endpoint);
    ClientAuthentication client = operation.pipeline.settings.clientAuthentication;
    if (mechanism != null && client != null) {
      if (checkIdentity(form.value("client_id"), form.value("client_secret"), client)
          && mechanism != Mechanism.BASIC) {
        form.add("client_id", client.clientId());
      }
      if (mechanism == Mechanism.BODY) {
        form.addSensitive("client_secret", client.secret().orElseThrow().reveal());
      }
    }
    return form;
  }

  private ByteString json() {
    try {
      Buffer buffer = new Buffer();
      JsonWriter writer = JsonWriter.of(buffer);
      if (draft.wholeAdapter != null) {
        draft.wholeAdapter.toJson(writer, draft.whole);
        return buffer.readByteString();
      }
      writer.beginObject();
      for (int i = 0; i < draft.parts.size(); i++) {
        draft.parts.get(i).writeJson(writer);
      }
      Mechanism mechanism = operation.pipeline.mechanism(operation.endpoint);
      ClientAuthentication client = operation.pipeline.settings.clientAuthentication;
      if (mechanism != null && client != null) {
        writer.flush();
        ByteString soFar = buffer.snapshot();
        if (checkIdentity(member(soFar, "client_id"), member(soFar, "client_secret"), client)
            && mechanism != Mechanism.BASIC) {
          writer.name("client_id").value(client.clientId());
        }
        if (mechanism == Mechanism.BODY) {
          writer.name("client_secret").value(client.secret().orElseThrow().reveal());
        }
      }
      writer.endObject();
      return buffer.readByteString();
    } catch (IOException e) {
      throw new IllegalStateException("A buffer does not fail.", e);
    }
  }

  /** Returns whether the identifier is still to be sent. */
  private boolean checkIdentity(
      @Nullable String id, @Nullable String secret, ClientAuthentication client) {
    if (secret != null) {
      throw refused(
          "clientAuthentication",
          "The request has a client_secret of its own; exactly one mechanism is used per request.");
    }
    if (id != null && !id.equals(client.clientId())) {
      throw refused("clientAuthentication", "The request has another client_id of its own.");
    }
    return id == null;
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

  @SuppressWarnings("unchecked")
  private RequestBody foreign() {
    if (operation.pipeline.settings.retrofit == null || draft.foreign == null) {
      throw refused("retrofit", "The body is written by a converter of a Retrofit; set one.");
    }
    Converter<Object, RequestBody> converter =
        (Converter<Object, RequestBody>)
            (Converter<?, RequestBody>)
                operation.pipeline.settings.retrofit.requestBodyConverter(
                    draft.foreign, new Annotation[0], new Annotation[0]);
    try {
      Object value = draft.whole;
      RequestBody body = value == null ? null : converter.convert(value);
      if (body == null) {
        throw refused("retrofit", "The converter wrote no body.");
      }
      Buffer bytes = new Buffer();
      body.writeTo(bytes);
      return new Body(body.contentType(), bytes.readByteString());
    } catch (IOException e) {
      throw refused("retrofit", "The converter failed to write the body.");
    }
  }

  private static boolean needsBody(String verb) {
    return verb.equals("POST") || verb.equals("PUT") || verb.equals("PATCH");
  }

  private static void setAll(Request.Builder builder, Headers headers) {
    for (int i = 0; i < headers.size(); i++) {
      builder.header(headers.name(i), headers.value(i));
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
    public void writeTo(okio.BufferedSink sink) throws IOException {
      sent = true;
      sink.write(bytes);
    }
  }
}
