package io.grantwright.runtime.session;

import io.grantwright.runtime.secret.Secret;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A token that needs no second thought until it is stale: callers keep it, and read it without a
 * lock. Two clocks end it, so that neither a machine that slept nor a wall clock that was set back
 * keeps a dead token alive; no timer does, which would have to be kept for as long as the token.
 */
final class PublishedToken {
  /** Where there is none. */
  static final PublishedToken NONE = new PublishedToken();

  private volatile @Nullable Secret token;
  private final long staleAt;
  private final long since;
  private final long life;

  private PublishedToken() {
    staleAt = 0;
    since = 0;
    life = 0;
  }

  /**
   * Publishes a token.
   *
   * @param longestSkew how long before its end it may be refreshed, in milliseconds
   * @param millis the wall clock's time, in milliseconds since 1970
   * @param nanos the time of the clock that nobody can set
   */
  PublishedToken(StoredToken token, long longestSkew, long millis, long nanos) {
    this.token = token.accessToken();
    this.staleAt = token.staleAt(longestSkew);
    this.since = nanos;
    this.life = token.timeLeft(millis).map(TimeUnit.MILLISECONDS::toNanos).orElse(Long.MAX_VALUE);
  }

  /** The token, unless it is withdrawn, over, or to be refreshed. */
  @Nullable Secret at(long millis, long nanos) {
    Secret current = token;
    return current != null && millis < staleAt && !isOver(nanos) ? current : null;
  }

  /** Whether its time is over, whatever the wall clock says. */
  boolean isOver(long nanos) {
    return nanos - since >= life;
  }

  /** Nobody finds it any more, not even who keeps it. */
  void withdraw() {
    token = null;
  }
}
