package io.grantwright.runtime.call;

import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One call that blocks no thread: attempts, delays and deadline only ever schedule what is next.
 */
final class AsyncExchange<T> {
  private final Exchange<T> exchange;
  private final ScheduledExecutorService scheduler;
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile @Nullable CompletableFuture<Object> attempts;

  AsyncExchange(Exchange<T> exchange) {
    this.exchange = exchange;
    this.scheduler = exchange.operation.pipeline.scheduler();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The stages only pass on what the result says.
  CompletableFuture<T> start() {
    Cancellation cancellation = exchange.settled.options.cancellation;
    Runnable cancel = () -> giveUp("the call was cancelled", Runnable::run);
    if (cancellation != null) {
      cancellation.add(cancel);
      if (result.isDone()) {
        return result; // Cancelled before it began: nothing is to be sent.
      }
    }
    ScheduledFuture<?> deadline;
    try {
      deadline =
          scheduler.schedule(
              // What follows may block, and the scheduler has one thread for all calls.
              () -> giveUp("the time for the call is over", result.defaultExecutor()),
              exchange.settled.totalNanos,
              TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      if (cancellation != null) {
        cancellation.remove(cancel);
      }
      end(null, e);
      return result;
    }
    result.whenComplete(
        (value, failure) -> {
          if (result.isCancelled() && ended.compareAndSet(false, true)) {
            exchange.giveUp();
            exchange.failed(exchange.noAnswer("the call was cancelled", null));
          }
          exchange.keepOnly(value);
          deadline.cancel(false);
          if (cancellation != null) {
            cancellation.remove(cancel);
          }
          if (failure != null) {
            stop();
          }
        });
    BearerTokens tokens = exchange.outgoing.tokens;
    try {
      if (tokens == null) {
        begin();
      } else {
        authorize(tokens.accessTokenAsync(), this::begin, failure -> end(null, failure));
      }
    } catch (RuntimeException | Error e) {
      end(null, e);
    }
    return result;
  }

  /** Goes on with a token when it is there. */
  @SuppressWarnings("FutureReturnValueIgnored") // What follows says how it ended.
  private void authorize(
      CompletableFuture<Secret> token, Runnable then, Consumer<Throwable> otherwise) {
    exchange.awaits(token);
    token.whenComplete(
        (value, failure) -> {
          if (failure != null) {
            otherwise.accept(failure);
            return;
          }
          try {
            exchange.outgoing.authorize(value);
            then.run();
          } catch (RuntimeException | Error e) {
            otherwise.accept(e); // Such as: no header can carry the token.
          }
        });
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The stages only pass on what the result says.
  private void begin() {
    FailsafeExecutor<Object> executor = exchange.settled.nonblocking();
    CompletableFuture<Object> started =
        executor == null ? attempt() : executor.getStageAsync(this::attempt);
    attempts = started;
    started.whenComplete(this::end);
    if (result.isCompletedExceptionally()) {
      stop();
    }
  }

  /** Ends what may be under way yet: a policy gives up calls, and does not cancel them. */
  private void stop() {
    exchange.giveUp();
    CompletableFuture<Object> started = attempts;
    if (started != null) {
      started.cancel(true);
    }
  }

  private void giveUp(String problem, Executor stages) {
    // Before what is under way is stopped: that must not say why the call ended.
    if (!ended.compareAndSet(false, true)) {
      return; // There may be an open body, which the time of the call is no limit for.
    }
    exchange.giveUp();
    CallException failure = exchange.noAnswer(problem, null);
    exchange.failed(failure);
    stages.execute(() -> result.completeExceptionally(failure));
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // Reading made a T, or null for Void.
  private void end(@Nullable Object value, @Nullable Throwable failure) {
    if (!ended.compareAndSet(false, true)) {
      return; // The deadline or a cancellation was first.
    }
    if (failure == null) {
      exchange.succeeded();
      result.complete((T) value);
      return;
    }
    Throwable cause = failure;
    if (failure instanceof CompletionException && failure.getCause() != null) {
      cause = failure.getCause();
    }
    if (cause instanceof FailsafeException ended) {
      cause = exchange.typed(ended);
    } else if (cause instanceof RejectedExecutionException closed) {
      cause = exchange.closed(closed);
    }
    if (cause instanceof CallException e) {
      exchange.failed(e);
    } else {
      exchange.failedOtherwise();
    }
    result.completeExceptionally(cause);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The stage says how the attempt ended.
  private CompletableFuture<Object> attempt() {
    CompletableFuture<Object> stage = new CompletableFuture<>();
    long early = exchange.heldBack();
    if (early > 0) {
      scheduler.schedule(() -> send(stage), early, TimeUnit.NANOSECONDS);
    } else {
      send(stage);
    }
    return stage;
  }

  private void send(CompletableFuture<Object> stage) {
    try {
      exchange
          .newCall()
          .enqueue(
              new Callback() {
                @Override
                public void onFailure(Call call, IOException e) {
                  stage.completeExceptionally(exchange.noAnswer(e));
                }

                @Override
                public void onResponse(Call call, Response response) {
                  try {
                    CompletableFuture<Secret> renewal = exchange.renewal(response);
                    if (renewal == null) {
                      stage.complete(exchange.read(response));
                    } else {
                      response.close();
                      authorize(renewal, () -> send(stage), stage::completeExceptionally);
                    }
                  } catch (RuntimeException | Error e) {
                    stage.completeExceptionally(e);
                  }
                }
              });
    } catch (RuntimeException | Error e) {
      stage.completeExceptionally(e);
    }
  }
}
