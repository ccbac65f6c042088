package io.grantwright.runtime.session;

/**
 * Somebody else has logged in than the account whose grant it is, or nobody can say who. Nothing
 * was stored.
 */
@SuppressWarnings("serial") // Not meant to travel; nothing in it is secret.
public final class WrongAccountException extends RuntimeException {
  private WrongAccountException(String message) {
    super(message);
  }

  static WrongAccountException another() {
    return new WrongAccountException(
        "Another account has logged in than the one that this session belongs to. Nothing was"
            + " stored: ask the user to log in with the same account, or log out first.");
  }

  static WrongAccountException unknown() {
    return new WrongAccountException(
        "It is known whose account this session belongs to, and not who has logged in now. Nothing"
            + " was stored: give the subject of a checked id token or of the userinfo, or log out"
            + " first.");
  }
}
