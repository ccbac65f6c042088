package io.grantwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.runtime.error.NoAnswerException.Delivery;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class RefreshVerdictTest {
  @ParameterizedTest
  @MethodSource("table")
  void eachAnswerToARefreshHasItsMeaning(RuntimeException answer, RefreshVerdict verdict) {
    assertThat(RefreshVerdict.of(answer, any -> false)).isEqualTo(verdict);
  }

  static Stream<Arguments> table() {
    return Stream.of(
        Arguments.of(Failures.oauth(400, "invalid_grant"), RefreshVerdict.DEAD),
        Arguments.of(Failures.oauth(401, "invalid_client"), RefreshVerdict.UNKNOWN_CLIENT),
        Arguments.of(Failures.oauth(400, "unauthorized_client"), RefreshVerdict.MISCONFIGURED),
        Arguments.of(Failures.oauth(400, "unsupported_grant_type"), RefreshVerdict.MISCONFIGURED),
        Arguments.of(Failures.oauth(400, "invalid_request"), RefreshVerdict.BAD_REQUEST),
        Arguments.of(Failures.oauth(400, "invalid_scope"), RefreshVerdict.BAD_REQUEST),
        Arguments.of(Failures.oauth(400, "invalid_target"), RefreshVerdict.BAD_REQUEST),
        Arguments.of(Failures.status(408), RefreshVerdict.UNUSED),
        Arguments.of(Failures.status(425), RefreshVerdict.UNUSED),
        Arguments.of(Failures.status(429), RefreshVerdict.UNUSED),
        Arguments.of(Failures.oauth(429, "access_denied"), RefreshVerdict.UNUSED),
        Arguments.of(Failures.oauth(400, "temporarily_unavailable"), RefreshVerdict.UNUSED),
        Arguments.of(Failures.oauth(503, "temporarily_unavailable"), RefreshVerdict.UNUSED),
        Arguments.of(Failures.oauth(400, "slow_down"), RefreshVerdict.UNUSED),
        Arguments.of(Failures.status(500), RefreshVerdict.SERVER_FAILED),
        Arguments.of(Failures.status(503), RefreshVerdict.SERVER_FAILED),
        Arguments.of(Failures.oauth(500, "invalid_grant"), RefreshVerdict.SERVER_FAILED),
        Arguments.of(Failures.oauth(400, "server_error"), RefreshVerdict.REFUSED),
        Arguments.of(Failures.oauth(403, "access_denied"), RefreshVerdict.REFUSED),
        Arguments.of(Failures.oauth(400, "invalid_token"), RefreshVerdict.REFUSED),
        Arguments.of(Failures.oauth(400, "a_code_of_their_own"), RefreshVerdict.REFUSED),
        Arguments.of(Failures.oauth(200, "bad_refresh_token"), RefreshVerdict.REFUSED),
        Arguments.of(Failures.status(400), RefreshVerdict.UNUSED),
        Arguments.of(Failures.status(404), RefreshVerdict.UNUSED),
        Arguments.of(Failures.status(302), RefreshVerdict.MISCONFIGURED),
        Arguments.of(Failures.refused(), RefreshVerdict.MISCONFIGURED),
        Arguments.of(Failures.malformed(), RefreshVerdict.LOST),
        Arguments.of(Failures.page(), RefreshVerdict.LOST),
        Arguments.of(Failures.noAnswer(Delivery.NOT_DELIVERED), RefreshVerdict.UNUSED),
        Arguments.of(Failures.noAnswer(Delivery.UNKNOWN), RefreshVerdict.LOST),
        Arguments.of(Failures.noAnswer(Delivery.ANSWER_LOST), RefreshVerdict.LOST),
        Arguments.of(new IllegalStateException("a hook"), RefreshVerdict.LOST));
  }

  @Test
  void whatElseEndsAGrantIsTheApplicationsWord() {
    assertThat(
            RefreshVerdict.of(
                Failures.status(404), e -> e.status() / 100 == 4 && e.status() != 429))
        .isEqualTo(RefreshVerdict.DEAD);
  }
}
