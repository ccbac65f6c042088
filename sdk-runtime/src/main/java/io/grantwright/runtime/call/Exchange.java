package io.grantwright.runtime.call;

import dev.failsafe.ExecutionContext;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.TimeoutExceededException;
import dev.failsafe.function.ContextualSupplier;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.Challenge;
import io.grantwright.runtime.error.ErrorContext;
import io.grantwright.runtime.error.NoAnswerException;
import io.grantwright.runtime.error.NoAnswerException.Delivery;
import io.grantwright.runtime.error.RefusedCallException;
import io.grantwright.runtime.error.StepUp;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import io.grantwright.runtime.error.WwwAuthenticate;
import io.grantwright.runtime.retry.RetryAfter;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrofit2.Converter;

/**
 * One call: its attempts, and what is left of its time. Attempts come one after the other, in
 * whatever thread; policies see what they end in, a value or an exception of the hierarchy.
 */
final class Exchange<T> implements ContextualSupplier<Object, Object> {
  private static final Logger LOG = LoggerFactory.getLogger("io.grantwright.calls");

  final Operation<T> operation;
  final Settled settled;
  final boolean raw;
  final Outgoing outgoing;
  final List<String> applied;
  final @Nullable Converter<ResponseBody, ? extends T> converter;
  private final long start = System.nanoTime();
  private volatile int attempts;
  private volatile boolean gaveUp;
  private volatile @Nullable Call current;
  private volatile @Nullable RequestView view;
  private volatile @Nullable CallException lastFailure;
  private volatile @Nullable CompletableFuture<Secret> awaited;
  private volatile boolean renewed;
  private volatile long heldBackUntil = start;
  private volatile int status;
  private volatile @Nullable ScheduledFuture<?> clock;
  private volatile @Nullable OpenBody opened;
  private volatile boolean abandoned;

  Exchange(Operation<T> operation, Settled settled, Draft draft, boolean raw) {
    this.operation = operation;
    this.settled = settled;
    this.raw = raw;
    this.outgoing = new Outgoing(operation, settled, draft);
    this.applied = operation.deviations == null ? List.of() : new ArrayList<>();
    this.converter = operation.converter();
  }

  /** Runs in the thread of the caller. */
  @Nullable Object run() {
    Cancellation cancellation = settled.options.cancellation;
    if (cancellation == null) {
      return run(null);
    }
    Runnable cancel = this::giveUp;
    cancellation.add(cancel);
    try {
      return run(cancellation);
    } finally {
      cancellation.remove(cancel);
    }
  }

  private @Nullable Object run(@Nullable Cancellation cancellation) {
    try {
      BearerTokens tokens = outgoing.tokens;
      if (tokens != null) {
        outgoing.authorize(await(tokens.accessTokenAsync()));
      }
      Object value = attempts(cancellation);
      succeeded();
      return value;
    } catch (CallException e) {
      failed(e);
      throw e;
    } catch (FailsafeException e) {
      CallException typed = typed(e);
      keepOnly(null);
      failed(typed);
      throw typed;
    } catch (RejectedExecutionException e) {
      CallException typed = closed(e);
      failed(typed);
      throw typed;
    } catch (RuntimeException e) {
      failedOtherwise();
      throw e;
    }
  }

  private @Nullable Object attempts(@Nullable Cancellation cancellation) {
    FailsafeExecutor<Object> executor = settled.blocking;
    if (executor == null) {
      return attempt();
    }
    if (cancellation == null) {
      return executor.get(this);
    }
    dev.failsafe.Call<Object> attempts = executor.newCall(this);
    Runnable wake = () -> attempts.cancel(true);
    cancellation.add(wake);
    try {
      return attempts.execute();
    } finally {
      cancellation.remove(wake);
    }
  }

  /** One attempt for Failsafe. */
  @Override
  @SuppressWarnings("NullAway") // Failsafe takes null for a value.
  public Object get(ExecutionContext<Object> context) {
    return attempt();
  }

  private @Nullable Object attempt() {
    long early = heldBack();
    if (early > 0) {
      try {
        TimeUnit.NANOSECONDS.sleep(early);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw noAnswer("the thread was interrupted between attempts", null);
      }
    }
    while (true) {
      Response response = execute(newCall());
      CompletableFuture<Secret> renewal = renewal(response);
      if (renewal == null) {
        return read(response);
      }
      stopClock();
      response.close();
      outgoing.authorize(await(renewal));
    }
  }

