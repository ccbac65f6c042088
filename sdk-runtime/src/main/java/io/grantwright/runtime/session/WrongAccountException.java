package io.grantwright.runtime.session;

/** Somebody else has logged in than the account whose grant it is. Nothing was stored. */
@SuppressWarnings("serial") // Not meant to travel; nothing in it is secret.
public final class WrongAccountException extends RuntimeException {
  WrongAccountException() {
    super(
        "Another account has logged in than the one that this session belongs to. Nothing was"
            + " stored: ask the user to log in with the same account, or log out first.");
  }
}
