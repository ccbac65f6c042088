package io.grantwright.runtime.flow;

import io.grantwright.runtime.secret.Secret;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers which authorizations were completed, for as long as they could be completed again: one
 * that was sealed can be opened any number of times.
 */
final class UsedStates {
  // In the order of use: deadlines are ten minutes away at most, so the oldest go first.
  private final Map<Secret, Instant> deadlines = new LinkedHashMap<>();

  /** Whether this is the first time. */
  synchronized boolean add(Secret state, Instant deadline, Instant now) {
    Iterator<Instant> oldest = deadlines.values().iterator();
    while (oldest.hasNext() && !now.isBefore(oldest.next())) {
      oldest.remove();
    }
    return deadlines.putIfAbsent(state, deadline) == null;
  }
}
