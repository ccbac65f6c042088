package io.grantwright.runtime.endpoint;

import io.grantwright.annotations.ClientAuthenticated.BasicEncoding;
import io.grantwright.annotations.ClientAuthenticated.Mechanism;
import io.grantwright.annotations.Role;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint of a generated client, as its descriptor says: the key by which options and hooks
 * know it. Immutable; equal to itself only.
 *
 * @param <T> what a call of it returns; {@link Void} for nothing
 */
public final class Endpoint<T> {
  private final String client;
  private final String method;
  private final String verb;
  private final String path;
  private final Optional<Role> role;
  private final boolean atRoot;
  private final BodyFormat bodyFormat;
  private final Safety safety;
  private final Optional<ClientAuthenticationRule> clientAuthentication;
  private final boolean bearer;
  private final Optional<String> bearerEnvironment;
  private final Optional<Duration> attemptTimeout;
  private final Optional<Duration> totalTimeout;
  private final Optional<RetryDefaults> retryDefaults;
  private final boolean link;
  private final Optional<Deviations> deviations;
  private final Optional<String> idempotencyKey;

  private Endpoint(Builder<T> builder, String verb, String path, Safety safety) {
    this.client = builder.client;
    this.method = builder.method;
    this.verb = verb;
    this.path = path;
    this.role = Optional.ofNullable(builder.role);
    this.atRoot = builder.atRoot;
    this.bodyFormat = builder.bodyFormat;
    this.safety = safety;
    // A link sends nothing: what the descriptor says of all endpoints must not get into its query.
    this.clientAuthentication =
        builder.link ? Optional.empty() : Optional.ofNullable(builder.clientAuthentication);
    this.bearer = builder.bearerEnvironment != null && !builder.link;
    this.bearerEnvironment =
        Optional.ofNullable(builder.bearerEnvironment).filter(e -> !e.isEmpty());
    this.attemptTimeout = positive(builder.attemptTimeoutMillis);
    this.totalTimeout = positive(builder.totalTimeoutMillis);
    this.retryDefaults = Optional.ofNullable(builder.retryDefaults);
    this.link = builder.link;
    this.deviations = Optional.ofNullable(builder.deviations);
    this.idempotencyKey = Optional.ofNullable(builder.idempotencyKey);
  }

  /**
   * Starts an endpoint; generated code does.
   *
   * @param client the name of the client
   * @param method the name of the descriptor's method
   * @param <T> what a call of it returns
   * @return a builder
   */
  public static <T> Builder<T> named(String client, String method) {
    return new Builder<>(client, method);
  }

  /** {@return the name of the client, as in {@code Notes}} */
  public String client() {
    return client;
  }

  /** {@return the name of the descriptor's method, as in {@code exchangeToken}} */
  public String method() {
    return method;
  }

  /** {@return the method of the request, as in {@code POST} (RFC 9110 §9)} */
  public String verb() {
    return verb;
  }

  /** {@return the path exactly as the descriptor gives it, with its holes; may be empty} */
  public String path() {
    return path;
  }

  /** {@return the role whose address it is called at; empty if its path says where it is} */
  public Optional<Role> role() {
    return role;
  }

  /** {@return whether the path starts at the root of the origin (RFC 8615 §3)} */
  public boolean isAtRoot() {
    return atRoot;
  }

  /** {@return what the body is written as} */
  public BodyFormat bodyFormat() {
    return bodyFormat;
  }

  /** {@return whether it may be sent again when it may have arrived already} */
  public Safety safety() {
    return safety;
  }

  /** {@return how the client authenticates itself; empty if it does not} */
  public Optional<ClientAuthenticationRule> clientAuthentication() {
    return clientAuthentication;
  }

  /** {@return whether it is called with an access token (RFC 6750 §2.1)} */
  public boolean isBearer() {
    return bearer;
  }

  /** {@return the environment variable that holds the access token when nothing else does} */
  public Optional<String> bearerEnvironment() {
    return bearerEnvironment;
  }

  /** {@return the longest time of one attempt; empty for the client's} */
  public Optional<Duration> attemptTimeout() {
    return attemptTimeout;
  }

  /** {@return the longest time of the whole call with its retries; empty for the client's} */
  public Optional<Duration> totalTimeout() {
    return totalTimeout;
  }

  /** {@return how it is tried again when nobody says otherwise; empty for the client's way} */
  public Optional<RetryDefaults> retryDefaults() {
    return retryDefaults;
  }

