package io.grantwright.runtime.flow;

import io.grantwright.runtime.secret.Secret;
import java.util.Optional;

/**
 * Keeps authorizations between the request that starts one and the request that brings its callback
 * back. What was taken is gone, for every process on the store: that is what makes an authorization
 * work once. Both methods may be called by several threads at once.
 *
 * <p>A store of one's own keeps the text that a {@link PendingSeal} makes of an authorization.
 */
public interface PendingStore {
  /**
   * Keeps an authorization until its deadline.
   *
   * @param pending the authorization
   * @param browser a value that only the browser which was sent off has, such as that of a cookie
   *     or the identifier of its session
   */
  void put(PendingAuthorization pending, Secret browser);

  /**
   * Takes an authorization out, atomically: of many that try, one gets it.
   *
   * @param state the state of the callback
   * @param browser the value of the browser that brings the callback
   * @return the authorization; empty if there is none, or it was taken, or it belongs to another
   *     browser, where it stays
   */
  Optional<PendingAuthorization> take(Secret state, Secret browser);
}
