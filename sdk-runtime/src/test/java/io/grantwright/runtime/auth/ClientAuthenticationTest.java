package io.grantwright.runtime.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grantwright.runtime.secret.Secret;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class ClientAuthenticationTest {
  private static final Secret SECRET = Secret.of("s");

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
            "Basic"
                + " MVBwRyUyRlErMTp6JTJGdFo5VndGWnFBcG1JUSUyQlpIMUk1cExrJTJGdUI0dWQlM0FYMiUyRjhiTCUyQndmRlR0MXJGdyUzRA==");
  }

  @Test
  void refusesABlankOrPaddedIdentifier() {
    List<Function<String, ClientAuthentication>> mechanisms =
        List.of(
            ClientAuthentication::none,
            id -> ClientAuthentication.basic(id, SECRET),
            id -> ClientAuthentication.body(id, SECRET),
            id -> new ClientAuthentication.Minted(id, each -> SECRET));
    for (Function<String, ClientAuthentication> mechanism : mechanisms) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> mechanism.apply(" "))
          .withMessage("clientAuthentication: the client id must not be blank.");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> mechanism.apply("app "))
          .withMessage(
              "clientAuthentication: the client id must not begin or end with white space; found"
                  + " \"app \".");
    }
  }
}
