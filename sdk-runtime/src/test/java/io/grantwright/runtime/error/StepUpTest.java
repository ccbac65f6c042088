package io.grantwright.runtime.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.runtime.endpoint.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StepUpTest {
  @Test
  void isFoundAmongSeveralChallenges() {
    assertThat(
            of(
                "Basic realm=\"x\", DPoP algs=\"ES256\", Bearer realm=\"x\","
                    + "error=\"insufficient_scope\", scope=\"read write\""))
        .contains(new StepUp(Optional.of("read write"), Optional.empty(), Optional.empty()));
  }

  @Test
  void isFoundInChallengesOfProofOfPossession() {
    assertThat(of("DPoP error=\"insufficient_user_authentication\", acr_values=\"a b\""))
        .contains(new StepUp(Optional.empty(), Optional.of("a b"), Optional.empty()));
  }

  @Test
  void hasTheTimeInSeconds() {
    assertThat(of("Bearer error=\"insufficient_user_authentication\", max_age=5"))
        .contains(
            new StepUp(Optional.empty(), Optional.empty(), Optional.of(Duration.ofSeconds(5))));
  }

  @Test
  void hasNoTimeIfThatIsNone() {
    for (String age : List.of("-1", "soon", "", "99999999999999999999")) {
      assertThat(of("Bearer error=\"insufficient_user_authentication\", max_age=\"" + age + "\""))
          .contains(new StepUp(Optional.empty(), Optional.empty(), Optional.empty()));
    }
  }

  @Test
  void isNoMatterOfOtherErrorsAndSchemes() {
    assertThat(of("Bearer error=\"invalid_token\", scope=\"read\"")).isEmpty();
    assertThat(of("Bearer realm=\"x\"")).isEmpty();
    assertThat(of("Basic error=\"insufficient_scope\"")).isEmpty();
  }

  @Test
  void isFoundInABody() {
    Endpoint<Void> endpoint =
        Endpoint.<Void>named("Notes", "list").request("GET", "notes").idempotent().build();
    OAuthException e =
        new OAuthException(ErrorContext.refused(endpoint), OAuthError.of("insufficient_scope"));
    assertThat(e.stepUp())
        .contains(new StepUp(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private static Optional<StepUp> of(String challenges) {
    return StepUp.of(WwwAuthenticate.parse(List.of(challenges)));
  }
}
