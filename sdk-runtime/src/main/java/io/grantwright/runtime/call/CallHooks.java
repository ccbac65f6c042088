package io.grantwright.runtime.call;

import io.grantwright.runtime.endpoint.Endpoint;
import io.grantwright.runtime.error.CallException;

/**
 * Sees calls come and go, without anything secret. A hook that throws harms nobody: it is logged.
 * Hooks run in the thread of the attempt and must not block.
 */
public interface CallHooks {
  /**
   * Sees a request before each attempt.
   *
   * @param request the request, redacted
   */
  default void beforeRequest(RequestView request) {}

  /**
   * Sees an answer that was read.
   *
   * @param endpoint the endpoint
   * @param status the status of the answer
   */
  default void afterSuccess(Endpoint<?> endpoint, int status) {}

  /**
   * Sees how a call failed, after its last attempt.
   *
   * @param endpoint the endpoint
   * @param failure the failure, which shows nothing secret
   */
  default void afterFailure(Endpoint<?> endpoint, CallException failure) {}
}
