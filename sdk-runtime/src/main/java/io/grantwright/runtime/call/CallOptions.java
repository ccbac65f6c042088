package io.grantwright.runtime.call;

import dev.failsafe.Policy;
import io.grantwright.runtime.endpoint.BodyFormat;
import io.grantwright.runtime.retry.RetryConfig;
import io.grantwright.runtime.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** What one call does differently. Immutable. */
public final class CallOptions {
  /** Clocks count nanoseconds: what is longer, such as {@code FOREVER}, lasts as long as this. */
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  /** Nothing. */
  public static final CallOptions NONE = new CallOptions(new Builder());

  final @Nullable RetryConfig retryConfig;
  final @Nullable List<Policy<Object>> policies;
  final @Nullable Duration attemptTimeout;
  final @Nullable Duration totalTimeout;
  final Headers headers;
  final @Nullable String serverUrl;
  final @Nullable Bearer bearer;
  final @Nullable BodyFormat bodyFormat;
  final @Nullable Cancellation cancellation;

  private CallOptions(Builder builder) {
    retryConfig = builder.retryConfig;
    policies = builder.policies;
    attemptTimeout = builder.attemptTimeout;
    totalTimeout = builder.totalTimeout;
    headers = builder.headers.build();
    serverUrl = builder.serverUrl;
    bearer = builder.bearer;
    bodyFormat = builder.bodyFormat;
    cancellation = builder.cancellation;
  }

  /** {@return a builder without options} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Adds options.
   *
   * @param over the options that go before these
   * @return both
   */
  public CallOptions and(CallOptions over) {
    if (over == NONE) {
      return this;
    }
    if (this == NONE) {
      return over;
    }
    Builder both = new Builder();
    boolean retryOver = over.retryConfig != null || over.policies != null;
    both.retryConfig = retryOver ? over.retryConfig : retryConfig;
    both.policies = retryOver ? over.policies : policies;
    both.attemptTimeout = over.attemptTimeout != null ? over.attemptTimeout : attemptTimeout;
    both.totalTimeout = over.totalTimeout != null ? over.totalTimeout : totalTimeout;
    both.headers.addAll(headers);
    for (String name : over.headers.names()) {
      both.headers.removeAll(name);
    }
    both.headers.addAll(over.headers);
    both.serverUrl = over.serverUrl != null ? over.serverUrl : serverUrl;
    both.bearer = over.bearer != null ? over.bearer : bearer;
    both.bodyFormat = over.bodyFormat != null ? over.bodyFormat : bodyFormat;
    both.cancellation = over.cancellation != null ? over.cancellation : cancellation;
    return both.build();
  }

  static Duration positive(String setting, Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException(
          setting + " must be longer than zero, found " + time + ".");
    }
    return time.compareTo(LONGEST) < 0 ? time : LONGEST;
  }

  /** Takes options. */
  public static final class Builder {
    private @Nullable RetryConfig retryConfig;
    private @Nullable List<Policy<Object>> policies;
    private @Nullable Duration attemptTimeout;
    private @Nullable Duration totalTimeout;
    private final Headers.Builder headers = new Headers.Builder();
    private @Nullable String serverUrl;
    private @Nullable Bearer bearer;
    private @Nullable BodyFormat bodyFormat;
    private @Nullable Cancellation cancellation;

    private Builder() {}

    /**
     * Tries again.
     *
     * @param config how
     * @return this builder
     */
    public Builder retry(RetryConfig config) {
      retryConfig = Objects.requireNonNull(config, "config");
      policies = null;
      return this;
    }

    /**
     * Runs the attempts under Failsafe's policies, which see what a call returns, or its {@code
     * CallException}. A {@code RetryPolicy} never sends again what must not be sent twice, and
     * whatever its delay, no attempt begins before the server's {@code Retry-After}; where that is
     * longer than the policy's longest delay or than the time left, the call fails at once. (A
     * policy without delays has none that is long enough.) What another policy ends a call with is
     * a {@code CallException} too.
     *
     * @param policies the policies, the outermost first
     * @return this builder
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // Only copied.
    public final Builder retry(Policy<Object>... policies) {
      this.policies = List.of(policies);
      retryConfig = null;
      return this;
    }

    /**
     * Tries once.
     *
     * @return this builder
     */
    public Builder noRetries() {
      policies = List.of();
      retryConfig = null;
      return this;
    }

    /**
     * Limits one attempt.
     *
     * @param time the longest time of one attempt
     * @return this builder
     * @throws IllegalArgumentException if it is not longer than zero
     */
    public Builder attemptTimeout(Duration time) {
      attemptTimeout = positive("attemptTimeout", time);
      return this;
    }

    /**
     * Limits the call with its retries.
     *
     * @param time the longest time of the call
     * @return this builder
     * @throws IllegalArgumentException if it is not longer than zero
     */
    public Builder totalTimeout(Duration time) {
      totalTimeout = positive("totalTimeout", time);
      return this;
    }

    /**
     * Sends a header, instead of the client's of that name.
     *
     * @param name its name
     * @param value its value, which is never shown
     * @return this builder
     * @throws IllegalArgumentException if it is no header
     */
    public Builder header(String name, String value) {
      checkHeader(name, value);
      headers.set(name, value);
      return this;
    }

    /**
     * Calls another server.
     *
     * @param url its absolute URL; what is wrong with it is told by the call, as it would be by the
     *     building of the client
     * @return this builder
     */
    public Builder serverUrl(String url) {
      serverUrl = Objects.requireNonNull(url, "url");
      return this;
    }

    /**
     * Uses another access token.
     *
     * @param token the token
     * @return this builder
     */
    public Builder bearer(Secret token) {
      Objects.requireNonNull(token, "token");
      bearer = new Bearer.Given(() -> token);
      return this;
    }

    /**
     * Uses access tokens of another session: a client may serve many users.
     *
     * @param tokens the session
     * @return this builder
     */
    public Builder bearer(BearerTokens tokens) {
      bearer = new Bearer.Renewed(Objects.requireNonNull(tokens, "tokens"));
      return this;
    }

    /**
     * Writes the body of an endpoint that takes both in one of them.
     *
     * @param format {@link BodyFormat#FORM} or {@link BodyFormat#JSON}
     * @return this builder
     * @throws IllegalArgumentException if it is neither
     */
    public Builder bodyFormat(BodyFormat format) {
      if (format != BodyFormat.FORM && format != BodyFormat.JSON) {
        throw new IllegalArgumentException("bodyFormat must be FORM or JSON, found " + format);
      }
      bodyFormat = format;
      return this;
    }

    /**
     * Lets another thread give up the call.
     *
     * @param cancellation the cancellation
     * @return this builder
     */
    public Builder cancellation(Cancellation cancellation) {
      this.cancellation = Objects.requireNonNull(cancellation, "cancellation");
      return this;
    }

    /** {@return the options} */
    public CallOptions build() {
      return new CallOptions(this);
    }

    /** Before OkHttp does: its message would quote the value. */
    private static void checkHeader(String name, String value) {
      if (name.equalsIgnoreCase("Authorization")) {
        throw new IllegalArgumentException(
            "header: Authorization is not set by hand; use bearer(...) or clientAuthentication.");
      }
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if ((c < ' ' && c != '\t') || c > '~') {
          throw new IllegalArgumentException(
              "header: the value of "
                  + name
                  + " has a character that a header cannot have, at position "
                  + i
                  + ".");
        }
      }
    }
  }
}
