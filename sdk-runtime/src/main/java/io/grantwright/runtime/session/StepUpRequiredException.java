package io.grantwright.runtime.session;

import io.grantwright.runtime.error.Challenge;
import java.io.IOException;
import java.util.Optional;

/**
 * The API takes the access token, but wants more: another scope (RFC 6750 §3.1) or another
 * authentication of the user (RFC 9470 §3). A refresh does not help; authorize again with what it
 * asks for.
 */
@SuppressWarnings("serial") // Not meant to travel; nothing in it is secret.
public final class StepUpRequiredException extends IOException {
  private final Challenge challenge;

  StepUpRequiredException(Challenge challenge) {
    super(
        "The API wants more than the access token allows ("
            + challenge.parameter("error").orElse("")
            + "). Authorize again with the scope, acr_values or max_age that it asks for.");
    this.challenge = challenge;
  }

  /** {@return the scope that the API asks for; empty if it does not say} */
  public Optional<String> scope() {
    return challenge.parameter("scope");
  }

  /**
   * {@return the authentication context classes that the API asks for, with spaces between them}
   */
  public Optional<String> acrValues() {
    return challenge.parameter("acr_values");
  }

  /** {@return how long ago the user may have authenticated at most, in seconds, as it was sent} */
  public Optional<String> maxAge() {
    return challenge.parameter("max_age");
  }
}
