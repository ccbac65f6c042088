package io.grantwright.runtime.session;

import io.grantwright.runtime.error.MalformedAnswerException;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import io.grantwright.runtime.session.SessionState.Step;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a token request that failed means for the refresh token and for callers: {@link
 * RefreshVerdict} judges, and what follows is stored before it is told.
 */
final class FailedRequest {
  private final Transition state;
  private final Callers callers;
  private final Jobs jobs;
  private final Renewal renewal;

  FailedRequest(Transition state, Callers callers, Jobs jobs, Renewal renewal) {
    this.state = state;
    this.callers = callers;
    this.jobs = jobs;
    this.renewal = renewal;
  }

  void failed(RuntimeException cause) {
    RefreshVerdict verdict = RefreshVerdict.of(cause, state.rules.ends());
    if (verdict == RefreshVerdict.UNKNOWN_CLIENT && !state.credentialsRead) {
      state.credentialsRead = true;
      state.failure = Failure.wrong(cause);
      state.next(Step.READING_CREDENTIALS, new SessionAction.ReadCredentials());
    } else if (state.rules.refreshes()) {
      failed(verdict, cause, state.knownGrant());
    } else {
      jobs.conclude(Failure.ofCredentials(verdict, cause));
    }
  }

  private void failed(RefreshVerdict verdict, RuntimeException cause, StoredGrant grant) {
    switch (verdict) {
      case DEAD -> {
        state.failure = Failure.refused(cause);
        state.next(Step.CONFIRMING, new SessionAction.Read());
      }
      case REFUSED -> {
        state.refreshTokens = state.refreshTokens.withRefused(grant);
        settle(Failure.refused(cause), grant.withMarker(Optional.empty()));
      }
      case UNKNOWN_CLIENT, MISCONFIGURED -> settle(Failure.wrong(cause), unused(grant));
      case BAD_REQUEST ->
          settle(Failure.misconfiguredKey(Failure.wrong(cause).message(), cause), unused(grant));
      case UNUSED -> settle(Failure.passing(cause), unused(grant));
      case SERVER_FAILED ->
          settle(
              Failure.passing(cause),
              grant.withMarker(over(grant, RefreshMarker.Stage.SERVER_FAILED)));
      case LOST -> lost(cause, grant);
    }
  }

  private void lost(RuntimeException cause, StoredGrant grant) {
    RefreshMarker marker = grant.marker().orElseThrow();
    renewal.tellLost(marker);
    TokenKey key = state.renewing();
    boolean isServed = !state.waiting.containsKey(key) && callers.usable(grant, key) != null;
    if (marker.stage() == RefreshMarker.Stage.PROBED) {
      Failure ambiguous =
          cause instanceof MalformedAnswerException || cause instanceof UnexpectedAnswerException
              ? Failure.nonCompliant(
                  "The server's answers to a refresh are not those of OAuth: " + cause.getMessage(),
                  cause)
              : Failure.ambiguous(cause);
      settle(ambiguous, grant.withMarker(over(grant, RefreshMarker.Stage.PROBED)));
    } else if (isServed) {
      settle(null, grant.withMarker(over(grant, marker.stage())));
    } else if (state.rules.probes()) {
      renewal.mark(grant, RefreshMarker.Stage.PROBED);
    } else {
      settle(Failure.lostForGood(cause), grant.withMarker(over(grant, marker.stage())));
    }
  }

  /** The request had no effect; the doubt about one before it stands. */
  private StoredGrant unused(StoredGrant grant) {
    boolean isDoubtful =
        grant.marker().filter(m -> m.stage() == RefreshMarker.Stage.PROBED).isPresent();
    return grant.withMarker(isDoubtful ? over(grant, RefreshMarker.Stage.SENT) : Optional.empty());
  }

  /** The marker of a call that is over: nobody need wait for its deadline. */
  private Optional<RefreshMarker> over(StoredGrant grant, RefreshMarker.Stage stage) {
    return grant
        .marker()
        .map(m -> new RefreshMarker(m.refreshTokenHash(), m.version(), m.time(), state.now, stage));
  }

  private void settle(@Nullable Failure failure, StoredGrant grant) {
    state.failure = failure;
    state.write(Step.SETTLING, state.knownGrant().version(), grant);
  }

  void credentialsRead(boolean changed) {
    Failure misconfigured = state.failure;
    if (changed) {
      if (state.rules.refreshes()) {
        StoredGrant grant = state.knownGrant();
        renewal.mark(grant, grant.marker().orElseThrow().stage());
      } else {
        renewal.ask();
      }
    } else if (state.rules.refreshes()) {
      settle(misconfigured, unused(state.knownGrant()));
    } else {
      jobs.conclude(misconfigured);
    }
  }

  /** Whether the store has no newer refresh token than the one that is dead. */
  boolean isConfirmedBy(StoredGrant grant) {
    return grant.sharesRefreshToken(state.knownGrant());
  }

  void deleteRefreshToken(StoredGrant grant) {
    state.write(Step.SETTLING, grant.version(), grant.withoutRefreshToken());
  }

  void settled() {
    state.known = state.wrote();
    jobs.conclude(state.failure);
  }

  void overtaken() {
    state.writing = null;
    if (isFinal()) {
      // Somebody has written in between: perhaps there is a newer token.
      jobs.again();
    } else {
      jobs.conclude(state.failure);
    }
  }

  /** The store failed: it is remembered here what could not be written there. */
  void notSettled() {
    StoredGrant known = state.known;
    StoredGrant writing = state.writing;
    if (known != null && isFinal()) {
      state.refreshTokens = state.refreshTokens.withRefused(known);
    } else if (known != null && writing != null && writing.marker().isEmpty()) {
      state.refreshTokens = state.refreshTokens.withHarmless(known.marker());
    }
    state.writing = null;
    jobs.conclude(state.failure);
  }

  private boolean isFinal() {
    return state.failure != null && state.failure.isFinal();
  }
}
