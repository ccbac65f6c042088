package io.grantwright.runtime.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Serializable;
import org.junit.jupiter.api.Test;

final class SecretTest {
  @Test
  void showsItsFingerprintOnly() {
    Secret secret = Secret.of("canary-token");

    assertThat(secret.toString())
        .matches("Secret\\(#[0-9a-f]{8}\\)")
        .contains(secret.fingerprint())
        .doesNotContain("canary");
    assertThat(secret.reveal()).isEqualTo("canary-token");
  }

  @Test
  void hasOneFingerprintForOneText() {
    assertThat(Secret.of("a").fingerprint()).isEqualTo(Secret.of("a").fingerprint());
    assertThat(Secret.of("a").fingerprint()).isNotEqualTo(Secret.of("b").fingerprint());
  }

  @Test
  void comparesItsText() {
    assertThat(Secret.of("token"))
        .isEqualTo(Secret.of("token"))
        .hasSameHashCodeAs(Secret.of("token"));
    assertThat(Secret.of("token")).isNotEqualTo(Secret.of("tokem")).isNotEqualTo(Secret.of("tok"));
    assertThat(Secret.of("token").hashCode()).isNotEqualTo("token".hashCode());
  }

  @Test
  void refusesNothingAndKeepsBlanks() {
    assertThatThrownBy(() -> Secret.of("")).hasMessageContaining("must not be empty");
    assertThat(Secret.of(" a ").reveal()).isEqualTo(" a ");
  }

  @Test
  void isNotSerialisable() {
    assertThat(Serializable.class.isAssignableFrom(Secret.class)).isFalse();
    assertThat(Serializable.class.isAssignableFrom(SensitiveUri.class)).isFalse();
  }
}
