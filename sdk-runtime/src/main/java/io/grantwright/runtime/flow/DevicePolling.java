package io.grantwright.runtime.flow;

import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.NoAnswerException;
import io.grantwright.runtime.error.OAuthError;
import io.grantwright.runtime.error.OAuthErrorCode;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.oauth.TokenResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the tokens of one device until there is an end (RFC 8628 §3.4 and §3.5). One step
 * follows the other, so what changes here needs no lock: the scheduler and the call order them.
 */
final class DevicePolling {
  private static final Logger LOG = LoggerFactory.getLogger(DevicePolling.class);

  private static final Duration SLOWER = Duration.ofSeconds(5);
  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
  private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(60);
  private static final int MOST_DOUBLINGS = 6;

  private final DeviceAuthorization authorization;
  private final Supplier<CompletableFuture<TokenResponse>> poll;
  private final Optional<IdTokenValidator> idTokens;
  private final Consumer<DeviceProgress> listener;
  private final ScheduledExecutorService scheduler;
  private Duration interval;
  private int faults;

  // Two, since a step may be over, and have made its call, before its timer is known here.
  private volatile @Nullable Future<?> timer;
  private volatile @Nullable Future<?> call;

  DevicePolling(
      DeviceAuthorization authorization,
      Supplier<CompletableFuture<TokenResponse>> poll,
      Optional<IdTokenValidator> idTokens,
      Consumer<DeviceProgress> listener,
      ScheduledExecutorService scheduler) {
    this.authorization = authorization;
    this.poll = poll;
    this.idTokens = idTokens;
    this.listener = listener;
    this.scheduler = scheduler;
    this.interval = shorter(longer(authorization.interval(), SHORTEST_INTERVAL), LONGEST_INTERVAL);
  }

  void start() {
    CompletableFuture<Void> unused =
        authorization
            .result()
            .handle(
                (granted, failure) -> {
                  if (authorization.result().isCancelled()) {
                    cancel();
                  }
                  return null;
                });
    guarded(() -> pollIn(interval));
  }

  private void pollIn(Duration delay) {
    Duration left = authorization.timeLeft();
    if (delay.compareTo(left) < 0) {
      run(delay, this::ask);
    } else {
      run(left, this::expire);
    }
  }

  private void run(Duration delay, Runnable step) {
    timer = scheduler.schedule(() -> guarded(step), delay.toNanos(), TimeUnit.NANOSECONDS);
    if (authorization.result().isDone()) { // Cancelled while it was being scheduled.
      cancel();
    }
  }

  /** Whatever breaks, nobody waits for ever. */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      authorization.result().completeExceptionally(e);
    }
  }

  private void expire() {
    authorization.result().completeExceptionally(authorization.expired());
  }

  private void ask() {
    if (authorization.result().isDone()) {
      return;
    }
    if (authorization.timeLeft().isZero()) { // The machine was asleep.
      expire();
      return;
    }
    CompletableFuture<TokenResponse> answer = poll.get();
    call = answer;
    if (authorization.result().isDone()) {
      cancel();
    }
    CompletableFuture<Void> unused =
        answer.handle(
            (tokens, failure) -> {
              guarded(() -> answered(tokens, failure));
              return null;
            });
  }

  private void answered(@Nullable TokenResponse tokens, @Nullable Throwable thrown) {
    if (tokens != null) {
      CompletableFuture<Void> unused =
          Granted.of(tokens, idTokens, Optional.empty(), authorization.scope(), Map.of(), Map.of())
              .handle(
                  (granted, failure) ->
                      granted != null
                          ? authorization.result().complete(granted)
                          : authorization.result().completeExceptionally(cause(failure)))
              .thenAccept(done -> {});
      return;
    }
    Throwable failure = cause(thrown);
    if (failure instanceof OAuthException e && e.error().is(OAuthErrorCode.AUTHORIZATION_PENDING)) {
      again(DeviceProgress.State.PENDING, waitFor(e, interval));
    } else if (failure instanceof OAuthException e && e.error().is(OAuthErrorCode.SLOW_DOWN)) {
      interval = longer(interval.plus(SLOWER), Duration.ofSeconds(e.error().interval().orElse(0L)));
      again(DeviceProgress.State.SLOWED_DOWN, waitFor(e, interval));
    } else if (failure instanceof CallException e && mayPass(e)) {
      faults++;
      again(DeviceProgress.State.UNREACHABLE, waitFor(e, backOff()));
    } else {
      authorization.result().completeExceptionally(ended(failure));
    }
  }

  private static Throwable cause(@Nullable Throwable failure) {
    if (failure == null) {
      return new IllegalStateException("A call ended without an answer and without a failure");
    }
    @Nullable Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  private void again(DeviceProgress.State state, Duration delay) {
    if (state != DeviceProgress.State.UNREACHABLE) {
      faults = 0;
    }
    tell(new DeviceProgress(state, authorization.timeLeft(), delay));
    pollIn(delay);
  }

  private static Duration waitFor(CallException answer, Duration delay) {
    return longer(delay, answer.retryAfter().orElse(Duration.ZERO));
  }

  /** Longer and longer, but once more before the user's code expires: the user may have decided. */
  private Duration backOff() {
    Duration delay = interval.multipliedBy(1L << Math.min(faults, MOST_DOUBLINGS));
    delay = longer(interval, shorter(delay, LONGEST_BACKOFF));
    Duration last = authorization.timeLeft().minus(interval);
    return longer(interval, shorter(delay, last));
  }

  /** Whether the same request can bring something else later. */
  private static boolean mayPass(CallException e) {
    if (e instanceof OAuthException oauth
        && (oauth.error().is(OAuthErrorCode.TEMPORARILY_UNAVAILABLE)
            || oauth.error().is(OAuthErrorCode.SERVER_ERROR))) {
      return true;
    }
    return e instanceof NoAnswerException
        || e.status() >= 500
        || e.status() == 408
        || e.status() == 425
        || e.status() == 429;
  }

  private Throwable ended(Throwable failure) {
    if (failure instanceof OAuthException e) {
      OAuthError error = e.error();
      if (error.is(OAuthErrorCode.ACCESS_DENIED)) {
        return new AuthorizationException.Denied(
            error.error().text(),
            error.errorDescription().map(CallbackParameters::shown),
            error.errorUri().map(CallbackParameters::shown));
      }
      if (error.is(OAuthErrorCode.EXPIRED_TOKEN)) {
        return authorization.expired();
      }
      if (error.is(OAuthErrorCode.INVALID_GRANT)) {
        return new AuthorizationException.GrantInvalid(
            "The server does not take the device code any more: it has expired, or was used, perhaps"
                + " by a request whose answer was lost; start a new authorization");
      }
    }
    return failure;
  }

  private void tell(DeviceProgress progress) {
    try {
      listener.accept(progress);
    } catch (RuntimeException e) {
      LOG.warn("A listener to the progress of a device failed; the device goes on waiting", e);
    }
  }

  private void cancel() {
    cancel(timer);
    cancel(call);
  }

  private static void cancel(@Nullable Future<?> running) {
    if (running != null) {
      running.cancel(true);
    }
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
