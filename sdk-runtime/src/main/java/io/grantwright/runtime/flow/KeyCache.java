package io.grantwright.runtime.flow;

import io.grantwright.runtime.oauth.JsonWebKey;
import io.grantwright.runtime.oauth.JsonWebKeySet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A server's keys, asked for when they are needed, and not more often than that makes sense. */
final class KeyCache {
  /** Withdrawn keys are believed no longer than this. */
  private static final Duration LIFETIME = Duration.ofHours(1);

  /** A token with an unknown key must not become a request to the server each time. */
  private static final Duration REST = Duration.ofMinutes(5);

  private final Supplier<CompletableFuture<JsonWebKeySet>> source;
  private final Clock clock;
  private Optional<Fetched> last = Optional.empty();

  /** The keys before the last ones, which stay good if those do not come. */
  private Optional<Fetched> before = Optional.empty();

  private record Fetched(CompletableFuture<List<JsonWebKey>> keys, Instant at) {}

  KeyCache(Supplier<CompletableFuture<JsonWebKeySet>> source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  CompletableFuture<List<JsonWebKey>> keys() {
    return noOlderThan(LIFETIME);
  }

  /** The keys asked for anew, unless that was done lately. */
  CompletableFuture<List<JsonWebKey>> freshKeys() {
    return noOlderThan(REST);
  }

  private synchronized CompletableFuture<List<JsonWebKey>> noOlderThan(Duration age) {
    Instant now = clock.instant();
    if (last.isPresent() && last.get().keys().isCompletedExceptionally()) {
      last = before;
    }
    boolean usable =
        last.isPresent()
            && !now.isBefore(last.get().at()) // The clock was set back: nobody knows how old.
            && now.isBefore(last.get().at().plus(age));
    if (!usable) {
      before = last;
      last = Optional.of(new Fetched(source.get().thenApply(JsonWebKeySet::keys), now));
    }
    return last.orElseThrow().keys();
  }
}
