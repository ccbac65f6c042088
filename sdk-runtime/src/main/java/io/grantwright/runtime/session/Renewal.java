package io.grantwright.runtime.session;

import io.grantwright.runtime.session.FailureMemory.Rest;
import io.grantwright.runtime.session.SessionAction.Notice;
import io.grantwright.runtime.session.SessionState.Step;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The way to a new access token: look, lock, look again, mark, ask, save, serve. Where it fails
 * {@link FailedRequest} takes over.
 */
final class Renewal {
  private final Transition state;
  private final Callers callers;
  private final Jobs jobs;

  Renewal(Transition state, Callers callers, Jobs jobs) {
    this.state = state;
    this.callers = callers;
    this.jobs = jobs;
  }

  /** Read without the lock. */
  void peeked(@Nullable StoredGrant grant) {
    if (state.refreshTokens.isOutdated(grant, state.known)) {
      state.next(Step.LOCKING, new SessionAction.Lock());
      return;
    }
    callers.adopt(grant);
    if (callers.serve(grant, state.renewing())) {
      jobs.finish();
    } else if (state.rules.refreshes() && (grant == null || grant.refreshToken().isEmpty())) {
      jobs.conclude(Failure.noRefreshToken(grant));
    } else {
      state.next(Step.LOCKING, new SessionAction.Lock());
    }
  }

  /** Read under the lock. */
  void read(@Nullable StoredGrant grant) {
    TokenKey key = state.renewing();
    if (callers.serve(grant, key)) {
      jobs.finish();
      return;
    }
    callers.withdrawRefused(grant, key);
    if (!state.rules.refreshes()) {
      ask();
      return;
    }
    if (grant == null || grant.refreshToken().isEmpty()) {
      jobs.conclude(Failure.noRefreshToken(grant));
      return;
    }
    if (state.refreshTokens.isRefused(grant)) {
      jobs.conclude(
          Failure.reauthorization(
              "The server does not take the refresh token any more. Ask the user to log in"
                  + " again.",
              state.failures.ofAll().map(Rest::failure).map(Failure::cause).orElse(null)));
      return;
    }
    RefreshMarker marker = state.refreshTokens.doubt(grant);
    if (marker == null) {
      mark(grant, RefreshMarker.Stage.SENT);
    } else if (isUnderWay(marker)) {
      jobs.conclude(
          Failure.transientOf(
              "Another process has begun to refresh the token and has not come back yet.", null),
          Math.min(marker.deadline() - state.now, state.failures.backOff()));
    } else {
      doubt(grant, marker, key);
    }
  }

  /** A marker from the future is one of a clock that was set back: its time cannot be told. */
  private boolean isUnderWay(RefreshMarker marker) {
    return marker.time() <= state.now && state.now < marker.deadline();
  }

  /** The refresh token may be used up, and the answer to it is lost. */
  private void doubt(StoredGrant grant, RefreshMarker marker, TokenKey key) {
    tellLost(marker);
    if (marker.stage() == RefreshMarker.Stage.PROBED) {
      jobs.conclude(Failure.ambiguous(null));
    } else if (callers.usable(grant, key) != null) {
      jobs.finish();
    } else if (state.rules.probes()) {
      mark(grant, RefreshMarker.Stage.PROBED);
    } else {
      jobs.conclude(Failure.lostForGood(null));
    }
  }

  void tellLost(RefreshMarker marker) {
    if (state.refreshTokens.lost() != marker.version()) {
      state.refreshTokens = state.refreshTokens.withLost(marker);
      state.tell(new Notice.AnswerLost());
    }
  }

  void mark(StoredGrant grant, RefreshMarker.Stage stage) {
    RefreshMarker marker =
        new RefreshMarker(
            RefreshMarker.hash(grant.refreshToken().orElseThrow()),
            grant.version(),
            state.now,
            state.now + Math.min(state.rules.callMillis(), Long.MAX_VALUE - state.now),
            stage);
    state.write(Step.MARKING, grant.version(), grant.withMarker(Optional.of(marker)));
  }

  void marked() {
    StoredGrant grant = state.wrote();
    state.known = grant;
    state.since = state.now;
    state.next(
        Step.SENDING, new SessionAction.Send(state.renewing(), grant.refreshToken().orElseThrow()));
  }

  /** A probe's marker may be there or not: the doubt before it stands in any case. */
  void notMarked(Failure broken) {
    state.refreshTokens =
        state.refreshTokens.withHarmless(
            state
                .beingWritten()
                .marker()
                .filter(marker -> marker.stage() == RefreshMarker.Stage.SENT));
    jobs.giveUp(broken);
  }

  /** Asks with the client's own credentials: that uses nothing up. */
  void ask() {
    state.since = state.now;
    state.next(Step.SENDING, new SessionAction.Ask(state.renewing()));
  }

  void answered(SessionEvent.Answered event) {
    StoredGrant known = state.known;
    StoredGrant grant = known != null ? known : StoredGrant.empty(event.newVersion() - 1);
    TokenKey key = state.renewing();
    StoredToken token = StoredToken.of(key, event.answer(), state.since, grant.accessToken(key));
    StoredGrant next = grant.withAnswer(token, event.answer().refreshToken());
    if (grant.refreshToken().isPresent() && !next.sharesRefreshToken(grant)) {
      state.refreshTokens = state.refreshTokens.withSpent(grant.refreshToken().get());
    }
    state.write(Step.SAVING, known == null ? 0 : grant.version(), next);
  }

  void saved() {
    StoredGrant grant = state.wrote();
    TokenKey key = state.renewing();
    state.refreshTokens = state.refreshTokens.afterSaving();
    state.needed = false;
    state.failures = state.failures.without(key);
    state.dead.remove(key); // If it is the same token again, the server has issued it anew.
    callers.adopt(grant);
    state.tell(new Notice.Refreshed(key));
    Notice.Narrowed.of(key, key.scope().or(grant::scope), grant).ifPresent(state::tell);
    StoredToken token = grant.accessToken(key).orElseThrow();
    if (token.isBearer()) {
      callers.serveIssued(token);
      jobs.finish();
    } else {
      jobs.conclude(
          Failure.nonCompliant(
              "The server's tokens are not of the type Bearer; no other is supported here.", null));
    }
  }

  /** Read after a conflict, while the answer waits to be written. */
  void reconcile(@Nullable StoredGrant grant) {
    StoredGrant ours = state.beingWritten();
    StoredGrant known = state.known;
    if (grant == null) {
      state.writing = null;
      callers.adopt(null);
      jobs.conclude(Failure.noRefreshToken(null));
    } else if (grant.version() == ours.version() && grant.sharesRefreshToken(ours)) {
      saved();
    } else if (state.refreshTokens.isSpent(grant)
        || grant.sharesRefreshToken(ours)
        || (known != null && grant.sharesRefreshToken(known))) {
      callers.adopt(grant);
      if (jobs.mayTryAgain()) {
        state.write(Step.SAVING, grant.version(), ours.over(grant));
      } else {
        jobs.waitToSave(Jobs.changing());
      }
    } else {
      // A newer grant: somebody has logged in.
      state.writing = null;
      callers.adopt(grant);
      read(grant);
    }
  }
}
