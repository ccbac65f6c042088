package io.grantwright.runtime.call;

import java.time.Duration;
import java.util.List;

/**
 * An answer as hooks see it, without anything secret.
 *
 * @param request the request of the last attempt, redacted
 * @param status the status of the answer
 * @param elapsed the time since the call began, with all its attempts
 * @param deviations in what the answer differs from the standards, as declared, such as {@code
 *     "@Textual(expires_in)"}; empty most of the time
 */
public record AnswerView(
    RequestView request, int status, Duration elapsed, List<String> deviations) {
  /**
   * Copies what could change.
   *
   * @param request the request of the last attempt, redacted
   * @param status the status of the answer
   * @param elapsed the time since the call began
   * @param deviations in what the answer differs from the standards
   */
  public AnswerView {
    deviations = List.copyOf(deviations);
  }
}
