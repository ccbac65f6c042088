package io.grantwright.runtime.call;

import io.grantwright.annotations.Role;
import io.grantwright.runtime.endpoint.Deviations;
import io.grantwright.runtime.endpoint.Endpoint;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.ErrorContext;
import io.grantwright.runtime.error.RefusedCallException;
import io.grantwright.runtime.retry.RetryConfig;
import io.grantwright.runtime.secret.SensitiveUri;
import java.lang.annotation.Annotation;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;

/**
 * One endpoint of a client, ready to be called; used by generated code.
 *
 * @param <T> what a call returns
 */
public final class Operation<T> {
  final Pipeline pipeline;
  final Endpoint<T> endpoint;
  final Answers<T> answers;
  final @Nullable Identification identification;
  final @Nullable Deviations deviations;
  private final CallOptions options;
  private final Settled settled;

  // A view such as client.with(options) brings the same options again and again.
  private volatile @Nullable Overridden lastOverridden;

  Operation(Pipeline pipeline, Endpoint<T> endpoint, Answers<T> answers) {
    this.pipeline = pipeline;
    this.endpoint = endpoint;
    this.answers = answers;
    this.deviations = endpoint.deviations().orElse(null);
    this.identification = Identification.of(endpoint, pipeline.clientAuthentication);
    this.options = pipeline.optionsOf(endpoint, declared(endpoint));
    this.settled = new Settled(pipeline, endpoint, options, identification, answers.accept);
  }

  /** {@return an empty draft of a request} */
  public Draft draft() {
    return new Draft(deviations);
  }

  /**
   * Calls.
   *
   * @param draft the request
   * @param options what the call does differently
   * @return what the answer was read into; null only where the endpoint returns nothing
   * @throws CallException if the call fails
   */
  @SuppressWarnings({"unchecked", "NullAway"}) // Reading made a T, or null for Void.
  public T execute(Draft draft, CallOptions options) {
    return (T) new Exchange<>(this, settled(options), draft, false).run();
  }

  /**
   * Calls, and keeps status and headers.
   *
   * @param draft the request
   * @param options what the call does differently
   * @return the answer
   * @throws CallException if the call fails
   */
  @SuppressWarnings("unchecked") // Reading made it.
  public Answer<T> executeRaw(Draft draft, CallOptions options) {
    return (Answer<T>)
        Objects.requireNonNull(new Exchange<>(this, settled(options), draft, true).run());
  }

  /**
   * Calls without blocking.
   *
   * @param draft the request
   * @param options what the call does differently
   * @return what the answer is read into; cancelling it gives up the call
   */
  public CompletableFuture<T> executeAsync(Draft draft, CallOptions options) {
    try {
      return new AsyncExchange<>(new Exchange<>(this, settled(options), draft, false)).start();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * Makes the address that a browser is to open.
   *
   * @param draft the request
   * @param options what the call does differently
   * @return the address
   * @throws RefusedCallException if users would be sent to log in to a client that nobody has named
   */
  public SensitiveUri link(Draft draft, CallOptions options) {
    if (!draft.namesClient()) {
      if (pipeline.clientAuthentication != null) {
        draft.query("client_id", pipeline.clientAuthentication.clientId());
      } else if (endpoint.role().equals(Optional.of(Role.AUTHORIZATION))) {
        throw refused(
            "clientAuthentication",
            "The application's credentials are missing, so that there is no client_id to send users"
                + " with; register a client at the server and configure what you got.");
      }
    }
    return SensitiveUri.of(new Outgoing(this, settled(options), draft).request.url().toString());
  }

  RefusedCallException refused(String setting, String reason) {
    return new RefusedCallException(ErrorContext.refused(endpoint), setting, reason);
  }

  /** The converter of an answer that the SDK does not own; null for its own answers. */
  @Nullable Converter<ResponseBody, ? extends T> converter() {
    for (int i = 0; i < answers.successes.size(); i++) {
      Class<? extends T> foreign = answers.successes.get(i).foreign();
      if (foreign != null) {
        return converter(foreign);
      }
    }
    return null;
  }

  private <V> Converter<ResponseBody, V> converter(Class<V> type) {
    if (pipeline.retrofit == null) {
      throw refused("retrofit", "The body is read by a converter of a Retrofit; set one.");
    }
    try {
      return pipeline.retrofit.responseBodyConverter(type, new Annotation[0]);
    } catch (IllegalArgumentException e) {
      throw refused("retrofit", "None of its converters reads " + type.getName() + "; add one.");
    }
  }

  private Settled settled(CallOptions over) {
    if (over == CallOptions.NONE) {
      return settled;
    }
    Overridden last = lastOverridden;
    if (last == null || last.options != over) {
      last =
          new Overridden(
              over,
              new Settled(pipeline, endpoint, options.and(over), identification, answers.accept));
      lastOverridden = last;
    }
    return last.settled;
  }

  private record Overridden(CallOptions options, Settled settled) {}

  private static CallOptions declared(Endpoint<?> endpoint) {
    CallOptions.Builder declared = CallOptions.builder();
    endpoint.attemptTimeout().ifPresent(declared::attemptTimeout);
    endpoint.totalTimeout().ifPresent(declared::totalTimeout);
    endpoint
        .retryDefaults()
        .ifPresent(
            retry ->
                declared.retry(
                    new RetryConfig(
                        retry.initialInterval(),
                        retry.maxInterval(),
                        retry.exponent(),
                        retry.maxElapsed(),
                        retry.connectionErrors())));
    return declared.build();
  }
}
