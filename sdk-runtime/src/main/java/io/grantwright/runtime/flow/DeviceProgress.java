package io.grantwright.runtime.flow;

import java.time.Duration;

/**
 * What a device can tell its user while it waits (RFC 8628 §3.3).
 *
 * @param state what the last request brought
 * @param timeLeft the time until the user's code expires, never negative
 * @param nextPoll the time until the server is asked again
 */
public record DeviceProgress(State state, Duration timeLeft, Duration nextPoll) {
  /** What one request for the tokens brought. */
  public enum State {
    /** The user has not decided yet. */
    PENDING,
    /** Nor has the user here, and the server wants to be asked less often from now on. */
    SLOWED_DOWN,
    /** No usable answer came. The user's code is as good as before. */
    UNREACHABLE
  }
}
