package io.grantwright.runtime.session;

import io.grantwright.runtime.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a session knows of refresh tokens beyond what its store says. That an answer may be lost is
 * not among it: only the store's marker says so, and only what is written to the store ends that.
 *
 * @param spent hashes of those that were used up lately, the oldest first
 * @param harmless a marker in the store whose refresh token was surely not used
 * @param refused the hash of one that is not to be sent any more
 * @param lost the version of the marker of which the listeners know that its answer is lost
 */
record RefreshTokenMemory(
    List<String> spent, Optional<RefreshMarker> harmless, Optional<String> refused, long lost) {
  static final RefreshTokenMemory EMPTY =
      new RefreshTokenMemory(List.of(), Optional.empty(), Optional.empty(), 0);

  private static final int MOST_SPENT = 8;

  /** Whether a grant's refresh token was used up here, and its successor is known. */
  boolean isSpent(StoredGrant grant) {
    return hash(grant).filter(spent::contains).isPresent();
  }

  /** Whether a store has gone back behind what this session knows to have been in it. */
  boolean isOutdated(@Nullable StoredGrant found, @Nullable StoredGrant known) {
    return found != null && known != null && isSpent(found) && !isSpent(known);
  }

  boolean isRefused(StoredGrant grant) {
    return refused.isPresent() && refused.equals(hash(grant));
  }

  /** The marker of a refresh token that may have been used; null if it surely was not. */
  @Nullable RefreshMarker doubt(StoredGrant grant) {
    return grant
        .currentMarker()
        .filter(marker -> !harmless.equals(Optional.of(marker)))
        .orElse(null);
  }

  RefreshTokenMemory withSpent(Secret refreshToken) {
    List<String> more = new ArrayList<>(spent);
    more.add(RefreshMarker.hash(refreshToken));
    int first = Math.max(0, more.size() - MOST_SPENT);
    return new RefreshTokenMemory(
        List.copyOf(more.subList(first, more.size())), harmless, refused, lost);
  }

  RefreshTokenMemory withHarmless(Optional<RefreshMarker> marker) {
    return new RefreshTokenMemory(spent, marker, refused, lost);
  }

  RefreshTokenMemory withRefused(StoredGrant grant) {
    return new RefreshTokenMemory(spent, harmless, hash(grant), lost);
  }

  RefreshTokenMemory withLost(RefreshMarker marker) {
    return new RefreshTokenMemory(spent, harmless, refused, marker.version());
  }

  /** The store has the newest tokens: what it said of those before them is no matter. */
  RefreshTokenMemory afterSaving() {
    return new RefreshTokenMemory(spent, Optional.empty(), Optional.empty(), lost);
  }

  private static Optional<String> hash(StoredGrant grant) {
    return grant.refreshToken().map(RefreshMarker::hash);
  }
}
