package io.grantwright.runtime.call;

import java.time.Duration;

/**
 * An answer as hooks see it, without anything secret.
 *
 * @param request the request of the last attempt, redacted
 * @param status the status of the answer
 * @param elapsed the time since the call began, with all its attempts
 */
public record AnswerView(RequestView request, int status, Duration elapsed) {}
