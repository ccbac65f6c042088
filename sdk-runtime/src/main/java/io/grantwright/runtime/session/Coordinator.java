package io.grantwright.runtime.session;

import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.session.FailureMemory.Rest;
import io.grantwright.runtime.session.SessionAction.Work;
import io.grantwright.runtime.session.SessionState.Job;
import io.grantwright.runtime.session.SessionState.Step;
import io.grantwright.runtime.session.SessionState.Waiter;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a session does: a pure function of its state and of what happens. One job at a time
 * is under way for a grant, whatever its keys; each step of it is one action that reports one
 * event. What an event means in which step is here; what is done about it, each job says itself.
 */
final class Coordinator {
  /**
   * What does not change while a session lives.
   *
   * @param refreshes whether tokens come from a refresh token, or else from the client's own
   *     credentials
   * @param probes whether a refresh token whose answer was lost is sent once more
   * @param callMillis the longest time of a call
   * @param ends what else the server says when a refresh token is dead
   * @param longestSkew how long before its end a token may be refreshed, in milliseconds
   */
  record Rules(
      boolean refreshes,
      boolean probes,
      long callMillis,
      Predicate<? super CallException> ends,
      long longestSkew) {}

  /**
   * What follows.
   *
   * @param actions what is to be done at once, in this order
   * @param work what is to be done then
   */
  record Next(SessionState state, List<SessionAction> actions, Optional<Work> work) {}

  private final Transition state;
  private final Callers callers;
  private final Jobs jobs;
  private final Renewal renewal;
  private final FailedRequest failedRequest;
  private final LoginAndLogout loginAndLogout;

  private Coordinator(Transition state) {
    this.state = state;
    this.callers = new Callers(state);
    this.jobs = new Jobs(state, callers);
    this.renewal = new Renewal(state, callers, jobs);
    this.failedRequest = new FailedRequest(state, callers, jobs, renewal);
    this.loginAndLogout = new LoginAndLogout(state, callers, jobs);
  }

  /**
   * Takes an event.
   *
   * @param state the state before it
   * @param event what happened
   * @param now the wall clock's time, in milliseconds since 1970
   * @param rules what does not change
   * @return the state after it, and what is to be done
   */
  static Next after(SessionState state, SessionEvent event, long now, Rules rules) {
    Transition transition = new Transition(state, now, rules);
    new Coordinator(transition).take(event);
    return transition.made();
  }

  private void take(SessionEvent event) {
    if (event instanceof SessionEvent.Wanted e) {
      wanted(e.key(), new Waiter(e.ticket(), Optional.empty(), false));
    } else if (event instanceof SessionEvent.Refused e) {
      wanted(e.key(), new Waiter(e.ticket(), Optional.of(e.token()), false));
    } else if (event instanceof SessionEvent.Replaced e) {
      wanted(e.key(), new Waiter(e.ticket(), Optional.of(e.token()), true));
    } else if (event instanceof SessionEvent.LoggedIn e) {
      jobs.enqueue(new Job.Enter(e.login(), e.ticket()));
    } else if (event instanceof SessionEvent.LogoutWanted e) {
      callers.withdrawAll();
      jobs.enqueue(new Job.Leave(e.ticket(), List.of()));
    } else if (event instanceof SessionEvent.Outlived e) {
      callers.outlive(e.key());
    } else if (event instanceof SessionEvent.SaveDue e) {
      saveDue(e.tries());
    } else if (event instanceof SessionEvent.Locked) {
      state.next(Step.READING, new SessionAction.Read());
    } else if (event instanceof SessionEvent.LockBusy) {
      jobs.giveUp(
          Failure.transientOf(
              "Another process holds the lock of the grant for longer than this one waits.", null));
    } else if (event instanceof SessionEvent.Found e) {
      found(e.grant().orElse(null));
    } else if (event instanceof SessionEvent.Written) {
      written();
    } else if (event instanceof SessionEvent.Conflict) {
      conflict();
    } else if (event instanceof SessionEvent.StoreBroke e) {
      storeBroke(e.cause());
    } else if (event instanceof SessionEvent.Answered e) {
      renewal.answered(e);
    } else if (event instanceof SessionEvent.Failed e) {
      failedRequest.failed(e.cause());
    } else if (event instanceof SessionEvent.CredentialsRead e) {
      failedRequest.credentialsRead(e.changed());
    } else if (event instanceof SessionEvent.Revoked e) {
      loginAndLogout.revoked(e.failures());
    }
  }

