package io.grantwright.samples.cloud;

/** Somebody else has logged in than the account that was to log in again. Nothing was changed. */
@SuppressWarnings("serial") // Not meant to travel; nothing in it is secret.
final class WrongAccount extends RuntimeException {
  WrongAccount(String expected, String found) {
    super("%s was to log in again, and %s has.".formatted(expected, found));
  }
}