  /** {@return the header that has a key of each call, the same in all of its attempts} */
  public Optional<String> idempotencyKey() {
    return idempotencyKey;
  }

  /** {@return whether it sends nothing and returns an address to open} */
  public boolean isLink() {
    return link;
  }

  /** {@return how its messages differ from the standards; empty if they do not} */
  public Optional<Deviations> deviations() {
    return deviations;
  }

  /** {@return client and method, as in {@code Notes.exchangeToken}} */
  @Override
  public String toString() {
    return client + "." + method;
  }

  private static Optional<Duration> positive(long millis) {
    return millis > 0 ? Optional.of(Duration.ofMillis(millis)) : Optional.empty();
  }

  /**
   * How a client authenticates itself at an endpoint (RFC 6749 §2.3).
   *
   * @param mechanisms the mechanisms that the endpoint accepts, the preferred one first
   * @param basicEncoding how identifier and secret are written into a Basic header
   * @param secretRequired whether a call without a secret is refused before it is sent
   */
  public record ClientAuthenticationRule(
      List<Mechanism> mechanisms, BasicEncoding basicEncoding, boolean secretRequired) {
    /**
     * Copies what could change.
     *
     * @param mechanisms the mechanisms that the endpoint accepts, the preferred one first
     * @param basicEncoding how identifier and secret are written into a Basic header
     * @param secretRequired whether a call without a secret is refused before it is sent
     */
    public ClientAuthenticationRule {
      mechanisms = List.copyOf(mechanisms);
    }
  }

  /**
   * How an endpoint is tried again when nobody says otherwise. It never overrides what is safe to
   * send twice.
   *
   * @param initialInterval the delay before the first retry
   * @param maxInterval the longest delay between two attempts
   * @param exponent what each delay is multiplied by for the next one; at least 1
   * @param maxElapsed the longest time since the first attempt after which another one starts
   * @param connectionErrors whether failures to connect and broken connections are tried again, too
   */
  public record RetryDefaults(
      Duration initialInterval,
      Duration maxInterval,
      double exponent,
      Duration maxElapsed,
      boolean connectionErrors) {}

  /**
   * Takes what the descriptor says of one endpoint; written for generated code.
   *
   * @param <T> what a call of the endpoint returns
   */
  public static final class Builder<T> {
    private final String client;
    private final String method;
    private @Nullable String verb;
    private @Nullable String path;
    private @Nullable Role role;
    private boolean atRoot;
    private BodyFormat bodyFormat = BodyFormat.NONE;
    private @Nullable Safety safety;
    private @Nullable ClientAuthenticationRule clientAuthentication;
    private @Nullable String bearerEnvironment;
    private long attemptTimeoutMillis;
    private long totalTimeoutMillis;
    private @Nullable RetryDefaults retryDefaults;
    private boolean link;
    private @Nullable Deviations deviations;
    private @Nullable String idempotencyKey;

    private Builder(String client, String method) {
      this.client = client;
      this.method = method;
    }

    /**
     * Sets method and path; required.
     *
     * @param verb the method of the request, as in {@code POST}
     * @param path the path exactly as the descriptor gives it
     * @return this builder
     */
    public Builder<T> request(String verb, String path) {
      this.verb = verb;
      this.path = path;
      return this;
    }

    /**
     * Calls the address that plays a role.
     *
     * @param role the role
     * @return this builder
     */
    public Builder<T> role(Role role) {
      this.role = role;
      return this;
    }

    /**
     * Starts the path at the root of the origin.
     *
     * @return this builder
     */
    public Builder<T> atRoot() {
      atRoot = true;
      return this;
    }

    /**
     * Writes the body as a form.
     *
     * @return this builder
     */
    public Builder<T> form() {
      bodyFormat = BodyFormat.FORM;
      return this;
    }

    /**
     * Writes the body as JSON.
     *
     * @return this builder
     */
    public Builder<T> json() {
      bodyFormat = BodyFormat.JSON;
      return this;
    }

    /**
     * Writes the body as a form, or as JSON when the caller asks for it.
     *
     * @return this builder
     */
    public Builder<T> formOrJson() {
      bodyFormat = BodyFormat.FORM_OR_JSON;
      return this;
    }

