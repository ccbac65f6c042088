package io.grantwright.runtime.session;

import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.session.FailureMemory.Rest;
import io.grantwright.runtime.session.SessionAction.Notice;
import io.grantwright.runtime.session.SessionState.Job;
import io.grantwright.runtime.session.SessionState.Step;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Begins jobs, one after the other, and ends them: done, begun again, or with a failure. */
final class Jobs {
  private static final int MOST_TRIES = 5;

  private final Transition state;
  private final Callers callers;

  Jobs(Transition state, Callers callers) {
    this.state = state;
    this.callers = callers;
  }

  void enqueue(Job added) {
    boolean isThere = added.equals(state.job) || state.queue.contains(added);
    if (!isThere) {
      state.queue.add(added);
    }
    if (state.step == Step.WAITING_TO_SAVE) {
      saveAgain(); // Callers come here when the wait is over, whether its timer runs out or not.
    } else {
      begin();
    }
  }

  private void begin() {
    while (state.step == Step.IDLE && !state.queue.isEmpty()) {
      Job first = state.queue.remove(0);
      state.job = first;
      state.tries = 0;
      state.credentialsRead = false;
      if (!(first instanceof Job.Renew renew)) {
        state.next(Step.LOCKING, new SessionAction.Lock());
        return;
      }
      TokenKey key = renew.key();
      Rest active = state.failures.active(key, state.now);
      if (!callers.isRefusedBySome(state.known, key) && callers.serve(state.known, key)) {
        state.job = null;
      } else if (active != null) {
        callers.fail(key, active);
        state.job = null;
      } else {
        state.next(Step.PEEKING, new SessionAction.Read());
      }
    }
  }

  void finish() {
    state.act(new SessionAction.Unlock());
    Job done = state.job;
    state.step = Step.IDLE;
    state.job = null;
    state.failure = null;
    if (done instanceof Job.Renew renew && state.waiting.containsKey(renew.key())) {
      state.queue.add(renew);
    } else if (done instanceof Job.Leave) {
      callers.publishAgain();
    }
    begin();
  }

  /** Somebody else has written: what they wrote has to be judged first, but not for ever. */
  void again() {
    if (mayTryAgain()) {
      state.next(Step.READING, new SessionAction.Read());
    } else {
      giveUp(changing());
    }
  }

  boolean mayTryAgain() {
    return ++state.tries < MOST_TRIES;
  }

  static Failure changing() {
    return Failure.transientOf("The grant changes in the store again and again.", null);
  }

  void giveUp(Failure failure) {
    state.writing = null;
    Job current = state.job;
    if (current instanceof Job.Renew) {
      conclude(failure);
    } else if (current != null) {
      notDone(current, failure.toException(Optional.empty()));
      finish();
    }
  }

  void notDone(@Nullable Job job, RuntimeException cause) {
    if (job instanceof Job.Enter enter) {
      state.act(new SessionAction.NotDone(enter.ticket(), cause));
    } else if (job instanceof Job.Leave leave) {
      state.act(new SessionAction.NotDone(leave.ticket(), cause));
    }
  }

  /** Ends a renewal; with no failure, if the old token serves on. */
  void conclude(@Nullable Failure failure) {
    long asked = 0;
    if (failure != null && failure.cause() instanceof CallException e) {
      asked = e.retryAfter().map(Duration::toMillis).orElse(0L);
    }
    conclude(failure, asked);
  }

  void conclude(@Nullable Failure failure, long atLeast) {
    if (failure != null) {
      TokenKey key = state.renewing();
      Rest rest = state.failures.after(key, failure, state.now, atLeast);
      state.failures = state.failures.with(key, rest);
      if (failure.isFinal() && !state.needed && state.known != null) {
        state.needed = true;
        state.tell(new Notice.ReauthorizationNeeded(failure));
      }
      callers.fail(key, rest);
    }
    finish();
  }

  /**
   * What the server has answered is the only valid state there is: it is kept until it is stored.
   */
  void waitToSave(Failure broken) {
    state.step = Step.WAITING_TO_SAVE;
    TokenKey key = state.renewing();
    Rest rest = state.failures.after(key, broken, state.now, 0);
    state.failures = state.failures.with(key, rest);
    callers.failAll(rest);
    boolean wasLeaving = state.isLeaving();
    for (Job other : state.queue) {
      notDone(other, broken.toException(Optional.empty()));
    }
    state.queue.clear();
    if (wasLeaving) {
      callers.publishAgain();
    }
    state.act(new SessionAction.SaveLater(rest.until() - state.now, rest.count()));
  }

  void saveAgain() {
    if (state.step == Step.WAITING_TO_SAVE) {
      StoredGrant known = state.known;
      state.write(Step.SAVING, known == null ? 0 : known.version(), state.beingWritten());
    }
  }
}
