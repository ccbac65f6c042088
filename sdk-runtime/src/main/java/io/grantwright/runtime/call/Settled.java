package io.grantwright.runtime.call;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.Policy;
import io.grantwright.runtime.endpoint.BodyFormat;
import io.grantwright.runtime.endpoint.Endpoint;
import io.grantwright.runtime.error.ErrorContext;
import io.grantwright.runtime.error.RefusedCallException;
import java.time.Duration;
import java.util.List;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** What the options of an endpoint come to: decided once, and not in each call. */
final class Settled {
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration TOTAL_TIMEOUT = Duration.ofMinutes(2);

  final CallOptions options;
  final long attemptNanos;
  final long totalNanos;
  final BodyFormat bodyFormat;
  private final Endpoint<?> endpoint;
  private final @Nullable String urlText;
  final Headers headers;
  final @Nullable FailsafeExecutor<Object> blocking;
  private final Pipeline pipeline;
  private final List<Policy<Object>> policies;
  private final @Nullable HttpUrl url;
  private @Nullable FailsafeExecutor<Object> nonblocking;

  Settled(
      Pipeline pipeline,
      Endpoint<?> endpoint,
      CallOptions options,
      @Nullable Identification identification,
      String accept) {
    this.pipeline = pipeline;
    this.endpoint = endpoint;
    this.options = options;
    Duration total = options.totalTimeout == null ? TOTAL_TIMEOUT : options.totalTimeout;
    this.totalNanos = total.toNanos();
    this.attemptNanos =
        (options.attemptTimeout == null ? ATTEMPT_TIMEOUT : options.attemptTimeout).toNanos();
    this.bodyFormat =
        endpoint.bodyFormat() != BodyFormat.FORM_OR_JSON
            ? endpoint.bodyFormat()
            : options.bodyFormat == null ? BodyFormat.FORM : options.bodyFormat;
    this.urlText = pipeline.url(endpoint, options.serverUrl);
    this.url =
        urlText != null && urlText.indexOf('{') < 0
            ? Pipeline.absolute("serverUrl", urlText)
            : null;
    this.headers = headers(options, identification, accept);
    this.policies = Retries.policies(options, total, pipeline.random);
    this.blocking = policies.isEmpty() ? null : Failsafe.with(policies);
  }

  /** The executor of asynchronous calls; null if they are tried once. */
  synchronized @Nullable FailsafeExecutor<Object> nonblocking() {
    if (nonblocking == null && !policies.isEmpty()) {
      nonblocking = Failsafe.with(policies).with(pipeline.scheduler());
    }
    return nonblocking;
  }

  /** The URL of one request: parsed anew only where the request adds to it. */
  HttpUrl url(Draft draft) {
    if (url != null && draft.addsNothingToUrl()) {
      return url;
    }
    return Pipeline.absolute("serverUrl", draft.completed(urlText()));
  }

  /** The URL with its holes. */
  String urlText() {
    if (urlText == null) {
      String role = endpoint.role().orElseThrow().name();
      throw new RefusedCallException(
          ErrorContext.refused(endpoint),
          "addresses",
          "They have none for "
              + role
              + ": the server does not seem to offer it. If it does, set address(Role."
              + role
              + ", ...).");
    }
    return urlText;
  }

  private static Headers headers(
      CallOptions options, @Nullable Identification identification, String accept) {
    Headers.Builder headers = new Headers.Builder();
    headers.set("Accept", accept);
    headers.set("User-Agent", UserAgent.TEXT);
    for (int i = 0; i < options.headers.size(); i++) {
      headers.set(options.headers.name(i), options.headers.value(i));
    }
    if (identification != null && identification.basicHeader() != null) {
      headers.set("Authorization", identification.basicHeader());
    }
    return headers.build();
  }
}
