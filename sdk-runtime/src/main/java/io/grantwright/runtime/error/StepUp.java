package io.grantwright.runtime.error;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an API asks for beyond an access token that is valid: another scope (RFC 6750 §3.1) or
 * another authentication of the user (RFC 9470 §3). A refresh does not help; authorize again.
 *
 * @param scope the scope that it asks for, with spaces between the values; empty if it does not say
 * @param acrValues the authentication context classes that it asks for, with spaces between them
 * @param maxAge how long ago the user may have authenticated at most
 */
public record StepUp(
    Optional<String> scope, Optional<String> acrValues, Optional<Duration> maxAge) {
  private static final Set<String> CODES =
      Set.of("insufficient_scope", "insufficient_user_authentication");

  /**
   * Finds what an API asks for among the challenges of its answer.
   *
   * @param challenges the challenges
   * @return what it asks for; empty if none of them is about that
   */
  public static Optional<StepUp> of(List<Challenge> challenges) {
    for (Challenge challenge : challenges) {
      boolean isOfTokens = challenge.isFor("Bearer") || challenge.isFor("DPoP");
      if (isOfTokens && challenge.parameter("error").filter(CODES::contains).isPresent()) {
        return Optional.of(
            new StepUp(
                challenge.parameter("scope"),
                challenge.parameter("acr_values"),
                challenge.parameter("max_age").flatMap(StepUp::seconds)));
      }
    }
    return Optional.empty();
  }

  static Optional<StepUp> of(OAuthError error) {
    return CODES.contains(error.error().text())
        ? Optional.of(new StepUp(error.scope(), Optional.empty(), Optional.empty()))
        : Optional.empty();
  }

  /** A number that is none says no more than that something is asked for. */
  private static Optional<Duration> seconds(String text) {
    return text.matches("\\d{1,9}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(text)))
        : Optional.empty();
  }
}
