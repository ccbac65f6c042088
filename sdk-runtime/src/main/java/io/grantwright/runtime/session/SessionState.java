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
 * @param rest what later callers are told instead of asking the server again
 * @param rests the same for what concerns one key alone
 * @param spent hashes of the refresh tokens that were used up lately, the oldest first
 * @param harmless a marker in the store whose refresh token was surely not used
 * @param refused the hash of a refresh token that is not to be sent any more
 * @param lost the version of the marker of which the listeners know that its answer is lost
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
    Optional<Rest> rest,
    Map<TokenKey, Rest> rests,
    List<String> spent,
    Optional<RefreshMarker> harmless,
    Optional<String> refused,
    long lost,
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
          Optional.empty(),
          Map.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          0,
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
  record Waiter(long ticket, Optional<Secret> refused, boolean evenIfYoung) {}

  /**
   * The memory of a failure.
   *
   * @param since when it happened, in milliseconds since 1970
   * @param until when the server is asked again, in milliseconds since 1970
   * @param count how many failures there were, one after the other
   */
  record Rest(Failure failure, long since, long until, int count) {
    /** Not before it has begun: then the clock was set back, and its end cannot be told. */
    boolean isActive(long now) {
      return since <= now && now < until;
    }
  }
}
