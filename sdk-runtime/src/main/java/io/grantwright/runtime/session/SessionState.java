package io.grantwright.runtime.session;

import io.grantwright.runtime.secret.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a session knows. The coordinator makes the next one of it for each event.
 *
 * @param step what is being done
 * @param job what for; absent if {@code step} is IDLE
 * @param queue what comes after that
 * @param waiting the callers of each key that have no token yet
 * @param known the grant as it is known to be in the store
 * @param writing the state of the grant that is being written, or waits to be
 * @param dead the access token of a key that is not to be served any more
 * @param failures what later callers are told instead of asking the server again
 * @param refreshTokens what is known of refresh tokens beyond what the store says
 * @param needed whether the listeners know that the user has to log in
 * @param failure why the job fails, while there is still something to be done about it
 * @param since when the job's request was sent, in milliseconds since 1970
 * @param tries how often the job was begun again because somebody else wrote
 * @param credentialsRead whether the job has asked for the client's credentials already
 */
record SessionState(
    Step step,
    Optional<Job> job,
    List<Job> queue,
    Map<TokenKey, List<Waiter>> waiting,
    Optional<StoredGrant> known,
    Optional<StoredGrant> writing,
    Map<TokenKey, Secret> dead,
    FailureMemory failures,
    RefreshTokenMemory refreshTokens,
    boolean needed,
    Optional<Failure> failure,
    long since,
    int tries,
    boolean credentialsRead) {

  /** A session that knows nothing yet. */
  static final SessionState INITIAL =
      new SessionState(
          Step.IDLE,
          Optional.empty(),
          List.of(),
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          FailureMemory.EMPTY,
          RefreshTokenMemory.EMPTY,
          false,
          Optional.empty(),
          0,
          0,
          false);

  /** What is being done. */
  enum Step {
    /** Nothing. */
    IDLE,
    /** The store is read without the lock: often somebody else has a token already. */
    PEEKING,
    /** The grant is being locked. */
    LOCKING,
    /** The store is read under the lock. */
    READING,
    /** What the store has lost is being written again. */
    RESTORING,
    /** The marker is being written. */
    MARKING,
    /** A request is under way. */
    SENDING,
    /** The application is asked for the client's credentials. */
    READING_CREDENTIALS,
    /** The answer is being written. */
    SAVING,
    /** The store is read to learn who else has written. */
    RECONCILING,
    /** The answer could not be written; the lock is kept until it is. */
    WAITING_TO_SAVE,
    /** The store is read before a dead refresh token is deleted. */
    CONFIRMING,
    /** What a failure means is being written. */
    SETTLING,
    /** Tokens are being taken back. */
    REVOKING,
    /** The grant is being deleted. */
    DELETING
  }

  /** What sessions do. */
  sealed interface Job {
    /** Gets a token for a key. */
    record Renew(TokenKey key) implements Job {}

    /** Stores the tokens of a login. */
    record Enter(SessionEvent.Login login, long ticket) implements Job {}

    /**
     * Logs out.
     *
     * @param failures what could not be taken back
     */
    record Leave(long ticket, List<RuntimeException> failures) implements Job {}
  }

  /**
   * A caller without a token.
   *
   * @param refused the token that the caller does not want
   * @param evenIfYoung whether it wants another one even if that was only just issued
   */
  record Waiter(long ticket, Optional<Secret> refused, boolean evenIfYoung) {
    boolean refuses(StoredToken token) {
      return refused.filter(token.accessToken()::equals).isPresent();
    }
  }
}
