package io.grantwright.samples.cloud;

import java.util.List;

/** How an account is. */
sealed interface AccountState {
  /** Nobody has asked yet. */
  record Unchecked() implements AccountState {}

  /**
   * The API answers.
   *
   * @param devices what the account has
   */
  record Linked(List<CloudApi.Device> devices) implements AccountState {
    public Linked {
      devices = List.copyOf(devices);
    }
  }

  /**
   * Only the user can help, by logging in again.
   *
   * @param reason why
   */
  record NeedsReauthentication(String reason) implements AccountState {}

  /**
   * The provider or its API does not work now; the tokens are kept.
   *
   * @param reason why
   */
  record Unavailable(String reason) implements AccountState {}

  /**
   * The tokens of a login are in memory only; they are stored as soon as that is possible.
   *
   * @param reason why they are not
   */
  record NotStored(String reason) implements AccountState {}
}
