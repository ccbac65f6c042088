package io.grantwright.runtime.session;

import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;

/** Refreshes tokens of a provider whose request is not that of {@code RefreshTokenGrant}. */
@FunctionalInterface
public interface Refresher {
  /**
   * Sends a refresh token, once.
   *
   * @param refreshToken the newest refresh token
   * @param key what the access token is asked for, with parameters that only this provider has
   * @return the answer
   * @throws io.grantwright.runtime.error.CallException if there is none, or it says no; any other
   *     exception counts as an answer that was lost
   */
  TokenResponse refresh(Secret refreshToken, TokenKey key);
}
