package io.grantwright.runtime.session;

import io.grantwright.runtime.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What became of what a caller wanted: each caller gets an exception of its own. */
sealed interface Outcome {
  /** The caller's token. */
  record Token(StoredToken stored) implements Outcome {}

  /** Why there is none. */
  record None(Failure failure, Optional<Long> retryAt) implements Outcome {
    NoTokenException toException() {
      return failure.toException(retryAt.map(Instant::ofEpochMilli));
    }
  }

  /** It is done, but for some failures. */
  record Done(List<RuntimeException> failures) implements Outcome {}

  /** It is not done. */
  record NotDone(RuntimeException cause) implements Outcome {}

  /** The token of one who wanted a token. */
  default Secret token() {
    if (this instanceof Token token) {
      return token.stored().accessToken();
    }
    if (this instanceof None none) {
      throw none.toException();
    }
    throw new IllegalStateException("No token and no reason");
  }

  /** The failures of one who wanted something done. */
  default List<RuntimeException> done() {
    if (this instanceof Done done) {
      return done.failures();
    }
    if (this instanceof NotDone notDone) {
      throw notDone.cause();
    }
    if (this instanceof None none) {
      throw none.toException();
    }
    throw new IllegalStateException("Neither done nor a reason");
  }

  /** Waits; whoever gives up aborts nothing. */
  static Outcome await(CompletableFuture<Outcome> outcome, @Nullable Duration wait) {
    try {
      return wait == null
          ? outcome.get()
          : outcome.get(TimeUnit.NANOSECONDS.convert(wait), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return new None(
          Failure.transientOf(
              "There is no token yet. What was begun goes on: ask again later.", null),
          Optional.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new None(
          Failure.transientOf("The thread was interrupted while it waited.", e), Optional.empty());
    } catch (ExecutionException e) {
      throw new IllegalStateException("A session failed", e.getCause());
    }
  }
}
