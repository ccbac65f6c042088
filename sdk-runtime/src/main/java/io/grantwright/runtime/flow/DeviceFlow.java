package io.grantwright.runtime.flow;

import io.grantwright.runtime.oauth.DeviceAuthorizationRequest;
import io.grantwright.runtime.oauth.DeviceAuthorizationResponse;
import io.grantwright.runtime.oauth.DeviceGrant;
import io.grantwright.runtime.oauth.DeviceTokenRequest;
import io.grantwright.runtime.oauth.Scope;
import io.grantwright.runtime.oauth.TokenResponse;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Authorization of a device that has no browser, or no keyboard (RFC 8628).
 *
 * <pre>{@code
 * DeviceAuthorization authorization = flow.authorization().scope("read").start();
 * print("Open " + authorization.verificationUri() + " and type " + authorization.userCode());
 * TokenResponse tokens = flow.complete(authorization, progress -> {}).tokens();
 * }</pre>
 *
 * <p>The server is asked at the interval that it wants, five seconds without one. Where the network
 * or the server fails, it is asked less and less often until the user's code expires. What asking
 * again cannot help ends the waiting at once, such as a client that is refused.
 */
public final class DeviceFlow {
  private final Function<DeviceAuthorizationRequest, CompletableFuture<DeviceAuthorizationResponse>>
      authorize;
  private final Function<DeviceTokenRequest, CompletableFuture<TokenResponse>> poll;
  private final DeviceGrant grant;
  private final ScheduledExecutorService scheduler;
  private final Clock clock;
  private final Optional<IdTokenValidator> idTokens;

  private DeviceFlow(Builder builder) {
    this.grant = builder.grant;
    this.scheduler =
        builder.scheduler.orElseGet(
            () -> {
              ScheduledThreadPoolExecutor one =
                  new ScheduledThreadPoolExecutor(1, DeviceFlow::daemon);
              // The thread ends with its work, so that there is nothing to close.
              one.setKeepAliveTime(1, TimeUnit.SECONDS);
              one.allowCoreThreadTimeOut(true);
              one.setRemoveOnCancelPolicy(true);
              return one;
            });
    this.authorize =
        builder.authorize.orElse(request -> onScheduler(grant::authorizeDevice, request));
    this.poll = builder.poll.orElse(request -> onThisThread(grant::pollDevice, request));
    this.clock = builder.clock;
    this.idTokens = builder.idTokens;
  }

  /**
   * Starts a flow with the server of a client.
   *
   * @param grant the client
   * @return a builder
   */
  public static Builder builder(DeviceGrant grant) {
    return new Builder(grant);
  }

  /** {@return the settings of an authorization} */
  public Start authorization() {
    return new Start();
  }

  /**
   * Waits until the user has decided.
   *
   * @param authorization what the user was shown
   * @param progress is told after each request that the user has not; called on a thread of the
   *     scheduler or the client's, and not to block it. What it throws is logged
   * @return the tokens
   * @throws AuthorizationException.Denied if the user said no
   * @throws AuthorizationException.Expired if the user did not decide in time
   * @throws AuthorizationException.GrantInvalid if the server knows the device code no more
   * @throws AuthorizationException.Replayed if it was completed before
   * @throws AuthorizationException.InvalidIdToken if the id token is not valid
   * @throws io.grantwright.runtime.error.CallException if asking again cannot help, such as for a
   *     client that the server refuses
   * @throws java.util.concurrent.CancellationException if it is cancelled
   * @throws InterruptedException if the thread is interrupted; the authorization is cancelled
   */
  public Granted complete(DeviceAuthorization authorization, Consumer<DeviceProgress> progress)
      throws InterruptedException {
    CompletableFuture<Granted> result = completeAsync(authorization, progress);
    try {
      return result.get();
    } catch (InterruptedException e) {
      authorization.cancel();
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("The device could not be authorized", e.getCause());
    }
  }

  /**
   * Waits until the user has decided, and blocks no thread for it.
   *
   * @param authorization what the user was shown
   * @param progress is told after each request that the user has not, as by {@link #complete}
   * @return the tokens, or what {@link #complete} throws; cancelling it gives up
   */
  public CompletableFuture<Granted> completeAsync(
      DeviceAuthorization authorization, Consumer<DeviceProgress> progress) {
    try {
      authorization.take();
    } catch (AuthorizationException e) {
      return CompletableFuture.failedFuture(e);
    }
    DeviceTokenRequest request =
        new DeviceTokenRequest(authorization.deviceCode(), authorization.resource());
    new DevicePolling(authorization, () -> ask(request), idTokens, progress, scheduler).start();
    return authorization.result();
  }

