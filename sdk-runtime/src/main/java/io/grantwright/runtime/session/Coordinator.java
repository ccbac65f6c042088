package io.grantwright.runtime.session;

import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.MalformedAnswerException;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.SessionAction.Notice;
import io.grantwright.runtime.session.SessionAction.Work;
import io.grantwright.runtime.session.SessionState.Job;
import io.grantwright.runtime.session.SessionState.Rest;
import io.grantwright.runtime.session.SessionState.Step;
import io.grantwright.runtime.session.SessionState.Waiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a session does: a pure function of its state and of what happens. One job at a time
 * is under way for a grant, whatever its keys; each step of it is one action that reports one
 * event.
 */
final class Coordinator {
  /** A refused token that is younger than this is not refreshed: the API is at fault. */
  static final long JUST_ISSUED = 60_000;

  private static final long SHORTEST_REST = 1_000;
  private static final long LONGEST_REST = 30_000;
  private static final int MOST_TRIES = 5;
  private static final int MOST_SPENT = 8;

  /** Keys may be made of what users choose: who has a new one costs the server a request anyway. */
  private static final int MOST_RESTS = 100;

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

  private final Rules rules;
  private final long now;
  private final List<SessionAction> actions = new ArrayList<>();
  private @Nullable Work work;

  private Step step;
  private @Nullable Job job;
  private final List<Job> queue;
  private final Map<TokenKey, List<Waiter>> waiting;
  private @Nullable StoredGrant known;
  private @Nullable StoredGrant writing;
  private final Map<TokenKey, Secret> dead;
  private @Nullable Rest rest;
  private final Map<TokenKey, Rest> rests;
  private final List<String> spent;
  private @Nullable RefreshMarker harmless;
  private @Nullable String refused;
  private long lost;
  private boolean needed;
  private @Nullable Failure failure;
  private long since;
  private int tries;
  private boolean credentialsRead;

  private Coordinator(SessionState state, long now, Rules rules) {
    this.rules = rules;
    this.now = now;
    step = state.step();
    job = state.job().orElse(null);
    queue = new ArrayList<>(state.queue());
    waiting = new LinkedHashMap<>(state.waiting());
    known = state.known().orElse(null);
    writing = state.writing().orElse(null);
    dead = new HashMap<>(state.dead());
    rest = state.rest().orElse(null);
    rests = new LinkedHashMap<>(state.rests());
    spent = new ArrayList<>(state.spent());
    harmless = state.harmless().orElse(null);
    refused = state.refused().orElse(null);
    lost = state.lost();
    needed = state.needed();
    failure = state.failure().orElse(null);
    since = state.since();
    tries = state.tries();
    credentialsRead = state.credentialsRead();
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
    Coordinator coordinator = new Coordinator(state, now, rules);
    coordinator.take(event);
    return new Next(
        coordinator.state(),
        List.copyOf(coordinator.actions),
        Optional.ofNullable(coordinator.work));
  }

  private SessionState state() {
    return new SessionState(
        step,
        Optional.ofNullable(job),
        List.copyOf(queue),
        Map.copyOf(waiting),
        Optional.ofNullable(known),
        Optional.ofNullable(writing),
        Map.copyOf(dead),
        Optional.ofNullable(rest),
        Collections.unmodifiableMap(rests), // In their order.
        List.copyOf(spent),
        Optional.ofNullable(harmless),
        Optional.ofNullable(refused),
        lost,
        needed,
        Optional.ofNullable(failure),
        since,
        tries,
        credentialsRead);
  }

