package io.grantwright.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What reads the log of all other tests. */
final class LoggedSecretsTest {
  private final Logger log = LoggerFactory.getLogger("io.grantwright.anything");

  @Test
  void seesASecretAtEachLevelAndInCauses() {
    log.trace("token {}", "rt-1");
    log.debug("failed", new IllegalStateException("failed", new IllegalStateException("canary")));
    assertThat(LoggedSecrets.take())
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo("token rt-1"),
            second -> assertThat(second).contains("IllegalStateException: canary"));
  }

  @Test
  void letsTheRestPass() {
    log.warn("Port-1 is taken, and part-2 of the start-up is late.");
    assertThat(LoggedSecrets.take()).isEmpty();
  }
}
