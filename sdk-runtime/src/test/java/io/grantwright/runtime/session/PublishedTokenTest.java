package io.grantwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.secret.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PublishedTokenTest {
  private static final long START = 1_800_000_000_000L;
  private static final long MINUTE = 60_000;
  private static final long NANOS = 1_000_000;
  private static final long SINCE = -5 * NANOS;

  private final PublishedToken token =
      new PublishedToken(
          new StoredToken(
              TokenKey.DEFAULT,
              Secret.of("at"),
              "Bearer",
              START,
              Optional.of(START + 4 * MINUTE),
              Optional.empty(),
              Optional.empty(),
              UnknownMembers.EMPTY),
          MINUTE,
          START + MINUTE,
          SINCE);

  @Test
  void isThereUntilItIsTimeForANewOne() {
    assertThat(token.at(START + 3 * MINUTE - 1, SINCE)).isEqualTo(Secret.of("at"));
    assertThat(token.at(START + 3 * MINUTE, SINCE)).isNull();
  }

  @Test
  void isThereUntilItsTimeIsOverByTheOtherClock() {
    assertThat(token.at(START, SINCE + 3 * MINUTE * NANOS - 1)).isEqualTo(Secret.of("at"));
    assertThat(token.at(START, SINCE + 3 * MINUTE * NANOS)).isNull();
  }

  @Test
  void isGoneWhenItIsWithdrawn() {
    token.withdraw();
    assertThat(token.at(START, SINCE)).isNull();
  }

  @Test
  void isNowhereWhereThereIsNone() {
    assertThat(PublishedToken.NONE.at(0, -1)).isNull();
  }
}
