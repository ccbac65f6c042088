package io.grantwright.runtime.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantwright.runtime.secret.Secret;
import org.junit.jupiter.api.Test;

final class ClientAuthenticationTest {
  @Test
  void writesTheBasicHeaderOfRfc6749() {
    assertThat(ClientAuthentication.basicHeader("s6BhdRkqt3", Secret.of("gX1fBat3bV"), false))
        .isEqualTo("Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW");
  }

  @Test
  void formEncodesSpecialCharacters() {
    assertThat(
            ClientAuthentication.basicHeader(
                "1PpG/Q 1", Secret.of("z/tZ9VwFZqApmIQ+ZH1I5pLk/uB4ud:X2/8bL+wfFTt1rFw="), false))
        .isEqualTo(
            "Basic MVBwRyUyRlErMTp6JTJGdFo5VndGWnFBcG1JUSUyQlpIMUk1cExrJTJGdUI0dWQlM0FYMiUyRjhiTCUyQndmRlR0MXJGdyUzRA==");
  }

  @Test
  void refusesAPaddedIdentifier() {
    assertThatThrownBy(() -> ClientAuthentication.none("app "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("white space");
  }
}
