package io.grantwright.samples.cli;

import io.grantwright.runtime.session.StoredToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Says of an access token how long it is good for; the token itself only who asks for it sees. */
final class AccessToken {
  private AccessToken() {}

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