  private void take(SessionEvent event) {
    if (event instanceof SessionEvent.Wanted e) {
      wanted(e.key(), new Waiter(e.ticket(), Optional.empty(), false));
    } else if (event instanceof SessionEvent.Refused e) {
      wanted(e.key(), new Waiter(e.ticket(), Optional.of(e.token()), false));
    } else if (event instanceof SessionEvent.Replaced e) {
      wanted(e.key(), new Waiter(e.ticket(), Optional.of(e.token()), true));
    } else if (event instanceof SessionEvent.LoggedIn e) {
      enqueue(new Job.Enter(e.login(), e.ticket()));
    } else if (event instanceof SessionEvent.LogoutWanted e) {
      withdrawAll();
      enqueue(new Job.Leave(e.ticket(), List.of()));
    } else if (event instanceof SessionEvent.Outlived e) {
      outlived(e.key());
    } else if (event instanceof SessionEvent.SaveDue e) {
      if (rest != null && rest.count() == e.tries()) {
        saveAgain();
      }
    } else if (event instanceof SessionEvent.Locked) {
      next(Step.READING, new SessionAction.Read());
    } else if (event instanceof SessionEvent.LockBusy) {
      giveUp(
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
      answered(e);
    } else if (event instanceof SessionEvent.Failed e) {
      failed(e.cause());
    } else if (event instanceof SessionEvent.CredentialsRead e) {
      credentialsRead(e.changed());
    } else if (event instanceof SessionEvent.Revoked e) {
      revoked(e.failures());
    }
  }

  // Callers

  private void wanted(TokenKey key, Waiter waiter) {
    StoredToken token = leaving() ? null : usable(known, key);
    if (token != null && !isRefusedBy(waiter, token)) {
      actions.add(new SessionAction.Serve(List.of(waiter.ticket()), token));
      if (token.staleAt(rules.longestSkew()) <= now && mayRefresh(key)) {
        enqueue(new Job.Renew(key));
      }
      return;
    }
    waiting.merge(key, List.of(waiter), Coordinator::joined);
    Rest active = activeRest(key);
    if (active != null && !leaving()) {
      fail(key, active.failure(), active.until());
      return;
    }
    enqueue(new Job.Renew(key));
  }

  /** Whether a token that still serves may be refreshed in the background. */
  private boolean mayRefresh(TokenKey key) {
    if (activeRest(key) != null) {
      return false;
    }
    if (!rules.refreshes) {
      return true;
    }
    return known != null
        && known.refreshToken().isPresent()
        && !isRefused(known)
        && marker(known) == null;
  }

  private void outlived(TokenKey key) {
    if (known != null) {
      known.accessToken(key).ifPresent(this::withdrawForGood);
    }
  }

  /** What the server does not issue anew serves nobody any more. */
  private void withdrawForGood(StoredToken token) {
    dead.put(token.key(), token.accessToken());
    actions.add(new SessionAction.Withdraw(token.key()));
  }

  // Jobs

  private void enqueue(Job added) {
    boolean isThere = added.equals(job) || queue.contains(added);
    if (!isThere) {
      queue.add(added);
    }
    if (step == Step.WAITING_TO_SAVE) {
      saveAgain(); // Callers come here when the wait is over, whether its timer runs out or not.
    } else {
      begin();
    }
  }

  private void begin() {
    while (step == Step.IDLE && !queue.isEmpty()) {
      Job first = queue.remove(0);
      job = first;
      tries = 0;
      credentialsRead = false;
      failure = null;
      if (!(first instanceof Job.Renew renew)) {
        next(Step.LOCKING, new SessionAction.Lock());
        return;
      }
      Rest active = activeRest(renew.key());
      if (!isRefusedBySome(known, renew.key()) && serve(known, renew.key())) {
        job = null;
      } else if (active != null) {
        fail(renew.key(), active.failure(), active.until());
        job = null;
      } else {
        next(Step.PEEKING, new SessionAction.Read());
      }
    }
  }

  private void next(Step step, Work work) {
    this.step = step;
    this.work = work;
  }

  private void finish() {
    actions.add(new SessionAction.Unlock());
    Job done = job;
    step = Step.IDLE;
    job = null;
    failure = null;
    if (done instanceof Job.Renew renew && waiting.containsKey(renew.key())) {
      queue.add(renew);
    } else if (done instanceof Job.Leave) {
      publishWhatIsNotIn(null); // A logout that was not done has withdrawn them.
    }
    begin();
  }

  private void again() {
    if (++tries < MOST_TRIES) {
      next(Step.READING, new SessionAction.Read());
    } else {
      giveUp(Failure.transientOf("The grant changes in the store again and again.", null));
    }
  }

  // The store

  private void found(@Nullable StoredGrant grant) {
    switch (step) {
      case PEEKING -> peeked(grant);
      case READING -> read(grant);
      case RECONCILING -> reconcile(grant);
      case CONFIRMING -> confirm(grant);
      default -> throw unexpected("Found");
    }
  }

  private void peeked(@Nullable StoredGrant grant) {
    TokenKey key = renewing();
    if (isOutdated(grant)) {
      next(Step.LOCKING, new SessionAction.Lock());
      return;
    }
    adopt(grant);
    if (serve(grant, key)) {
      finish();
    } else if (rules.refreshes && (grant == null || grant.refreshToken().isEmpty())) {
      conclude(Failure.noRefreshToken(grant));
    } else {
      next(Step.LOCKING, new SessionAction.Lock());
    }
  }

  private void read(@Nullable StoredGrant grant) {
    StoredGrant newest = known;
    if (grant != null && newest != null && isOutdated(grant)) {
      // The store has lost a rotation: what was used up must not be sent.
      write(Step.RESTORING, grant.version(), newest.over(grant));
      return;
    }
    adopt(grant);
    if (job instanceof Job.Enter enter) {
      enter(enter.login(), grant);
    } else if (job instanceof Job.Leave) {
      leave(grant);
    } else {
      renew(grant);
    }
  }

  private void renew(@Nullable StoredGrant grant) {
    TokenKey key = renewing();
    if (serve(grant, key)) {
      finish();
      return;
    }
    withdrawRefused(grant, key);
    if (!rules.refreshes) {
      since = now;
      next(Step.SENDING, new SessionAction.Ask(key));
      return;
    }
    if (grant == null || grant.refreshToken().isEmpty()) {
      conclude(Failure.noRefreshToken(grant));
      return;
    }
    if (isRefused(grant)) {
      conclude(
          Failure.reauthorization(
              "The server does not take the refresh token any more. Ask the user to log in"
                  + " again.",
              rest == null ? null : rest.failure().cause()));
      return;
    }
    RefreshMarker marker = marker(grant);
    if (marker == null) {
      mark(grant, RefreshMarker.Stage.SENT);
    } else if (isUnderWay(marker)) {
      conclude(
          Failure.transientOf(
              "Another process has begun to refresh the token and has not come back yet.", null),
          Math.min(marker.deadline() - now, backOff(rest)));
    } else {
      doubt(grant, marker, key);
    }
  }

  /** The refresh token may be used up, and the answer to it is lost. */
  private void doubt(StoredGrant grant, RefreshMarker marker, TokenKey key) {
    tellLost(marker);
    if (marker.stage() == RefreshMarker.Stage.PROBED) {
      conclude(Failure.ambiguous(null));
    } else if (usable(grant, key) != null) {
      finish();
    } else if (rules.probes) {
      mark(grant, RefreshMarker.Stage.PROBED);
    } else {
      conclude(Failure.lostForGood(null));
    }
  }

  private void mark(StoredGrant grant, RefreshMarker.Stage stage) {
    RefreshMarker marker =
        new RefreshMarker(
            RefreshMarker.hash(grant.refreshToken().orElseThrow()),
            grant.version(),
            now,
            now + Math.min(rules.callMillis, Long.MAX_VALUE - now),
            stage);
    write(Step.MARKING, grant.version(), grant.withMarker(Optional.of(marker)));
  }

  private void write(Step step, long expected, StoredGrant grant) {
    writing = grant;
    next(step, new SessionAction.Write(expected, grant));
  }

  private void save(long expected, StoredGrant grant) {
    write(Step.SAVING, expected, grant);
  }

  private void saveAgain() {
    if (step == Step.WAITING_TO_SAVE) {
      save(known == null ? 0 : known.version(), beingWritten());
    }
  }

  private void written() {
    switch (step) {
      case MARKING -> {
        known = beingWritten();
        writing = null;
        send();
      }
      case RESTORING -> {
        StoredGrant restored = beingWritten();
        writing = null;
        read(restored);
      }
      case SAVING -> saved();
      case SETTLING -> {
        known = beingWritten();
        writing = null;
        conclude(failure);
      }
      case DELETING -> deleted();
      default -> throw unexpected("Written");
    }
  }

  private void conflict() {
    switch (step) {
      case MARKING, RESTORING -> {
        writing = null;
        again();
      }
      case SAVING -> {
        if (job instanceof Job.Enter) {
          writing = null;
          again();
        } else {
          next(Step.RECONCILING, new SessionAction.Read());
        }
      }
      case SETTLING -> {
        writing = null;
        if (failure != null && failure.isFinal()) {
          // Somebody has written in between: perhaps there is a newer token.
          again();
        } else {
          conclude(failure);
        }
      }
      case DELETING -> again();
      default -> throw unexpected("Conflict");
    }
  }

  private void storeBroke(RuntimeException cause) {
    Failure broken =
        Failure.transientOf("The store of the tokens failed: " + cause.getMessage(), cause);
    switch (step) {
      case MARKING -> {
        // A probe's marker may be there or not: the doubt before it stands in any case.
        harmless =
            beingWritten()
                .marker()
                .filter(marker -> marker.stage() == RefreshMarker.Stage.SENT)
                .orElse(null);
        giveUp(broken);
      }
      case SAVING, RECONCILING -> {
        if (job instanceof Job.Enter) {
          giveUp(broken);
        } else {
          waitToSave(broken);
        }
      }
      case CONFIRMING, SETTLING -> {
        if (known != null && failure != null && failure.isFinal()) {
          refuse(known);
        } else if (known != null && writing != null && writing.marker().isEmpty()) {
          harmless = known.marker().orElse(null);
        }
        writing = null;
        conclude(failure);
      }
      default -> giveUp(broken);
    }
  }

  /**
   * What the server has answered is the only valid state there is: it is kept until it is stored.
   */
  private void waitToSave(Failure broken) {
    step = Step.WAITING_TO_SAVE;
    Rest until = restAfter(rest, broken, 0);
    rest = until;
    for (TokenKey key : List.copyOf(waiting.keySet())) {
      fail(key, broken, until.until());
    }
    for (Job other : queue) {
      notDone(other, broken.toException(Optional.empty()));
    }
    boolean wasLeaving = leaving();
    queue.clear();
    if (wasLeaving) {
      publishWhatIsNotIn(null);
    }
    actions.add(new SessionAction.SaveLater(until.until() - now, until.count()));
  }

  private void reconcile(@Nullable StoredGrant grant) {
    StoredGrant ours = beingWritten();
    if (grant == null) {
      writing = null;
      adopt(null);
      conclude(Failure.noRefreshToken(null));
    } else if (grant.version() == ours.version() && grant.sharesRefreshToken(ours)) {
      saved();
    } else if (isSpent(grant)
        || grant.sharesRefreshToken(ours)
        || (known != null && grant.sharesRefreshToken(known))) {
      adopt(grant);
      if (++tries < MOST_TRIES) {
        save(grant.version(), ours.over(grant));
      } else {
        waitToSave(Failure.transientOf("The grant changes in the store again and again.", null));
      }
    } else {
      // A newer grant: somebody has logged in.
      writing = null;
      adopt(grant);
      renew(grant);
    }
  }

  private void saved() {
    StoredGrant grant = beingWritten();
    writing = null;
    harmless = null;
    refused = null;
    needed = false;
    rest = null;
    if (job instanceof Job.Enter enter) {
      rests.clear();
      dead.clear();
      adopt(grant);
      actions.add(new SessionAction.Tell(new Notice.Authorized()));
      tellNarrowed(enter.login().key(), enter.login().askedScope(), grant);
      actions.add(new SessionAction.Done(enter.ticket(), List.of()));
      finish();
      return;
    }
    TokenKey key = renewing();
    dead.remove(key); // If it is the same token again, the server has issued it anew.
    adopt(grant);
    rests.remove(key);
    actions.add(new SessionAction.Tell(new Notice.Refreshed(key)));
    tellNarrowed(key, key.scope().or(grant::scope), grant);
    StoredToken token = grant.accessToken(key).orElseThrow();
    if (!isBearer(token)) {
      conclude(
          Failure.nonCompliant(
              "The server's tokens are not of the type Bearer; no other is supported here.", null));
      return;
    }
    serveIssued(token);
    finish();
  }

  /** Another refresh would bring those whose API refused this token no other one. */
  private void serveIssued(StoredToken token) {
    List<Waiter> waiters = waiting.remove(token.key());
    if (waiters == null) {
      return;
    }
    List<Waiter> served = new ArrayList<>();
    List<Waiter> refusing = new ArrayList<>();
    for (Waiter waiter : waiters) {
      // Who asked for a refresh has had one; whose API refused the token is no further.
      boolean isServed = waiter.evenIfYoung() || !isRefusedBy(waiter, token);
      (isServed ? served : refusing).add(waiter);
    }
    if (!served.isEmpty()) {
      actions.add(new SessionAction.Serve(tickets(served), token));
    }
    if (!refusing.isEmpty()) {
      actions.add(
          new SessionAction.Fail(tickets(refusing), Failure.issuedAgain(), Optional.empty()));
    }
  }

  private void adopt(@Nullable StoredGrant grant) {
    StoredGrant before = known;
    known = grant;
    if (before != null) {
      for (StoredToken old : before.accessTokens()) {
        if (usable(grant, old.key()) == null) {
          actions.add(new SessionAction.Withdraw(old.key()));
        }
      }
    }
    // What neither is known nor waits to be written can serve nobody.
    dead.entrySet().removeIf(entry -> !has(known, entry) && !has(writing, entry));
    publishWhatIsNotIn(before);
  }

  private void publishWhatIsNotIn(@Nullable StoredGrant before) {
    if (known == null || leaving()) {
      return;
    }
    for (StoredToken token : known.accessTokens()) {
      boolean isThere =
          before != null && before.accessToken(token.key()).filter(token::equals).isPresent();
      if (!isThere && usable(known, token.key()) != null) {
        actions.add(new SessionAction.Publish(token));
      }
    }
  }

  private static boolean has(@Nullable StoredGrant grant, Map.Entry<TokenKey, Secret> entry) {
    return grant != null
        && grant
            .accessToken(entry.getKey())
            .map(StoredToken::accessToken)
            .filter(entry.getValue()::equals)
            .isPresent();
  }

  // The server

  private void send() {
    since = now;
    next(
        Step.SENDING,
        new SessionAction.Send(renewing(), knownGrant().refreshToken().orElseThrow()));
  }

  private void answered(SessionEvent.Answered event) {
    TokenKey key = renewing();
    StoredGrant grant =
        known != null
            ? known
            : new StoredGrant(
                event.newVersion() - 1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                UnknownMembers.EMPTY);
    StoredToken token = StoredToken.of(key, event.answer(), since, grant.accessToken(key));
    StoredGrant next = grant.withAnswer(token, event.answer().refreshToken());
    if (grant.refreshToken().isPresent() && !next.sharesRefreshToken(grant)) {
      spent.add(RefreshMarker.hash(grant.refreshToken().get()));
      if (spent.size() > MOST_SPENT) {
        spent.remove(0);
      }
    }
    save(known == null ? 0 : grant.version(), next);
  }

  private void failed(RuntimeException cause) {
    RefreshVerdict verdict = RefreshVerdict.of(cause, rules.ends);
    if (verdict == RefreshVerdict.UNKNOWN_CLIENT && !credentialsRead) {
      credentialsRead = true;
      failure = Failure.wrong(cause);
      next(Step.READING_CREDENTIALS, new SessionAction.ReadCredentials());
      return;
    }
    if (!rules.refreshes) {
      conclude(Failure.ofCredentials(verdict, cause));
      return;
    }
    StoredGrant grant = knownGrant();
    switch (verdict) {
      case DEAD -> {
        failure = Failure.refused(cause);
        next(Step.CONFIRMING, new SessionAction.Read());
      }
      case REFUSED -> {
        refuse(grant);
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
      case LOST -> lost(grant, cause);
    }
  }

  private void lost(StoredGrant grant, RuntimeException cause) {
    RefreshMarker marker = grant.marker().orElseThrow();
    tellLost(marker);
    boolean isServed = !waiting.containsKey(renewing()) && usable(grant, renewing()) != null;
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
    } else if (rules.probes) {
      mark(grant, RefreshMarker.Stage.PROBED);
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
        .map(m -> new RefreshMarker(m.refreshTokenHash(), m.version(), m.time(), now, stage));
  }

  private void settle(@Nullable Failure failure, StoredGrant grant) {
    this.failure = failure;
    write(Step.SETTLING, knownGrant().version(), grant);
  }

  private void credentialsRead(boolean changed) {
    Failure misconfigured = failure;
    if (changed) {
      failure = null;
      if (rules.refreshes) {
        RefreshMarker marker = knownGrant().marker().orElseThrow();
        mark(knownGrant(), marker.stage());
      } else {
        since = now;
        next(Step.SENDING, new SessionAction.Ask(renewing()));
      }
    } else if (rules.refreshes) {
      settle(misconfigured, unused(knownGrant()));
    } else {
      conclude(misconfigured);
    }
  }

  /** A newer refresh token is worth another try; the dead one is deleted. */
  private void confirm(@Nullable StoredGrant grant) {
    StoredGrant sent = knownGrant();
    if (grant == null || !grant.sharesRefreshToken(sent)) {
      failure = null;
      if (++tries < MOST_TRIES) {
        read(grant);
      } else {
        giveUp(Failure.transientOf("The grant changes in the store again and again.", null));
      }
    } else {
      write(Step.SETTLING, grant.version(), grant.withoutRefreshToken());
    }
  }

  // Login and logout

  private void enter(SessionEvent.Login login, @Nullable StoredGrant grant) {
    Optional<String> subject = grant == null ? Optional.empty() : grant.subject();
    if (subject.isPresent() && !subject.equals(login.subject())) {
      notDone(
          job,
          login.subject().isPresent()
              ? WrongAccountException.another()
              : WrongAccountException.unknown());
      finish();
      return;
    }
    StoredToken token = StoredToken.of(login.key(), login.tokens(), now, Optional.empty());
    StoredGrant entered =
        new StoredGrant(
            grant == null ? login.newVersion() : grant.version() + 1,
            login.tokens().refreshToken(),
            login.tokens().scope().or(login::askedScope),
            login.subject().or(() -> subject),
            List.of(token),
            Optional.empty(),
            grant == null ? UnknownMembers.EMPTY : grant.unknown());
    save(grant == null ? 0 : grant.version(), entered);
  }

  private void leave(@Nullable StoredGrant grant) {
    if (grant == null) {
      deleted();
    } else {
      next(Step.REVOKING, new SessionAction.Revoke(grant));
    }
  }

  private void revoked(List<RuntimeException> failures) {
    if (job instanceof Job.Leave leave) {
      List<RuntimeException> all = new ArrayList<>(leave.failures());
      all.addAll(failures);
      job = new Job.Leave(leave.ticket(), List.copyOf(all));
    }
    // Even if they cannot be deleted.
    refuse(knownGrant());
    knownGrant().accessTokens().forEach(token -> dead.put(token.key(), token.accessToken()));
    next(Step.DELETING, new SessionAction.Delete(knownGrant().version()));
  }

  private void deleted() {
    if (known != null) {
      actions.add(new SessionAction.Tell(new Notice.LoggedOut()));
    }
    known = null;
    rest = null;
    rests.clear();
    dead.clear();
    if (job instanceof Job.Leave leave) {
      actions.add(new SessionAction.Done(leave.ticket(), leave.failures()));
    }
    finish();
  }

  // Tokens

  /** Whether nobody is left who waits, and the token is fresh or must do. */
  private boolean serve(@Nullable StoredGrant grant, TokenKey key) {
    StoredToken token = usable(grant, key);
    if (token == null) {
      return false;
    }
    long age = now - token.issuedAt();
    boolean isYoung = age >= 0 && age < JUST_ISSUED;
    List<Waiter> served = new ArrayList<>();
    List<Waiter> failing = new ArrayList<>();
    List<Waiter> refreshing = new ArrayList<>();
    for (Waiter waiter : waiting.getOrDefault(key, List.of())) {
      if (!isRefusedBy(waiter, token)) {
        served.add(waiter);
      } else if (isYoung && !waiter.evenIfYoung()) {
        failing.add(waiter);
      } else {
        refreshing.add(waiter);
      }
    }
    waiting.remove(key);
    if (!served.isEmpty()) {
      actions.add(new SessionAction.Serve(tickets(served), token));
    }
    if (!failing.isEmpty()) {
      actions.add(
          new SessionAction.Fail(tickets(failing), Failure.refusedThoughYoung(), Optional.empty()));
    }
    if (refreshing.isEmpty()) {
      return token.staleAt(rules.longestSkew()) > now || !failing.isEmpty();
    }
    waiting.put(key, List.copyOf(refreshing));
    return false;
  }

  /** What an API refuses serves nobody else. */
  private void withdrawRefused(@Nullable StoredGrant grant, TokenKey key) {
    StoredToken token = usable(grant, key);
    if (token != null && isRefusedBySome(grant, key)) {
      withdrawForGood(token);
    }
  }

  private boolean isRefusedBySome(@Nullable StoredGrant grant, TokenKey key) {
    StoredToken token = usable(grant, key);
    return token != null
        && waiting.getOrDefault(key, List.of()).stream()
            .anyMatch(waiter -> isRefusedBy(waiter, token));
  }

  private @Nullable StoredToken usable(@Nullable StoredGrant grant, TokenKey key) {
    StoredToken token = grant == null ? null : grant.accessToken(key).orElse(null);
    if (token == null
        || token.isExpired(now)
        || token.accessToken().equals(dead.get(key))
        || !isBearer(token)) {
      return null;
    }
    return token;
  }

  private static boolean isBearer(StoredToken token) {
    return token.tokenType().equalsIgnoreCase("Bearer");
  }

  private static boolean isRefusedBy(Waiter waiter, StoredToken token) {
    return waiter.refused().filter(token.accessToken()::equals).isPresent();
  }

  private void withdrawAll() {
    if (known != null) {
      for (StoredToken token : known.accessTokens()) {
        actions.add(new SessionAction.Withdraw(token.key()));
      }
    }
  }

  private boolean leaving() {
    return job instanceof Job.Leave || queue.stream().anyMatch(Job.Leave.class::isInstance);
  }

  // Refresh tokens

  private @Nullable RefreshMarker marker(StoredGrant grant) {
    RefreshMarker marker = grant.currentMarker().orElse(null);
    return marker == null || marker.equals(harmless) ? null : marker;
  }

  /** A marker from the future is one of a clock that was set back: its time cannot be told. */
  private boolean isUnderWay(RefreshMarker marker) {
    return marker.time() <= now && now < marker.deadline();
  }

  private boolean isSpent(StoredGrant grant) {
    return grant.refreshToken().map(RefreshMarker::hash).filter(spent::contains).isPresent();
  }

  /** Whether a store has gone back behind what this session knows to have been in it. */
  private boolean isOutdated(@Nullable StoredGrant grant) {
    return grant != null && known != null && isSpent(grant) && !isSpent(known);
  }

  private void refuse(StoredGrant grant) {
    refused = grant.refreshToken().map(RefreshMarker::hash).orElse(null);
  }

  private boolean isRefused(StoredGrant grant) {
    return refused != null
        && grant.refreshToken().map(RefreshMarker::hash).filter(refused::equals).isPresent();
  }

  private void tellLost(RefreshMarker marker) {
    if (lost != marker.version()) {
      lost = marker.version();
      actions.add(new SessionAction.Tell(new Notice.AnswerLost()));
    }
  }

  private void tellNarrowed(TokenKey key, Optional<String> asked, StoredGrant grant) {
    Optional<String> granted = grant.accessToken(key).flatMap(StoredToken::scope);
    if (asked.isPresent()
        && granted.isPresent()
        && !words(granted.get()).containsAll(words(asked.get()))) {
      actions.add(new SessionAction.Tell(new Notice.Narrowed(key, asked.get(), granted.get())));
    }
  }

  /** Whatever a server writes into a scope must not end a refresh. */
  private static List<String> words(String scope) {
    return List.of(scope.trim().split("\\s+"));
  }

  // Failures

  private void giveUp(Failure failure) {
    writing = null;
    Job current = job;
    if (current instanceof Job.Renew) {
      conclude(failure);
    } else if (current != null) {
      notDone(current, failure.toException(Optional.empty()));
      finish();
    }
  }

  private void conclude(@Nullable Failure failure) {
    long asked = 0;
    if (failure != null && failure.cause() instanceof CallException e) {
      asked = e.retryAfter().map(Duration::toMillis).orElse(0L);
    }
    conclude(failure, asked);
  }

  private void conclude(@Nullable Failure failure, long atLeast) {
    if (failure == null) {
      finish();
      return;
    }
    TokenKey key = renewing();
    Rest before = failure.ofOneKey() ? rests.get(key) : rest;
    Rest after = restAfter(before, failure, atLeast);
    if (failure.isFinal() && !needed && known != null) {
      needed = true;
      actions.add(new SessionAction.Tell(new Notice.ReauthorizationNeeded(failure)));
    }
    if (failure.ofOneKey()) {
      rests.remove(key);
      rests.put(key, after);
      if (rests.size() > MOST_RESTS) {
        rests.remove(rests.keySet().iterator().next());
      }
    } else {
      rest = after;
    }
    fail(key, failure, after.until());
    finish();
  }

  private Rest restAfter(@Nullable Rest before, Failure failure, long atLeast) {
    long time = atLeast > 0 ? Math.max(atLeast, SHORTEST_REST) : backOff(before);
    return new Rest(failure, now, now + time, before == null ? 1 : before.count() + 1);
  }

  private static long backOff(@Nullable Rest before) {
    int count = before == null ? 0 : before.count();
    return count >= 5 ? LONGEST_REST : SHORTEST_REST << count;
  }

  private @Nullable Rest activeRest(TokenKey key) {
    if (rest != null && rest.isActive(now)) {
      return rest;
    }
    Rest own = rests.get(key);
    return own != null && own.isActive(now) ? own : null;
  }

  private void fail(TokenKey key, Failure failure, long until) {
    List<Waiter> waiters = waiting.remove(key);
    if (waiters != null) {
      actions.add(new SessionAction.Fail(tickets(waiters), failure, Optional.of(until)));
    }
  }

  private void notDone(@Nullable Job job, RuntimeException cause) {
    if (job instanceof Job.Enter enter) {
      actions.add(new SessionAction.NotDone(enter.ticket(), cause));
    } else if (job instanceof Job.Leave leave) {
      actions.add(new SessionAction.NotDone(leave.ticket(), cause));
    }
  }

  private TokenKey renewing() {
    if (job instanceof Job.Renew renew) {
      return renew.key();
    }
    throw unexpected("a step of a renewal");
  }

  private StoredGrant knownGrant() {
    if (known == null) {
      throw unexpected("a step with a grant");
    }
    return known;
  }

  private StoredGrant beingWritten() {
    if (writing == null) {
      throw unexpected("a step that writes");
    }
    return writing;
  }

  private IllegalStateException unexpected(String what) {
    return new IllegalStateException(what + " in " + step);
  }

  private static List<Long> tickets(List<Waiter> waiters) {
    return waiters.stream().map(Waiter::ticket).toList();
  }

  private static List<Waiter> joined(List<Waiter> some, List<Waiter> more) {
    List<Waiter> all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }
}
