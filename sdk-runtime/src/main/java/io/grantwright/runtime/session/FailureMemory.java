package io.grantwright.runtime.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What later callers are told instead of asking the server again.
 *
 * @param ofAll what went wrong last, whatever is asked for
 * @param ofKeys what went wrong for one key alone, the oldest first
 */
record FailureMemory(Optional<Rest> ofAll, Map<TokenKey, Rest> ofKeys) {
  static final FailureMemory EMPTY = new FailureMemory(Optional.empty(), Map.of());

  private static final long SHORTEST_REST = 1_000;
  private static final long LONGEST_REST = 30_000;

  /**
   * Keys may be made of what users choose. To forget the oldest is safe: what is asked for again
   * costs the server one request, as a key that nobody has asked for yet does.
   */
  private static final int MOST_KEYS = 100;

  /**
   * The memory of a failure.
   *
   * @param since when it happened, in milliseconds since 1970
   * @param until when the server is asked again, in milliseconds since 1970
   * @param count how many failures there were, one after the other
   */
  record Rest(Failure failure, long since, long until, int count) {
    /** Not before it has begun: then the clock was set back, and its end cannot be told. */
    boolean isActive(long now) {
      return since <= now && now < until;
    }
  }

  /** What callers of a key are told now; null if the server is to be asked. */
  @Nullable Rest active(TokenKey key, long now) {
    Rest own = ofKeys.get(key);
    return ofAll
        .filter(rest -> rest.isActive(now))
        .orElse(own != null && own.isActive(now) ? own : null);
  }

  /**
   * How long a failure is remembered, and as the which one in a row.
   *
   * @param atLeast the time that somebody else has set, in milliseconds; 0 if nobody has
   */
  Rest after(TokenKey key, Failure failure, long now, long atLeast) {
    Rest before = failure.ofOneKey() ? ofKeys.get(key) : ofAll.orElse(null);
    long time = atLeast > 0 ? Math.max(atLeast, SHORTEST_REST) : backOff(before);
    return new Rest(failure, now, now + time, before == null ? 1 : before.count() + 1);
  }

  /** How long the server is left in peace after the next failure, in milliseconds. */
  long backOff() {
    return backOff(ofAll.orElse(null));
  }

  private static long backOff(@Nullable Rest before) {
    int count = before == null ? 0 : before.count();
    return count >= 5 ? LONGEST_REST : SHORTEST_REST << count;
  }

  FailureMemory with(TokenKey key, Rest rest) {
    if (!rest.failure().ofOneKey()) {
      return new FailureMemory(Optional.of(rest), ofKeys);
    }
    Map<TokenKey, Rest> keys = new LinkedHashMap<>(ofKeys);
    keys.remove(key);
    keys.put(key, rest);
    if (keys.size() > MOST_KEYS) {
      keys.remove(keys.keySet().iterator().next());
    }
    return new FailureMemory(ofAll, Collections.unmodifiableMap(keys));
  }

  /** After a success for a key, whose failures are over with those of all. */
  FailureMemory without(TokenKey key) {
    Map<TokenKey, Rest> keys = new LinkedHashMap<>(ofKeys);
    keys.remove(key);
    return new FailureMemory(Optional.empty(), Collections.unmodifiableMap(keys));
  }
}
