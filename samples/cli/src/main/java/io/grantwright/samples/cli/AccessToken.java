package io.grantwright.samples.cli;

import io.grantwright.runtime.session.StoredToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Says of an access token how long it is good for; the token itself only who asks for it sees. */
final class AccessToken {
  /** How long before its end a session asks for another, unless that is most of its life. */
  private static final Duration SOON = Duration.ofSeconds(20);

  private AccessToken() {}

  /** Whether it has not expired, as far as anybody knows. */
  static boolean isGood(StoredToken token, Clock clock) {
    return token.expiresAt().filter(end -> end <= clock.millis()).isEmpty();
  }

  /** Whether it is time for another one: it has expired, or is about to. */
  static boolean isDue(StoredToken token, Clock clock) {
    return token
        .expiresAt()
        .filter(
            end -> end - Math.min(SOON.toMillis(), (end - token.issuedAt()) / 4) <= clock.millis())
        .isPresent();
  }

  static void describe(StoredToken token, Report report, Clock clock) {
    if (token.expiresAt().isEmpty()) {
      report.line("access token", "stored, good until nobody knows when");
      return;
    }
    Instant end = Instant.ofEpochMilli(token.expiresAt().get());
    Duration left = Duration.between(clock.instant(), end);
    report.data("expires_at", end.toString());
    report.data("expires_in", Math.max(0, left.toSeconds()));
    report.line(
        "access token",
        left.isNegative() || left.isZero() ? "expired" : "good for " + TimeLeft.text(left));
  }
}
