package io.grantwright.runtime.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class CodeVerifierTest {
  /** RFC 7636 appendix B. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  @Test
  void challengesAsInTheRfc() {
    assertThat(CodeVerifier.of(VERIFIER).challenge())
        .isEqualTo(
            new CodeChallenge(
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", CodeChallengeMethod.S256));
  }

  @Test
  void holds64RandomBytesWithoutAChoice() {
    Random random = new Random(1);
    CodeVerifier first = CodeVerifier.random(random);
    assertThat(first.secret().reveal()).hasSize(86).matches("[A-Za-z0-9_-]+");
    assertThat(CodeVerifier.random(random)).isNotEqualTo(first);
  }

  @Test
  void hasAnyLengthThatTheRfcAllows() {
    for (int length = 43; length <= 128; length++) {
      String text = CodeVerifier.random(new Random(1), length).secret().reveal();
      assertThat(text).hasSize(length).matches("[A-Za-z0-9_-]+");
      assertThat(CodeVerifier.of(text).secret().reveal()).isEqualTo(text);
    }
  }

  @Test
  void refusesOtherLengths() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CodeVerifier.random(new Random(1), 42))
        .withMessage("A code verifier has 43 to 128 characters (RFC 7636 §4.1), not 42");
    assertThatIllegalArgumentException().isThrownBy(() -> CodeVerifier.random(new Random(1), 129));
    assertThatIllegalArgumentException().isThrownBy(() -> CodeVerifier.of("a".repeat(42)));
    assertThatIllegalArgumentException().isThrownBy(() -> CodeVerifier.of("a".repeat(129)));
  }

  @Test
  void refusesOtherCharactersWithoutShowingThem() {
    for (String foreign : new String[] {"=", "+", "/", " ", "é", "\n"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CodeVerifier.of(VERIFIER + foreign))
          .withMessageContaining("letters, digits")
          .withMessageNotContaining(VERIFIER);
    }
  }

  @Test
  void isNeverPrinted() {
    assertThat(CodeVerifier.of(VERIFIER).toString()).doesNotContain(VERIFIER.substring(0, 8));
  }
}
