package io.grantwright.runtime.session;

import io.grantwright.runtime.secret.Secret;
import java.util.List;
import java.util.Optional;

/** What the coordinator wants done. */
sealed interface SessionAction {
  /** Takes time, happens after everything else, one at a time, and reports an event. */
  sealed interface Work extends SessionAction {}

  /** Locks the grant; reports {@code Locked}, {@code LockBusy} or {@code StoreBroke}. */
  record Lock() implements Work {}

  /** Reads the grant; reports {@code Found} or {@code StoreBroke}. */
  record Read() implements Work {}

  /** Writes the grant; reports {@code Written}, {@code Conflict} or {@code StoreBroke}. */
  record Write(long expected, StoredGrant grant) implements Work {}

  /** Deletes the grant; reports {@code Written}, {@code Conflict} or {@code StoreBroke}. */
  record Delete(long expected) implements Work {}

  /** Refreshes; reports {@code Answered} or {@code Failed}. */
  record Send(TokenKey key, Secret refreshToken) implements Work {}

  /** Asks with the client's own credentials; reports {@code Answered} or {@code Failed}. */
  record Ask(TokenKey key) implements Work {}

  /** Asks the application for the client's credentials; reports {@code CredentialsRead}. */
  record ReadCredentials() implements Work {}

  /** Takes tokens back; reports {@code Revoked}. */
  record Revoke(StoredGrant grant) implements Work {}

  /** Gives the lock back, if it is held. */
  record Unlock() implements SessionAction {}

  /** Makes a token the current one of its key. */
  record Publish(StoredToken token) implements SessionAction {}

  /** Leaves a key without a current token. */
  record Withdraw(TokenKey key) implements SessionAction {}

  /** Gives callers their token. */
  record Serve(List<Long> tickets, StoredToken token) implements SessionAction {}

  /** Tells callers why they get none. */
  record Fail(List<Long> tickets, Failure failure, Optional<Long> retryAt)
      implements SessionAction {}

  /** Tells a caller that what was wanted is done. */
  record Done(long ticket, List<RuntimeException> failures) implements SessionAction {}

  /** Tells a caller that what was wanted is not done. */
  record NotDone(long ticket, RuntimeException cause) implements SessionAction {}

  /** Reports {@code SaveDue} with this number of tries after a time. */
  record SaveLater(long millis, int tries) implements SessionAction {}

  /** Tells the listeners. */
  record Tell(Notice notice) implements SessionAction {}

  /** What listeners learn. */
  sealed interface Notice {
    /** The user has logged in. */
    record Authorized() implements Notice {}

    /** There is a new access token. */
    record Refreshed(TokenKey key) implements Notice {}

    /** The grant is gone. */
    record LoggedOut() implements Notice {}

    /** The user has to log in. */
    record ReauthorizationNeeded(Failure failure) implements Notice {}

    /** The answer to a refresh was lost, here or in another process. */
    record AnswerLost() implements Notice {}

    /** A token has less scope than was asked for. */
    record Narrowed(TokenKey key, String asked, String granted) implements Notice {
      /** What is to be told of a grant's new token, if it has less. */
      static Optional<Narrowed> of(TokenKey key, Optional<String> asked, StoredGrant grant) {
        Optional<String> granted = grant.accessToken(key).flatMap(StoredToken::scope);
        return asked.isPresent()
                && granted.isPresent()
                && !words(granted.get()).containsAll(words(asked.get()))
            ? Optional.of(new Narrowed(key, asked.get(), granted.get()))
            : Optional.empty();
      }

      /** Whatever a server writes into a scope must not end a refresh. */
      private static List<String> words(String scope) {
        return List.of(scope.trim().split("\\s+"));
      }
    }
  }
}