  private Response execute(Call call) {
    try {
      return call.execute();
    } catch (IOException e) {
      throw noAnswer(e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      // OkHttp does not declare it: the thread was interrupted while it waited to be connected.
      Thread.currentThread().interrupt();
      throw noAnswer(e);
    }
  }

  /**
   * Asks for another access token, once in a call, if an API has refused the one that it got; null
   * if there is none to be asked for. A request that is refused was not acted on, so that it may be
   * sent again.
   */
  @Nullable CompletableFuture<Secret> renewal(Response response) {
    BearerTokens tokens = outgoing.tokens;
    Secret refused = outgoing.token;
    if (response.code() != 401
        || renewed
        || tokens == null
        || refused == null
        || outgoing.spent()) {
      return null;
    }
    List<Challenge> challenges = WwwAuthenticate.parse(response.headers("WWW-Authenticate"));
    if (StepUp.of(challenges).isPresent()) {
      return null; // Another token would be no better.
    }
    renewed = true;
    status = response.code();
    lastFailure =
        UnexpectedAnswerException.ofStatus(context(response, "", challenges, outgoing.idempotent));
    try {
      return tokens.accessTokenInsteadOfAsync(refused);
    } catch (RuntimeException | Error e) {
      stopClock();
      response.close();
      throw e;
    }
  }

  /** Whoever gives up the call ends the wait for its token, and nothing else. */
  void awaits(CompletableFuture<Secret> token) {
    awaited = token;
    if (gaveUp) {
      token.cancel(true);
    }
  }

  /** Waits no longer than the call may take, and not after it was given up. */
  private Secret await(CompletableFuture<Secret> token) {
    awaits(token);
    try {
      return token.get(settled.totalNanos - elapsedNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      token.cancel(true);
      throw noAnswer("the time for the call is over, and there is no access token yet", null);
    } catch (CancellationException e) {
      throw noAnswer("the call was cancelled", null);
    } catch (InterruptedException e) {
      token.cancel(true);
      Thread.currentThread().interrupt();
      throw noAnswer(
          gaveUp
              ? "the call was cancelled"
              : "the thread was interrupted while it waited for an access token",
          null);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException reason) {
        throw reason;
      }
      throw new IllegalStateException("There is no access token", e.getCause());
    }
  }

  /**
   * How long the server wants the next attempt to wait, in nanoseconds, whatever delay a policy has
   * chosen; nothing or less for not at all.
   */
  long heldBack() {
    return Math.min(heldBackUntil - System.nanoTime(), settled.totalNanos - elapsedNanos());
  }

  /** Begins an attempt. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // Attempts come one after the other.
  Call newCall() {
    long left = settled.totalNanos - elapsedNanos();
    if (gaveUp || left <= 0) {
      CallException last = lastFailure;
      throw gaveUp || last == null
          ? noAnswer(gaveUp ? "the call was cancelled" : "the time for the call is over", null)
          : last;
    }
    OpenBody unwanted = opened;
    if (unwanted != null) {
      unwanted.close(); // A policy was not content with it.
    }
    attempts++;
    outgoing.sent = false;
    List<CallHooks> hooks = operation.pipeline.hooks;
    if (!hooks.isEmpty() || LOG.isDebugEnabled()) {
      RequestView seen =
          new RequestView(operation.endpoint, settled.urlText(), outgoing.request, attempts);
      view = seen;
      LOG.debug("{} attempt {}: {}", operation.endpoint, attempts, seen);
      for (int i = 0; i < hooks.size(); i++) {
        try {
          hooks.get(i).beforeRequest(seen);
        } catch (RuntimeException | Error e) {
          LOG.warn("A hook failed before {}", operation.endpoint, e);
        }
      }
    }
    Call call =
        operation.pipeline.factory(outgoing.request, outgoing.idempotent).newCall(outgoing.request);
    long limit = Math.min(left, settled.attemptNanos);
    if (operation.answers.open) {
      // The timeout of a call lasts to the end of its body; this one ends at the headers.
      clock = operation.pipeline.scheduler().schedule(call::cancel, limit, TimeUnit.NANOSECONDS);
    } else {
      call.timeout().timeout(limit, TimeUnit.NANOSECONDS);
    }
    current = call;
    if (gaveUp) {
      call.cancel();
    }
    return call;
  }

  /** Reads an answer; the caller closes it. */
  @Nullable Object read(Response response) {
    boolean open = false;
    try {
      status = response.code();
      if (operation.deviations != null) {
        applied.clear();
      }
      Object value = new Reading<>(this, response).read();
      OpenBody body = OpenBody.in(value);
      open = body != null;
      opened = body;
      if (body != null && abandoned) {
        body.close();
      }
      return value;
    } catch (CallException e) {
      lastFailure = e;
      BearerTokens tokens = outgoing.tokens;
      if (status == 401 && renewed && tokens != null && e.stepUp().isEmpty()) {
        throw tokens.refusedAgain(e);
      }
      Duration asked = e.retryAfter().orElse(Duration.ZERO);
      // No call lasts longer; this only keeps the sum from overflowing.
      heldBackUntil =
          System.nanoTime() + Math.min(asked.toSeconds(), 1_000_000_000L) * 1_000_000_000L;
      throw e;
    } finally {
      stopClock();
      if (!open) {
        response.close();
        current = null;
      }
    }
  }

  /** Closes what was opened, or is opened yet, unless it is what the caller has got. */
  void keepOnly(@Nullable Object value) {
    OpenBody body = opened;
    if (value == null || OpenBody.in(value) != body) {
      abandoned = true;
      body = opened;
      if (body != null) {
        body.close();
      }
    }
  }

  /** Gives up the present attempt, and nothing that follows. */
  Runnable abort() {
    Call call = current;
    return call == null ? () -> {} : call::cancel;
  }

  private void stopClock() {
    ScheduledFuture<?> running = clock;
    if (running != null) {
      running.cancel(false);
    }
  }

  /** Begins no further attempt, and cancels the one that is under way. */
  void giveUp() {
    gaveUp = true;
    Call call = current;
    if (call != null) {
      call.cancel();
    }
    CompletableFuture<Secret> token = awaited;
    if (token != null) {
      token.cancel(true);
    }
  }

  NoAnswerException noAnswer(Exception cause) {
    stopClock();
    current = null;
    String problem =
        cause instanceof IOException
            ? "the connection failed or took too long"
            : "the thread was interrupted while it connected";
    return noAnswer(gaveUp ? "the call was cancelled" : problem, cause);
  }

  NoAnswerException noAnswer(String problem, @Nullable Throwable cause) {
    boolean unsent =
        outgoing.request.body() == null ? attempts == 0 || neverConnected(cause) : !outgoing.sent;
    boolean again =
        (unsent || outgoing.idempotent) && !gaveUp && !Thread.currentThread().isInterrupted();
    NoAnswerException failure =
        new NoAnswerException(
            ErrorContext.withoutAnswer(operation.endpoint, attempts, again, elapsed()),
            unsent ? Delivery.NOT_DELIVERED : Delivery.UNKNOWN,
            problem,
            cause);
    lastFailure = failure;
    return failure;
  }

  /**
   * Where OkHttp may send a request again by itself, it goes on to the host's next address when it
   * has lost a connection, and hands on as suppressed what it has lost.
   */
  private boolean neverConnected(@Nullable Throwable cause) {
    return (cause instanceof ConnectException || cause instanceof UnknownHostException)
        && (!outgoing.idempotent
            || Stream.of(cause.getSuppressed()).allMatch(this::neverConnected));
  }

  /** There is nobody to go on with the call. */
  CallException closed(RejectedExecutionException cause) {
    CallException last = lastFailure;
    return last != null
        ? last
        : noAnswer("the client, or the scheduler that it was given, is closed", cause);
  }

  /** What a policy of the user's ends a call with, as an exception of the hierarchy. */
  CallException typed(FailsafeException failure) {
    if (failure.getCause() instanceof InterruptedException) {
      return noAnswer(
          gaveUp ? "the call was cancelled" : "the thread was interrupted between attempts", null);
    }
    if (failure instanceof TimeoutExceededException) {
      return noAnswer("a Timeout policy ended it", failure);
    }
    CallException last = lastFailure;
    if (attempts > 0 && last != null) {
      return last;
    }
    return new RefusedCallException(
        ErrorContext.withoutAnswer(operation.endpoint, attempts, true, elapsed()),
        "retry",
        "A policy let it not pass: " + failure.getClass().getSimpleName() + ".");
  }

  ErrorContext context(
      Response response, String excerpt, List<Challenge> challenges, boolean mayBeSentAgain) {
    return new ErrorContext(
        operation.endpoint,
        response.code(),
        Optional.ofNullable(response.header("Content-Type")),
        excerpt,
        Optional.ofNullable(response.header("X-Request-Id")),
        RetryAfter.parse(response.header("Retry-After"), operation.pipeline.clock),
        challenges,
        attempts,
        mayBeSentAgain,
        elapsed());
  }

  void succeeded() {
    List<CallHooks> hooks = operation.pipeline.hooks;
    RequestView seen = view;
    if (hooks.isEmpty() || seen == null) {
      return;
    }
    AnswerView answer = new AnswerView(seen, status, elapsed(), applied);
    for (int i = 0; i < hooks.size(); i++) {
      try {
        hooks.get(i).afterSuccess(answer);
      } catch (RuntimeException | Error e) {
        LOG.warn("A hook failed after {}", operation.endpoint, e);
      }
    }
  }

  void failed(CallException failure) {
    LOG.debug("{}", failure.getMessage());
    List<CallHooks> hooks = operation.pipeline.hooks;
    for (int i = 0; i < hooks.size(); i++) {
      try {
        hooks.get(i).afterFailure(failure);
      } catch (RuntimeException | Error e) { // Whoever waits for the call must hear of its end.
        LOG.warn("A hook failed after {}", operation.endpoint, e);
      }
    }
  }

  /** Hooks that saw a request see what became of it, even if there is no other token. */
  void failedOtherwise() {
    CallException last = lastFailure;
    if (attempts > 0 && last != null) {
      failed(last);
    }
  }

  private Duration elapsed() {
    return Duration.ofNanos(elapsedNanos());
  }

  private long elapsedNanos() {
    return System.nanoTime() - start;
  }
}
