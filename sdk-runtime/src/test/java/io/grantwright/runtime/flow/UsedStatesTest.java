package io.grantwright.runtime.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.runtime.secret.Secret;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class UsedStatesTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final UsedStates used = new UsedStates();

  @Test
  void remembersAStateUntilItsDeadline() {
    assertThat(used.add(Secret.of("s"), NOON.plusSeconds(600), NOON)).isTrue();
    assertThat(used.add(Secret.of("s"), NOON.plusSeconds(600), NOON.plusSeconds(599))).isFalse();
  }

  @Test
  void forgetsItThenSoThatItDoesNotGrowForEver() {
    used.add(Secret.of("s"), NOON.plusSeconds(600), NOON);
    assertThat(used.add(Secret.of("s"), NOON.plusSeconds(1200), NOON.plusSeconds(600))).isTrue();
  }
}
