package io.grantwright.runtime.session;

import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import java.util.List;
import java.util.Optional;

/**
 * What can happen to a session: callers come, time passes, and actions report what became of them.
 */
sealed interface SessionEvent {
  /** A caller wants a token. */
  record Wanted(TokenKey key, long ticket) implements SessionEvent {}

  /** A caller wants another token than the one that an API answered with 401. */
  record Refused(TokenKey key, Secret token, long ticket) implements SessionEvent {}

  /** A caller wants another token than one that may be as good as new. */
  record Replaced(TokenKey key, Secret token, long ticket) implements SessionEvent {}

  /** The user has logged in. */
  record LoggedIn(Login login, long ticket) implements SessionEvent {}

  /** The user wants to log out. */
  record LogoutWanted(long ticket) implements SessionEvent {}

  /** The time of a key's token is over, by a clock that nobody can set. */
  record Outlived(TokenKey key) implements SessionEvent {}

  /**
   * It is time to write an answer again that could not be stored.
   *
   * @param tries how often it had been tried when the time was set; a caller may have come before
   */
  record SaveDue(int tries) implements SessionEvent {}

  /** The grant's lock is held. */
  record Locked() implements SessionEvent {}

  /** Somebody else held the lock for all the time that there was. */
  record LockBusy() implements SessionEvent {}

  /** The store was read. */
  record Found(Optional<StoredGrant> grant) implements SessionEvent {}

  /** The grant was written. */
  record Written() implements SessionEvent {}

  /** The grant was not written: the store has another version than expected. */
  record Conflict() implements SessionEvent {}

  /** The store failed; a write may have happened all the same. */
  record StoreBroke(RuntimeException cause) implements SessionEvent {}

  /**
   * The server answered with tokens.
   *
   * @param newVersion a random version, for a grant that is not in the store
   */
  record Answered(TokenResponse answer, long newVersion) implements SessionEvent {}

  /** The server did not answer with tokens. */
  record Failed(RuntimeException cause) implements SessionEvent {}

  /** The application was asked for the client's current credentials. */
  record CredentialsRead(boolean changed) implements SessionEvent {}

  /** The tokens were taken back, as far as that was possible. */
  record Revoked(List<RuntimeException> failures) implements SessionEvent {}

  /**
   * What a login brought.
   *
   * @param newVersion a random version, for a grant that is not in the store
   */
  record Login(
      TokenKey key,
      TokenResponse tokens,
      Optional<String> askedScope,
      Optional<String> subject,
      long newVersion) {}
}
