package io.grantwright.runtime.call;

import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.secret.Secret;
import java.util.concurrent.CompletableFuture;

/**
 * Gives the calls of a client their access tokens; a session, most of the time. A call waits for
 * them no longer than it may last, and cancels the future that it does not need any more.
 *
 * <p>The exceptions with which the futures fail end the call as they are, and are not tried again.
 */
public interface BearerTokens {
  /**
   * Gives a valid access token without blocking.
   *
   * @return the token
   */
  CompletableFuture<Secret> accessTokenAsync();

  /**
   * Gives another access token than one that the API has refused with 401, without blocking. A call
   * asks for that once, and is then sent once more.
   *
   * @param refused the token that was refused
   * @return another token
   */
  CompletableFuture<Secret> accessTokenInsteadOfAsync(Secret refused);

  /**
   * Says what it means that the API has refused the other token, too.
   *
   * @param answer the API's answer to it
   * @return what the call ends in
   */
  default RuntimeException refusedAgain(CallException answer) {
    return answer;
  }
}
