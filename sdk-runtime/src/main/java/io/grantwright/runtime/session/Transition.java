package io.grantwright.runtime.session;

import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.SessionAction.Notice;
import io.grantwright.runtime.session.SessionAction.Work;
import io.grantwright.runtime.session.SessionState.Job;
import io.grantwright.runtime.session.SessionState.Step;
import io.grantwright.runtime.session.SessionState.Waiter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The next state of a session in the making, and what is to be done. All who have a say in it share
 * it; {@link SessionState} says what its parts mean.
 */
final class Transition {
  final Coordinator.Rules rules;
  final long now;

  Step step;
  @Nullable Job job;
  final List<Job> queue;
  final Map<TokenKey, List<Waiter>> waiting;
  @Nullable StoredGrant known;
  @Nullable StoredGrant writing;
  final Map<TokenKey, Secret> dead;
  FailureMemory failures;
  RefreshTokenMemory refreshTokens;
  boolean needed;
  @Nullable Failure failure;
  long since;
  int tries;
  boolean credentialsRead;

  private final List<SessionAction> actions = new ArrayList<>();
  private @Nullable Work work;

  Transition(SessionState state, long now, Coordinator.Rules rules) {
    this.rules = rules;
    this.now = now;
    step = state.step();
    job = state.job().orElse(null);
    queue = new ArrayList<>(state.queue());
    waiting = new LinkedHashMap<>(state.waiting());
    known = state.known().orElse(null);
    writing = state.writing().orElse(null);
    dead = new HashMap<>(state.dead());
    failures = state.failures();
    refreshTokens = state.refreshTokens();
    needed = state.needed();
    failure = state.failure().orElse(null);
    since = state.since();
    tries = state.tries();
    credentialsRead = state.credentialsRead();
  }

  /** What has been made. */
  Coordinator.Next made() {
    return new Coordinator.Next(
        new SessionState(
            step,
            Optional.ofNullable(job),
            List.copyOf(queue),
            Map.copyOf(waiting),
            Optional.ofNullable(known),
            Optional.ofNullable(writing),
            Map.copyOf(dead),
            failures,
            refreshTokens,
            needed,
            Optional.ofNullable(failure),
            since,
            tries,
            credentialsRead),
        List.copyOf(actions),
        Optional.ofNullable(work));
  }

  /** Something is to be done at once, after what was to be done before. */
  void act(SessionAction action) {
    actions.add(action);
  }

  void tell(Notice notice) {
    actions.add(new SessionAction.Tell(notice));
  }

  /** Something is to be done that takes time; its event comes in this step. */
  void next(Step step, Work work) {
    this.step = step;
    this.work = work;
  }

  void write(Step step, long expected, StoredGrant grant) {
    writing = grant;
    next(step, new SessionAction.Write(expected, grant));
  }

  /** What was being written is in the store. */
  StoredGrant wrote() {
    StoredGrant grant = beingWritten();
    writing = null;
    return grant;
  }

  /** From here on nobody is to find a token. */
  boolean isLeaving() {
    return job instanceof Job.Leave || queue.stream().anyMatch(Job.Leave.class::isInstance);
  }

  TokenKey renewing() {
    if (job instanceof Job.Renew renew) {
      return renew.key();
    }
    throw unexpected("a step of a renewal");
  }

  StoredGrant knownGrant() {
    if (known == null) {
      throw unexpected("a step with a grant");
    }
    return known;
  }

  StoredGrant beingWritten() {
    if (writing == null) {
      throw unexpected("a step that writes");
    }
    return writing;
  }

  IllegalStateException unexpected(String what) {
    return new IllegalStateException(what + " in " + step);
  }
}
