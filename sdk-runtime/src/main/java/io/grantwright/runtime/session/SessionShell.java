package io.grantwright.runtime.session;

import io.grantwright.runtime.error.OAuthErrorCode;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.oauth.GrantRevocation;
import io.grantwright.runtime.oauth.Revocation;
import io.grantwright.runtime.oauth.RevocationRequest;
import io.grantwright.runtime.oauth.TokenTypeHint;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.SessionAction.Work;
import io.grantwright.runtime.session.TokenStore.GrantLock;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the coordinator wants done. One thread at a time works for a grant: a flight, which no
 * caller can abort.
 */
final class SessionShell {
  private static final Logger LOG = LoggerFactory.getLogger("io.grantwright.sessions");

  /** What a session works with. */
  record Parts(
      GrantKey grant,
      TokenStore store,
      TokenSource source,
      Optional<Supplier<? extends Revocation>> revocation,
      Coordinator.Rules rules,
      Duration lockWait,
      List<SessionListener> listeners,
      Clock clock,
      LongSupplier nanoTime,
      RandomGenerator random,
      Executor executor,
      Executor listenerThreads,
      Timer timer) {}

  /** Calls back after a time. */
  @FunctionalInterface
  interface Timer {
    void after(long millis, Runnable task);
  }

  final Parts parts;
  private final Listeners listeners;

  /** What callers may find: tokens of the grant as it is known, and of no other keys. */
  private final Map<TokenKey, PublishedToken> published = new ConcurrentHashMap<>();

  // Guarded by this, as all that follows.
  private SessionState state = SessionState.INITIAL;
  private final Map<Long, CompletableFuture<Outcome>> callers = new HashMap<>();
  private long lastTicket;
  private @Nullable GrantLock lock;

  SessionShell(Parts parts) {
    this.parts = parts;
    this.listeners = new Listeners(parts.grant(), parts.listeners(), parts.listenerThreads());
  }

  PublishedToken published(TokenKey key) {
    return published.getOrDefault(key, PublishedToken.NONE);
  }

  /** What the session knows now. */
  synchronized SessionState state() {
    return state;
  }

  /** How many keys have a token that callers may find. */
  int published() {
    return published.size();
  }

  CompletableFuture<Outcome> want(TokenKey key) {
    return call(ticket -> new SessionEvent.Wanted(key, ticket));
  }

  CompletableFuture<Outcome> refuse(TokenKey key, Secret token) {
    return call(ticket -> new SessionEvent.Refused(key, token, ticket));
  }

  CompletableFuture<Outcome> replace(TokenKey key, Secret token) {
    return call(ticket -> new SessionEvent.Replaced(key, token, ticket));
  }

  CompletableFuture<Outcome> logIn(SessionEvent.Login login) {
    return call(ticket -> new SessionEvent.LoggedIn(login, ticket));
  }

  CompletableFuture<Outcome> logOut() {
    return call(SessionEvent.LogoutWanted::new);
  }

  /** A version that no other grant of the key has had. */
  long newVersion() {
    return parts.random().nextLong(1, 1L << 48);
  }

  private interface Call {
    SessionEvent withTicket(long ticket);
  }

