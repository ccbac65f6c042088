package io.grantwright.runtime.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class ScopeTest {
  @Test
  void isOneTextWithSpaces() {
    assertThat(Scope.of("openid", "offline_access", "openid").text())
        .isEqualTo("openid offline_access");
    assertThat(Scope.parse("  read  write ")).isEqualTo(Scope.of("read", "write"));
    assertThat(Scope.parse("")).isEqualTo(Scope.NONE);
  }

  @Test
  void tellsANarrowerOne() {
    assertThat(Scope.of("read", "write").includes(Scope.of("write"))).isTrue();
    assertThat(Scope.of("read").includes(Scope.of("read", "write"))).isFalse();
  }

  @Test
  void refusesSeveralValuesInOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scope.of("read write"))
        .withMessage("\"read write\" is not one scope value (RFC 6749 §3.3); give each by itself");
  }
}
