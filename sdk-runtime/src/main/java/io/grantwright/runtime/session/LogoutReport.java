package io.grantwright.runtime.session;

import java.util.List;

/**
 * What became of a logout. The tokens are deleted here in any case.
 *
 * @param failures what the server did not take back, and why; those tokens may still be good
 */
public record LogoutReport(List<RuntimeException> failures) {
  /**
   * Copies what could change.
   *
   * @param failures what the server did not take back, and why
   */
  public LogoutReport {
    failures = List.copyOf(failures);
  }

  /** {@return whether the server took everything back that it was asked to} */
  public boolean isComplete() {
    return failures.isEmpty();
  }
}
