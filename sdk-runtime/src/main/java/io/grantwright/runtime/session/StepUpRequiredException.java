package io.grantwright.runtime.session;

import io.grantwright.runtime.error.StepUp;
import java.io.IOException;

/**
 * The API takes the access token, but wants more: another scope (RFC 6750 §3.1) or another
 * authentication of the user (RFC 9470 §3). A refresh does not help; authorize again with what it
 * asks for.
 */
@SuppressWarnings("serial") // Not meant to travel; nothing in it is secret.
public final class StepUpRequiredException extends IOException {
  private final StepUp stepUp;

  StepUpRequiredException(StepUp stepUp) {
    super(
        "The API wants more than the access token allows. Authorize again with the scope,"
            + " acr_values or max_age that it asks for.");
    this.stepUp = stepUp;
  }

  /** {@return what the API asks for} */
  public StepUp stepUp() {
    return stepUp;
  }
}
