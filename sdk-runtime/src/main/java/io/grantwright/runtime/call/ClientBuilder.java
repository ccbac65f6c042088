package io.grantwright.runtime.call;

import dev.failsafe.Policy;
import io.grantwright.annotations.Role;
import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.endpoint.Endpoint;
import io.grantwright.runtime.endpoint.EndpointAddresses;
import io.grantwright.runtime.retry.RetryConfig;
import io.grantwright.runtime.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import retrofit2.Retrofit;

/**
 * The settings of a generated client.
 *
 * @param <B> the generated builder
 */
public abstract class ClientBuilder<B extends ClientBuilder<B>> {
  final ClientDescription description;
  final Map<String, String> variables;
  final Map<Role, String> addresses = new EnumMap<>(Role.class);
  final Map<Endpoint<?>, CallOptions> endpointOptions = new HashMap<>();
  final Set<String> trustedOrigins = new HashSet<>();
  final List<CallHooks> hooks = new ArrayList<>();
  final CallOptions.Builder options = CallOptions.builder();
  @Nullable String serverUrl;
  @Nullable Retrofit retrofit;
  Call.@Nullable Factory callFactory;
  boolean callFactoryTrusted;
  @Nullable ClientAuthentication clientAuthentication;
  private boolean conflictingAuthentication;
  @Nullable Bearer bearer;
  boolean plainHttpAllowed;
  long maxBodySize = 1024 * 1024;
  Clock clock = Clock.systemUTC();
  @Nullable RandomGenerator random;
  @Nullable ScheduledExecutorService scheduler;
  @Nullable EndpointAddresses discovered;

  /**
   * Takes what the descriptor says.
   *
   * @param description the description
   */
  protected ClientBuilder(ClientDescription description) {
    this.description = description;
    this.variables = new HashMap<>(description.pathVariables);
    this.serverUrl = description.server;
  }

  /** {@return this builder} */
  protected abstract B self();

  /**
   * Sets the server.
   *
   * @param url its absolute URL; one trailing slash does not count
   * @return this builder
   */
  public B serverUrl(String url) {
    serverUrl = url;
    return self();
  }

  /**
   * Uses a Retrofit: its call factory, its converters, and its base URL unless one is set here.
   *
   * @param retrofit the Retrofit
   * @return this builder
   */
  public B retrofit(Retrofit retrofit) {
    this.retrofit = Objects.requireNonNull(retrofit, "retrofit");
    return self();
  }

  /**
   * Uses an HTTP client, from which one without redirects and silent retries is derived.
   *
   * @param client the client; closing this one does not close it
   * @return this builder
   */
  public B httpClient(OkHttpClient client) {
    callFactory = Objects.requireNonNull(client, "client");
    return self();
  }

  /**
   * Uses another call factory. See {@link #trustCallFactory}.
   *
   * @param factory the factory
   * @return this builder
   */
  public B callFactory(Call.Factory factory) {
    callFactory = Objects.requireNonNull(factory, "factory");
    return self();
  }

  /**
   * Trusts a call factory that is no {@code OkHttpClient} to follow no redirects and to send
   * nothing twice.
   *
   * @return this builder
   */
  public B trustCallFactory() {
    callFactoryTrusted = true;
    return self();
  }

  /**
   * Sets how the client authenticates itself.
   *
   * @param authentication the one mechanism
   * @return this builder
   */
  public B clientAuthentication(ClientAuthentication authentication) {
    Objects.requireNonNull(authentication, "authentication");
    conflictingAuthentication |=
        clientAuthentication != null
            && clientAuthentication.getClass() != authentication.getClass();
    clientAuthentication = authentication;
    return self();
  }

  /**
   * Sets the access token.
   *
   * @param token the token
   * @return this builder
   */
  public B bearer(Secret token) {
    Objects.requireNonNull(token, "token");
    return bearer(() -> token);
  }

  /**
   * Sets where access tokens come from.
   *
   * @param tokens asked in the thread of each call, which it may block
   * @return this builder
   */
  public B bearer(Supplier<Secret> tokens) {
    bearer = new Bearer.Given(Objects.requireNonNull(tokens, "tokens"));
    return self();
  }

  /**
   * Sets the session that access tokens come from. A call that the API answers with 401 is sent
   * once more with the session's current token.
   *
   * @param tokens the session; asynchronous calls wait for its tokens without blocking
   * @return this builder
   */
  public B bearer(BearerTokens tokens) {
    bearer = new Bearer.Renewed(Objects.requireNonNull(tokens, "tokens"));
    return self();
  }

  /**
   * Tries again.
   *
   * @param config how
   * @return this builder
   */
  public B retry(RetryConfig config) {
    options.retry(config);
    return self();
  }

  /**
   * Runs the attempts under Failsafe's policies. See {@link CallOptions.Builder#retry(Policy[])}.
   *
   * @param policies the policies, the outermost first
   * @return this builder
   */
  @SafeVarargs
  public final B retry(Policy<Object>... policies) {
    options.retry(policies);
    return self();
  }

  /**
   * Tries once.
   *
   * @return this builder
   */
  public B noRetries() {
    options.noRetries();
    return self();
  }