  /** Asks for keys first, once: without them the id token would come for nothing. */
  private CompletableFuture<TokenResponse> ask(DeviceTokenRequest request) {
    return idTokens.isEmpty()
        ? poll.apply(request)
        : idTokens.get().ready().thenCompose(ready -> poll.apply(request));
  }

  private <A, B> CompletableFuture<B> onScheduler(Function<A, B> call, A request) {
    return CompletableFuture.supplyAsync(() -> call.apply(request), scheduler);
  }

  private static <A, B> CompletableFuture<B> onThisThread(Function<A, B> call, A request) {
    try {
      return CompletableFuture.completedFuture(call.apply(request));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "grantwright-device");
    thread.setDaemon(true);
    return thread;
  }

  /** The settings of one authorization. */
  public final class Start {
    private Scope scope = Scope.NONE;
    private Optional<String> resource = Optional.empty();

    private Start() {}

    /**
     * Sets what is asked for.
     *
     * @param values the scope values, each by itself
     * @return this
     */
    public Start scope(String... values) {
      return scope(Scope.of(values));
    }

    /**
     * Sets what is asked for.
     *
     * @param scope the scope
     * @return this
     */
    public Start scope(Scope scope) {
      this.scope = Objects.requireNonNull(scope, "scope");
      return this;
    }

    /**
     * Sets what the tokens are for (RFC 8707 §2).
     *
     * @param uri the resource's URI
     * @return this
     */
    public Start resource(String uri) {
      this.resource = Optional.of(uri);
      return this;
    }

    /**
     * Asks the server for the codes.
     *
     * @return the codes, to be shown to the user
     * @throws io.grantwright.runtime.error.CallException if the server gives none
     */
    public DeviceAuthorization start() {
      return started(grant.authorizeDevice(request()));
    }

    /**
     * Asks the server for the codes, and blocks no thread for it.
     *
     * @return the codes, to be shown to the user
     */
    public CompletableFuture<DeviceAuthorization> startAsync() {
      return authorize.apply(request()).thenApply(this::started);
    }

    private DeviceAuthorizationRequest request() {
      String text = scope.text();
      return new DeviceAuthorizationRequest(
          text.isEmpty() ? Optional.empty() : Optional.of(text), resource);
    }

    private DeviceAuthorization started(DeviceAuthorizationResponse response) {
      return new DeviceAuthorization(response, scope, resource, clock);
    }
  }

  /** Builds a flow. */
  public static final class Builder {
    private final DeviceGrant grant;
    private Optional<
            Function<DeviceAuthorizationRequest, CompletableFuture<DeviceAuthorizationResponse>>>
        authorize = Optional.empty();
    private Optional<Function<DeviceTokenRequest, CompletableFuture<TokenResponse>>> poll =
        Optional.empty();
    private Optional<ScheduledExecutorService> scheduler = Optional.empty();
    private Clock clock = Clock.systemUTC();
    private Optional<IdTokenValidator> idTokens = Optional.empty();

    private Builder(DeviceGrant grant) {
      this.grant = Objects.requireNonNull(grant, "grant");
    }

    /**
     * Sets how the server is asked without blocking a thread: {@code
     * async(client.async()::authorizeDevice, client.async()::pollDevice)}. If it is not set, each
     * call blocks a thread of the scheduler until the answer is there.
     *
     * @param authorize asks for the codes
     * @param poll asks for the tokens
     * @return this
     */
    public Builder async(
        Function<DeviceAuthorizationRequest, CompletableFuture<DeviceAuthorizationResponse>>
            authorize,
        Function<DeviceTokenRequest, CompletableFuture<TokenResponse>> poll) {
      this.authorize = Optional.of(authorize);
      this.poll = Optional.of(poll);
      return this;
    }

    /**
     * Sets what waits between two requests.
     *
     * @param scheduler the scheduler, which is not closed; one daemon thread of the flow's own,
     *     while it has something to wait for, if not set
     * @return this
     */
    public Builder scheduler(ScheduledExecutorService scheduler) {
      this.scheduler = Optional.of(scheduler);
      return this;
    }

    /**
     * Sets the clock.
     *
     * @param clock tells when the user's code expires
     * @return this
     */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Sets what checks id tokens. Without it they are carried as {@link IdToken.Unread}.
     *
     * @param validator the validator
     * @return this
     */
    public Builder idTokens(IdTokenValidator validator) {
      this.idTokens = Optional.of(validator);
      return this;
    }

    /** {@return the flow} */
    public DeviceFlow build() {
      return new DeviceFlow(this);
    }
  }
}
