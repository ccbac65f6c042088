package io.grantwright.runtime.call;

import io.grantwright.runtime.endpoint.Endpoint;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.retry.RetryConfig;
import io.grantwright.runtime.secret.SensitiveUri;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint of a client, ready to be called; used by generated code.
 *
 * @param <T> what a call returns
 */
public final class Operation<T> {
  final Pipeline pipeline;
  final Endpoint<T> endpoint;
  final Answers<T> answers;
  final CallOptions options;
  final String url;
  final @Nullable String basicHeader;

  Operation(Pipeline pipeline, Endpoint<T> endpoint, Answers<T> answers) {
    this.pipeline = pipeline;
    this.endpoint = endpoint;
    this.answers = answers;
    CallOptions own = pipeline.settings.endpointOptions.get(endpoint);
    CallOptions declared = pipeline.clientOptions.and(declared(endpoint));
    this.options = own == null ? declared : declared.and(own);
    this.url = pipeline.url(endpoint, options.serverUrl);
    this.basicHeader = pipeline.basicHeader(endpoint);
  }

  /** {@return an empty draft of a request} */
  public Draft draft() {
    return new Draft();
  }

  /**
   * Calls.
   *
   * @param draft the request
   * @param options what the call does differently
   * @return what the answer was read into; null only where the endpoint returns nothing
   * @throws CallException if the call fails
   */
  @SuppressWarnings("NullAway") // Null is Void's only value.
  public T execute(Draft draft, CallOptions options) {
    return new Exchange<>(this, draft, options, false).run().body();
  }

  /**
   * Calls, and keeps status and headers.
   *
   * @param draft the request
   * @param options what the call does differently
   * @return the answer
   * @throws CallException if the call fails
   */
  public Answer<T> executeRaw(Draft draft, CallOptions options) {
    return new Exchange<>(this, draft, options, true).run();
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
      return new Exchange<>(this, draft, options, false).start();
    } catch (CallException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /**
   * Makes the address that a browser is to open.
   *
   * @param draft the request
   * @param options what the call does differently
   * @return the address
   */
  public SensitiveUri link(Draft draft, CallOptions options) {
    return SensitiveUri.of(new Exchange<>(this, draft, options, false).link());
  }

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
