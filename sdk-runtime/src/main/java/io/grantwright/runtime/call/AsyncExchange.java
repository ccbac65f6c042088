package io.grantwright.runtime.call;

import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import io.grantwright.runtime.error.CallException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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

  AsyncExchange(Exchange<T> exchange) {
    this.exchange = exchange;
    this.scheduler = exchange.operation.pipeline.scheduler();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The stages only pass on what the result says.
  CompletableFuture<T> start() {
    Cancellation cancellation = exchange.settled.options.cancellation;
    Runnable cancel = () -> giveUp("the call was cancelled");
    if (cancellation != null) {
      cancellation.add(cancel);
      if (result.isDone()) {
        return result; // Cancelled before it began: nothing is to be sent.
      }
    }
    ScheduledFuture<?> deadline =
        scheduler.schedule(
            () -> giveUp("the time for the call is over"),
            exchange.settled.totalNanos,
            TimeUnit.NANOSECONDS);
    FailsafeExecutor<Object> executor = exchange.settled.nonblocking();
    CompletableFuture<Object> attempts =
        executor == null ? attempt() : executor.getStageAsync(this::attempt);
    attempts.whenComplete(this::end);
    result.whenComplete(
        (value, failure) -> {
          if (result.isCancelled() && ended.compareAndSet(false, true)) {
            exchange.giveUp();
            exchange.failed(exchange.noAnswer("the call was cancelled", null));
          }
          deadline.cancel(false);
          if (cancellation != null) {
            cancellation.remove(cancel);
          }
          if (!attempts.isDone()) {
            exchange.giveUp();
            attempts.cancel(true);
          }
        });
    return result;
  }

  private void giveUp(String problem) {
    exchange.giveUp();
    if (ended.compareAndSet(false, true)) {
      CallException failure = exchange.noAnswer(problem, null);
      exchange.failed(failure);
      result.completeExceptionally(failure);
    }
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // Reading made a T, or null for Void.
  private void end(@Nullable Object value, @Nullable Throwable failure) {
    if (!ended.compareAndSet(false, true)) {
      OpenBody unused = OpenBody.in(value);
      if (unused != null) {
        unused.close();
      }
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
    }
    if (cause instanceof CallException e) {
      exchange.failed(e);
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
                    stage.complete(exchange.read(response));
                  } catch (RuntimeException | Error e) {
                    stage.completeExceptionally(e);
                  }
                }
              });
    } catch (RuntimeException e) {
      stage.completeExceptionally(e);
    }
  }
}