  private CompletableFuture<Outcome> call(Call call) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    long ticket;
    synchronized (this) {
      ticket = ++lastTicket;
      callers.put(ticket, outcome);
    }
    start(on(call.withTicket(ticket)));
    return outcome;
  }

  private void start(@Nullable Work work) {
    if (work == null) {
      return;
    }
    try {
      parts.executor().execute(() -> fly(work));
    } catch (RuntimeException | Error e) {
      // Nothing has been done yet, for lack of a thread, and the coordinator must hear of it.
      start(on(new SessionEvent.StoreBroke(new IllegalStateException("No thread: " + e, e))));
    }
  }

  private void fly(Work first) {
    Work work = first;
    while (work != null) {
      work = onPerformed(perform(work));
    }
  }

  /** Whatever goes wrong within, callers do not wait for ever. */
  private @Nullable Work onPerformed(SessionEvent event) {
    try {
      return on(event);
    } catch (RuntimeException | Error e) {
      LOG.error("A session failed at {}, and begins anew", event.getClass().getSimpleName(), e);
      beginAnew(e);
      return null;
    }
  }

  /** As after a restart: what was under way is found in the store, by its marker. */
  private void beginAnew(Throwable cause) {
    Outcome none =
        new Outcome.None(
            Failure.transientOf(
                "The session failed, and begins anew (" + cause.getClass().getName() + ").", cause),
            Optional.empty());
    List<Runnable> answers = new ArrayList<>();
    GrantLock held;
    synchronized (this) {
      state = SessionState.INITIAL;
      published.keySet().forEach(this::withdraw);
      answer(List.copyOf(callers.keySet()), none, answers);
      held = lock;
      lock = null;
    }
    if (held != null) {
      unlock(held);
    }
    answers.forEach(Runnable::run);
  }

  /** Takes an event to the coordinator and does all that takes no time. */
  private @Nullable Work on(SessionEvent event) {
    List<Runnable> afterwards = new ArrayList<>();
    List<Runnable> answers = new ArrayList<>();
    Work work;
    synchronized (this) {
      for (SessionEvent.Outlived outlived : outlived()) {
        next(outlived, afterwards, answers);
      }
      work = next(event, afterwards, answers);
    }
    afterwards.forEach(SessionShell::guarded);
    // Last: the next thing that a caller does may need the lock.
    answers.forEach(Runnable::run);
    return work;
  }

  private @Nullable Work next(
      SessionEvent event, List<Runnable> afterwards, List<Runnable> answers) {
    Coordinator.Next next = Coordinator.after(state, event, parts.clock().millis(), parts.rules());
    state = next.state();
    for (SessionAction action : next.actions()) {
      take(action, afterwards, answers);
    }
    return next.work().orElse(null);
  }

  /** The wall clock may say of these tokens that they are good: then it was set back. */
  private List<SessionEvent.Outlived> outlived() {
    long nanos = parts.nanoTime().getAsLong();
    return published.entrySet().stream()
        .filter(entry -> entry.getValue().isOver(nanos))
        .map(entry -> new SessionEvent.Outlived(entry.getKey()))
        .toList();
  }

  /**
   * A timer or an executor of the application's that throws must not cost the work that follows.
   */
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      LOG.error("A session could not set its timer or tell its listeners", e);
    }
  }

  /** What others could hook into happens outside of the monitor. */
  private void take(SessionAction action, List<Runnable> afterwards, List<Runnable> answers) {
    if (action instanceof SessionAction.Publish publish) {
      publish(publish.token());
    } else if (action instanceof SessionAction.Withdraw withdraw) {
      withdraw(withdraw.key());
    } else if (action instanceof SessionAction.Serve serve) {
      answer(serve.tickets(), new Outcome.Token(serve.token()), answers);
    } else if (action instanceof SessionAction.Fail fail) {
      answer(fail.tickets(), new Outcome.None(fail.failure(), fail.retryAt()), answers);
    } else if (action instanceof SessionAction.Done done) {
      answer(List.of(done.ticket()), new Outcome.Done(done.failures()), answers);
    } else if (action instanceof SessionAction.NotDone notDone) {
      answer(List.of(notDone.ticket()), new Outcome.NotDone(notDone.cause()), answers);
    } else if (action instanceof SessionAction.Tell tell) {
      afterwards.add(() -> listeners.tell(tell.notice()));
    } else if (action instanceof SessionAction.SaveLater later) {
      SessionEvent due = new SessionEvent.SaveDue(later.tries());
      afterwards.add(() -> after(later.millis(), () -> start(on(due))));
    } else if (action instanceof SessionAction.Unlock) {
      GrantLock held = lock;
      lock = null;
      if (held != null) {
        afterwards.add(() -> unlock(held));
      }
    }
  }

  private void publish(StoredToken token) {
    withdraw(token.key());
    published.put(
        token.key(),
        new PublishedToken(
            token,
            parts.rules().longestSkew(),
            parts.clock().millis(),
            parts.nanoTime().getAsLong()));
  }

  private void withdraw(TokenKey key) {
    PublishedToken token = published.remove(key);
    if (token != null) {
      token.withdraw();
    }
  }

  /** What must happen later happens, even if the application's scheduler is closed. */
  private void after(long millis, Runnable task) {
    try {
      parts.timer().after(millis, task);
    } catch (RejectedExecutionException e) {
      CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(task);
    }
  }

  private void answer(List<Long> tickets, Outcome outcome, List<Runnable> answers) {
    for (long ticket : tickets) {
      CompletableFuture<Outcome> caller = callers.remove(ticket);
      if (caller != null) {
        answers.add(() -> caller.complete(outcome));
      }
    }
  }

  private static void unlock(GrantLock lock) {
    try {
      lock.close();
    } catch (RuntimeException e) {
      LOG.warn("The lock of a grant could not be given back", e);
    }
  }

  private SessionEvent perform(Work work) {
    boolean isCall = work instanceof SessionAction.Send || work instanceof SessionAction.Ask;
    try {
      return result(work);
    } catch (RuntimeException e) {
      return isCall ? new SessionEvent.Failed(e) : new SessionEvent.StoreBroke(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new SessionEvent.StoreBroke(new TokenStoreException("The thread was interrupted.", e));
    } catch (Error e) {
      // Callers wait for an event, whatever happens.
      LOG.error("A session failed at {}", work.getClass().getSimpleName(), e);
      RuntimeException wrapped = new IllegalStateException("A session failed: " + e, e);
      return isCall ? new SessionEvent.Failed(wrapped) : new SessionEvent.StoreBroke(wrapped);
    }
  }

  private SessionEvent result(Work work) throws InterruptedException {
    TokenStore store = parts.store();
    GrantKey grant = parts.grant();
    if (work instanceof SessionAction.Lock) {
      return lock();
    } else if (work instanceof SessionAction.Read) {
      return new SessionEvent.Found(store.read(grant));
    } else if (work instanceof SessionAction.Write write) {
      return store.replace(grant, write.expected(), write.grant())
          ? new SessionEvent.Written()
          : new SessionEvent.Conflict();
    } else if (work instanceof SessionAction.Delete delete) {
      return store.delete(grant, delete.expected())
          ? new SessionEvent.Written()
          : new SessionEvent.Conflict();
    } else if (work instanceof SessionAction.Send send) {
      return new SessionEvent.Answered(
          parts.source().ask(Optional.of(send.refreshToken()), send.key()), newVersion());
    } else if (work instanceof SessionAction.Ask ask) {
      return new SessionEvent.Answered(
          parts.source().ask(Optional.empty(), ask.key()), newVersion());
    } else if (work instanceof SessionAction.ReadCredentials) {
      return new SessionEvent.CredentialsRead(reread());
    } else if (work instanceof SessionAction.Revoke revoke) {
      return new SessionEvent.Revoked(revoke(revoke.grant()));
    }
    throw new IllegalStateException("No such work: " + work.getClass());
  }

  private SessionEvent lock() throws InterruptedException {
    Optional<GrantLock> got = parts.store().lock(parts.grant(), parts.lockWait());
    if (got.isEmpty()) {
      return new SessionEvent.LockBusy();
    }
    synchronized (this) {
      lock = got.get();
    }
    return new SessionEvent.Locked();
  }

  private boolean reread() {
    try {
      return parts.source().reread();
    } catch (RuntimeException e) {
      LOG.warn("The client's credentials could not be read again", e);
      return false;
    }
  }

  private List<RuntimeException> revoke(StoredGrant grant) {
    List<RuntimeException> failures = new ArrayList<>();
    if (parts.revocation().isEmpty()) {
      return failures;
    }
    Revocation revocation;
    try {
      revocation = parts.revocation().get().get();
    } catch (RuntimeException e) {
      failures.add(e); // Such as: the application has lost its credentials.
      return failures;
    }
    boolean tookBack =
        grant.refreshToken().isPresent()
            && revoke(
                revocation, grant.refreshToken().get(), TokenTypeHint.REFRESH_TOKEN, failures);
    if (!(tookBack && revocation instanceof GrantRevocation)) {
      for (StoredToken token : grant.accessTokens()) {
        revoke(revocation, token.accessToken(), TokenTypeHint.ACCESS_TOKEN, failures);
      }
    }
    return failures;
  }

  /** Whether the server took it back; that of a token which is none any more is no failure. */
  private static boolean revoke(
      Revocation revocation, Secret token, TokenTypeHint hint, List<RuntimeException> failures) {
    try {
      revocation.revokeToken(new RevocationRequest(token, Optional.of(hint)));
      return true;
    } catch (RuntimeException e) {
      // RFC 7009 §2.2 has 200 for it, since what was wanted has come about already.
      boolean isGone = e instanceof OAuthException o && o.error().is(OAuthErrorCode.INVALID_TOKEN);
      if (!isGone) {
        failures.add(e);
      }
      return false;
    }
  }
}