    /**
     * Writes bytes as the body.
     *
     * @return this builder
     */
    public Builder<T> bytes() {
      bodyFormat = BodyFormat.BYTES;
      return this;
    }

    /**
     * Writes the body in parts.
     *
     * @return this builder
     */
    public Builder<T> multipart() {
      bodyFormat = BodyFormat.MULTIPART;
      return this;
    }

    /**
     * Leaves the body to a converter of Retrofit.
     *
     * @return this builder
     */
    public Builder<T> foreignBody() {
      bodyFormat = BodyFormat.FOREIGN;
      return this;
    }

    /**
     * Allows each request to be sent again.
     *
     * @return this builder
     */
    public Builder<T> idempotent() {
      safety = Safety.IDEMPOTENT;
      return this;
    }

    /**
     * Allows no request to be sent again when it may have arrived.
     *
     * @return this builder
     */
    public Builder<T> sendOnce() {
      safety = Safety.SEND_ONCE;
      return this;
    }

    /**
     * Allows the requests with one of these fields to be sent again.
     *
     * @param pairs {@code name=value} pairs
     * @return this builder
     */
    public Builder<T> idempotentWhen(String... pairs) {
      safety = Safety.idempotentWhen(pairs);
      return this;
    }

    /**
     * Lets the client authenticate itself.
     *
     * @param basicEncoding how identifier and secret are written into a Basic header
     * @param secretRequired whether a call without a secret is refused
     * @param mechanisms the mechanisms that the endpoint accepts, the preferred one first
     * @return this builder
     */
    public Builder<T> clientAuthenticated(
        BasicEncoding basicEncoding, boolean secretRequired, Mechanism... mechanisms) {
      clientAuthentication =
          new ClientAuthenticationRule(List.of(mechanisms), basicEncoding, secretRequired);
      return this;
    }

    /**
     * Calls with an access token.
     *
     * @param environment the environment variable that holds it by default; empty for none
     * @return this builder
     */
    public Builder<T> bearer(String environment) {
      bearerEnvironment = environment;
      return this;
    }

    /**
     * Says how its messages differ from the standards.
     *
     * @param deviations the differences
     * @return this builder
     */
    public Builder<T> deviations(Deviations deviations) {
      this.deviations = deviations;
      return this;
    }

    /**
     * Limits the time of a call.
     *
     * @param attemptMillis the longest time of one attempt, in milliseconds; 0 for the client's
     * @param totalMillis the longest time of the call, in milliseconds; 0 for the client's
     * @return this builder
     */
    public Builder<T> timeouts(long attemptMillis, long totalMillis) {
      attemptTimeoutMillis = attemptMillis;
      totalTimeoutMillis = totalMillis;
      return this;
    }

    /**
     * Tries again by default.
     *
     * @param initialIntervalMillis the delay before the first retry, in milliseconds
     * @param maxIntervalMillis the longest delay, in milliseconds
     * @param exponent what each delay is multiplied by for the next one
     * @param maxElapsedMillis the longest time after which another attempt starts, in milliseconds
     * @param connectionErrors whether failures to connect are tried again, too
     * @return this builder
     */
    public Builder<T> retry(
        long initialIntervalMillis,
        long maxIntervalMillis,
        double exponent,
        long maxElapsedMillis,
        boolean connectionErrors) {
      retryDefaults =
          new RetryDefaults(
              Duration.ofMillis(initialIntervalMillis),
              Duration.ofMillis(maxIntervalMillis),
              exponent,
              Duration.ofMillis(maxElapsedMillis),
              connectionErrors);
      return this;
    }

    /**
     * Gives each call a key.
     *
     * @param header the header that has it
     * @return this builder
     */
    public Builder<T> idempotencyKey(String header) {
      idempotencyKey = header;
      return this;
    }

    /**
     * Sends nothing: a call returns the address to open.
     *
     * @return this builder
     */
    public Builder<T> link() {
      link = true;
      return this;
    }

    /**
     * Builds the endpoint.
     *
     * @return the endpoint
     * @throws IllegalStateException if its request or its safety has not been said
     */
    public Endpoint<T> build() {
      if (verb == null || path == null) {
        throw new IllegalStateException(client + "." + method + " needs request(verb, path).");
      }
      if (safety == null) {
        throw new IllegalStateException(
            client + "." + method + " needs idempotent(), sendOnce() or idempotentWhen(...).");
      }
      return new Endpoint<>(this, verb, path, safety);
    }
  }
}
