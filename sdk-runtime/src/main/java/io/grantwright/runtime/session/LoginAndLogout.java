package io.grantwright.runtime.session;

import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.session.SessionAction.Notice;
import io.grantwright.runtime.session.SessionState.Job;
import io.grantwright.runtime.session.SessionState.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What begins and ends a grant, under its lock. */
final class LoginAndLogout {
  private final Transition state;
  private final Callers callers;
  private final Jobs jobs;

  LoginAndLogout(Transition state, Callers callers, Jobs jobs) {
    this.state = state;
    this.callers = callers;
    this.jobs = jobs;
  }

  void enter(Job.Enter enter, @Nullable StoredGrant grant) {
    SessionEvent.Login login = enter.login();
    Optional<String> subject = grant == null ? Optional.empty() : grant.subject();
    if (subject.isPresent() && !subject.equals(login.subject())) {
      jobs.notDone(
          enter,
          login.subject().isPresent()
              ? WrongAccountException.another()
              : WrongAccountException.unknown());
      jobs.finish();
      return;
    }
    StoredToken token = StoredToken.of(login.key(), login.tokens(), state.now, Optional.empty());
    StoredGrant entered =
        new StoredGrant(
            grant == null ? login.newVersion() : grant.version() + 1,
            login.tokens().refreshToken(),
            login.tokens().scope().or(login::askedScope),
            login.subject(),
            List.of(token),
            Optional.empty(),
            grant == null ? UnknownMembers.EMPTY : grant.unknown());
    state.write(Step.SAVING, grant == null ? 0 : grant.version(), entered);
  }

  /** Whatever was remembered of the grant before is over. */
  void entered(Job.Enter enter) {
    StoredGrant grant = state.wrote();
    state.refreshTokens = state.refreshTokens.afterSaving();
    state.needed = false;
    state.failures = FailureMemory.EMPTY;
    state.dead.clear();
    callers.adopt(grant);
    state.tell(new Notice.Authorized());
    Notice.Narrowed.of(enter.login().key(), enter.login().askedScope(), grant)
        .ifPresent(state::tell);
    state.act(new SessionAction.Done(enter.ticket(), List.of()));
    jobs.finish();
  }

  void leave(@Nullable StoredGrant grant) {
    if (grant == null) {
      deleted();
    } else {
      state.next(Step.REVOKING, new SessionAction.Revoke(grant));
    }
  }

  void revoked(List<RuntimeException> failures) {
    if (state.job instanceof Job.Leave leave) {
      List<RuntimeException> all = new ArrayList<>(leave.failures());
      all.addAll(failures);
      state.job = new Job.Leave(leave.ticket(), List.copyOf(all));
    }
    // Even if they cannot be deleted.
    StoredGrant grant = state.knownGrant();
    state.refreshTokens = state.refreshTokens.withRefused(grant);
    callers.bury(grant);
    state.next(Step.DELETING, new SessionAction.Delete(grant.version()));
  }

  void deleted() {
    if (state.known != null) {
      state.tell(new Notice.LoggedOut());
    }
    state.known = null;
    state.failures = FailureMemory.EMPTY;
    state.dead.clear();
    if (state.job instanceof Job.Leave leave) {
      state.act(new SessionAction.Done(leave.ticket(), leave.failures()));
    }
    jobs.finish();
  }
}
