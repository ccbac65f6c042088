package io.grantwright.runtime.call;

import io.grantwright.runtime.error.CallException;

/**
 * Sees calls come and go, without anything secret. A hook that throws harms nobody: it is logged.
 * Hooks run in the thread of the attempt and must not block. A call that is refused before its
 * first attempt ({@link io.grantwright.runtime.error.RefusedCallException}) reaches no hook.
 */
public interface CallHooks {
  /**
   * Sees a request before each attempt.
   *
   * @param request the request, redacted
   */
  default void beforeRequest(RequestView request) {}

  /**
   * Sees an answer that was read, once for each call that succeeds.
   *
   * @param answer the answer, redacted
   */
  default void afterSuccess(AnswerView answer) {}

  /**
   * Sees how a call failed, once for each call that fails, after its last attempt.
   *
   * @param failure the failure, which shows nothing secret; it knows endpoint, status and attempts
   */
  default void afterFailure(CallException failure) {}
}