  /**
   * Limits one attempt; 30 s by default.
   *
   * @param time the longest time of one attempt
   * @return this builder
   * @throws IllegalArgumentException if it is not longer than zero
   */
  public B attemptTimeout(Duration time) {
    options.attemptTimeout(time);
    return self();
  }

  /**
   * Limits a call with its retries; two minutes by default.
   *
   * @param time the longest time of a call
   * @return this builder
   * @throws IllegalArgumentException if it is not longer than zero
   */
  public B totalTimeout(Duration time) {
    options.totalTimeout(time);
    return self();
  }

  /**
   * Limits the size of an answer's body; 1 MiB by default.
   *
   * @param bytes the most bytes
   * @return this builder
   * @throws IllegalArgumentException if it is not positive
   */
  public B maxBodySize(long bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException("maxBodySize must be positive, found " + bytes + ".");
    }
    maxBodySize = bytes;
    return self();
  }

  /**
   * Adds hooks.
   *
   * @param hooks what sees the calls
   * @return this builder
   */
  public B hooks(CallHooks hooks) {
    this.hooks.add(Objects.requireNonNull(hooks, "hooks"));
    return self();
  }

  /**
   * Sends a header with each call.
   *
   * @param name its name
   * @param value its value
   * @return this builder
   * @throws IllegalArgumentException if it is no header that may be set by hand
   */
  public B header(String name, String value) {
    options.header(name, value);
    return self();
  }

  /**
   * Sets what one endpoint does differently.
   *
   * @param endpoint the endpoint
   * @param options its options
   * @return this builder
   */
  public B endpoint(Endpoint<?> endpoint, CallOptions options) {
    endpointOptions.put(
        Objects.requireNonNull(endpoint, "endpoint"), Objects.requireNonNull(options, "options"));
    return self();
  }

  /**
   * Sets the clock with which dates in {@code Retry-After} are compared.
   *
   * @param clock the clock
   * @return this builder
   */
  public B clock(Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
    return self();
  }

  /**
   * Sets where the jitter of delays comes from.
   *
   * @param random the generator; safe for use by several threads
   * @return this builder
   */
  public B random(RandomGenerator random) {
    this.random = Objects.requireNonNull(random, "random");
    return self();
  }

  /**
   * Sets what runs the delays and deadlines of asynchronous calls.
   *
   * @param scheduler the scheduler; closing the client does not close it
   * @return this builder
   */
  public B scheduler(ScheduledExecutorService scheduler) {
    this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
    return self();
  }

  /**
   * Sets the address of a role.
   *
   * @param role the role
   * @param address a path, or an absolute URL
   * @return this builder
   */
  public B address(Role role, String address) {
    addresses.put(Objects.requireNonNull(role, "role"), Objects.requireNonNull(address, "address"));
    return self();
  }

  /**
   * Takes addresses, as from an authorization server's metadata. Where they lack one, the client is
   * built, and calls of that role are refused. Those of another issuer than the one that the
   * descriptor declares are refused when the client is built.
   *
   * @param addresses the addresses
   * @return this builder
   */
  public B addresses(EndpointAddresses addresses) {
    discovered = Objects.requireNonNull(addresses, "addresses");
    return self();
  }

  /**
   * Sends credentials to one more origin.
   *
   * @param origin an absolute URL, of which the path does not count
   * @return this builder
   * @throws IllegalArgumentException if it is no absolute URL
   */
  public B trustedOrigin(String origin) {
    trustedOrigins.add(Pipeline.origin(Pipeline.absolute("trustedOrigin", origin)));
    return self();
  }

  /**
   * Allows credentials and tokens to be read by everybody on the way. Loopback needs no permission.
   *
   * @return this builder
   */
  public B dangerouslyAllowPlainHttpThatAnyoneCanRead() {
    plainHttpAllowed = true;
    return self();
  }

  /**
   * Sets a path variable.
   *
   * @param name its name
   * @param value its value
   * @return this builder
   * @throws IllegalArgumentException if the value is blank
   */
  protected final B pathVariable(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank.");
    }
    variables.put(name, value);
    return self();
  }

  /**
   * Builds the pipeline.
   *
   * @return the pipeline
   * @throws IllegalArgumentException naming the setting at fault
   */
  protected final Pipeline pipeline() {
    if (conflictingAuthentication) {
      throw new IllegalArgumentException(
          "clientAuthentication was set to two mechanisms; exactly one is used per request.");
    }
    return new Pipeline(this);
  }

  /** The addresses of the roles: those set here over discovered over declared ones. */
  Map<Role, String> addresses() {
    Map<Role, String> all = new EnumMap<>(Role.class);
    all.putAll(description.addresses);
    if (discovered != null) {
      for (Role role : Role.values()) {
        discovered.address(role).ifPresent(address -> all.put(role, address));
      }
    }
    all.putAll(addresses);
    return all;
  }

  RandomGenerator randomOrDefault() {
    return random == null ? SharedRandom.INSTANCE : random;
  }

  /** Each thread's own generator. */
  private enum SharedRandom implements RandomGenerator {
    INSTANCE;

    @Override
    public long nextLong() {
      return ThreadLocalRandom.current().nextLong();
    }
  }
}
