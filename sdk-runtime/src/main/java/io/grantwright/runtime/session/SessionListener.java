package io.grantwright.runtime.session;

/**
 * Learns what becomes of a grant. Each listener is called by a thread of its own, one call after
 * the other: one that throws or blocks harms nobody but itself.
 */
public interface SessionListener {
  /**
   * The user has logged in, and the tokens are stored.
   *
   * @param grant the grant
   */
  default void authorized(GrantKey grant) {}

  /**
   * A new access token is stored.
   *
   * @param grant the grant
   * @param token what the access token was asked for
   */
  default void refreshed(GrantKey grant, TokenKey token) {}

  /**
   * The user has logged out, and the grant is deleted.
   *
   * @param grant the grant
   */
  default void revoked(GrantKey grant) {}

  /**
   * Only a login helps. Told once, until there are new tokens.
   *
   * @param grant the grant
   * @param reason what callers are told
   */
  default void reauthorizationNeeded(GrantKey grant, NoTokenException reason) {}

  /**
   * The answer to a refresh was lost, by this process or by another one.
   *
   * @param grant the grant
   */
  default void answerLost(GrantKey grant) {}

  /**
   * The server has granted less than it was asked for.
   *
   * @param grant the grant
   * @param token what the access token was asked for
   * @param asked the scope that was asked for, or granted at login, with spaces between the values
   * @param granted the scope of the access token, as the server wrote it
   */
  default void narrowed(GrantKey grant, TokenKey token, String asked, String granted) {}
}