  // Callers

  private void wanted(TokenKey key, Waiter waiter) {
    StoredToken token = state.isLeaving() ? null : callers.usable(state.known, key);
    if (token != null && !waiter.refuses(token)) {
      state.act(new SessionAction.Serve(List.of(waiter.ticket()), token));
      if (token.staleAt(state.rules.longestSkew()) <= state.now && mayRefresh(key)) {
        jobs.enqueue(new Job.Renew(key));
      }
      return;
    }
    callers.join(key, waiter);
    Rest active = state.failures.active(key, state.now);
    if (active != null && !state.isLeaving()) {
      callers.fail(key, active);
    } else {
      jobs.enqueue(new Job.Renew(key));
    }
  }

  /** Whether a token that still serves may be refreshed in the background. */
  private boolean mayRefresh(TokenKey key) {
    if (state.failures.active(key, state.now) != null) {
      return false;
    }
    if (!state.rules.refreshes()) {
      return true;
    }
    StoredGrant known = state.known;
    return known != null
        && known.refreshToken().isPresent()
        && !state.refreshTokens.isRefused(known)
        && state.refreshTokens.doubt(known) == null;
  }

  private void saveDue(int tries) {
    if (state.failures.ofAll().filter(rest -> rest.count() == tries).isPresent()) {
      jobs.saveAgain();
    }
  }

  // The store

  private void found(@Nullable StoredGrant grant) {
    switch (state.step) {
      case PEEKING -> renewal.peeked(grant);
      case READING -> read(grant);
      case RECONCILING -> renewal.reconcile(grant);
      case CONFIRMING -> confirm(grant);
      default -> throw state.unexpected("Found");
    }
  }

  private void read(@Nullable StoredGrant grant) {
    StoredGrant newest = state.known;
    if (grant != null && newest != null && state.refreshTokens.isOutdated(grant, newest)) {
      // The store has lost a rotation: what was used up must not be sent.
      state.write(Step.RESTORING, grant.version(), newest.over(grant));
      return;
    }
    callers.adopt(grant);
    if (state.job instanceof Job.Enter enter) {
      loginAndLogout.enter(enter, grant);
    } else if (state.job instanceof Job.Leave) {
      loginAndLogout.leave(grant);
    } else {
      renewal.read(grant);
    }
  }

  /** A newer refresh token is worth another try; the dead one is deleted. */
  private void confirm(@Nullable StoredGrant grant) {
    if (grant != null && failedRequest.isConfirmedBy(grant)) {
      failedRequest.deleteRefreshToken(grant);
      return;
    }
    if (jobs.mayTryAgain()) {
      read(grant);
    } else {
      jobs.giveUp(Jobs.changing());
    }
  }

  private void written() {
    switch (state.step) {
      case MARKING -> renewal.marked();
      case RESTORING -> read(state.wrote());
      case SAVING -> {
        if (state.job instanceof Job.Enter enter) {
          loginAndLogout.entered(enter);
        } else {
          renewal.saved();
        }
      }
      case SETTLING -> failedRequest.settled();
      case DELETING -> loginAndLogout.deleted();
      default -> throw state.unexpected("Written");
    }
  }

  private void conflict() {
    switch (state.step) {
      case MARKING, RESTORING -> {
        state.writing = null;
        jobs.again();
      }
      case SAVING -> {
        if (state.job instanceof Job.Enter) {
          state.writing = null;
          jobs.again();
        } else {
          state.next(Step.RECONCILING, new SessionAction.Read());
        }
      }
      case SETTLING -> failedRequest.overtaken();
      case DELETING -> jobs.again();
      default -> throw state.unexpected("Conflict");
    }
  }

  private void storeBroke(RuntimeException cause) {
    Failure broken =
        Failure.transientOf("The store of the tokens failed: " + cause.getMessage(), cause);
    switch (state.step) {
      case MARKING -> renewal.notMarked(broken);
      case SAVING, RECONCILING -> {
        if (state.job instanceof Job.Enter) {
          jobs.giveUp(broken);
        } else {
          jobs.waitToSave(broken);
        }
      }
      case CONFIRMING, SETTLING -> failedRequest.notSettled();
      default -> jobs.giveUp(broken);
    }
  }
}
