package io.grantwright.runtime.session;

/**
 * Names a grant: who allowed which client what, at which server. The grant owns its refresh token;
 * all its refreshes come one after the other, whatever they ask for.
 *
 * @param client the client's identifier
 * @param server the authorization server: its issuer, or its URL
 * @param account the application's own key of the account, as in a user's id; not a secret
 * @param grant tells several grants of one account apart
 */
public record GrantKey(String client, String server, String account, String grant) {
  /**
   * Checks the parts.
   *
   * @param client the client's identifier
   * @param server the authorization server: its issuer, or its URL
   * @param account the application's own key of the account
   * @param grant tells several grants of one account apart
   * @throws IllegalArgumentException if one is empty
   */
  public GrantKey {
    check("client", client);
    check("server", server);
    check("account", account);
    check("grant", grant);
  }

  /**
   * Names the one grant of an account.
   *
   * @param client the client's identifier
   * @param server the authorization server: its issuer, or its URL
   * @param account the application's own key of the account
   * @return the key, whose grant is {@code default}
   * @throws IllegalArgumentException if one is empty
   */
  public static GrantKey of(String client, String server, String account) {
    return new GrantKey(client, server, account, "default");
  }

  private static void check(String part, String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("The " + part + " of a grant's key must not be empty.");
    }
  }
}
