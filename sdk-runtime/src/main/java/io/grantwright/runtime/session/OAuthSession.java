package io.grantwright.runtime.session;

import io.grantwright.runtime.call.BearerTokens;
import io.grantwright.runtime.endpoint.Deviating;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.flow.Granted;
import io.grantwright.runtime.flow.IdToken;
import io.grantwright.runtime.oauth.ClientCredentialsGrant;
import io.grantwright.runtime.oauth.RefreshTokenGrant;
import io.grantwright.runtime.oauth.Revocation;
import io.grantwright.runtime.oauth.Scope;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import okhttp3.Authenticator;
import okhttp3.Interceptor;
import org.jspecify.annotations.Nullable;

/**
 * A login that lasts: gives an access token that is valid now, and refreshes it when it is time, or
 * says with one typed exception why there is none.
 *
 * <pre>{@code
 * OAuthSession session =
 *     OAuthSession.builder(store, GrantKey.of("my-client", "https://as.example", "alice"))
 *         .refresh(client)
 *         .build();
 * session.authorized(tokens);             // once, after the login
 * Secret token = session.accessToken();   // from then on
 * }</pre>
 *
 * <p>A valid token costs one read, without a lock. Shortly before its end one caller starts a
 * refresh in the background while the old token serves on; after its end callers wait for the one
 * refresh, which no caller can abort. A rotated refresh token is stored durably before anybody gets
 * the new access token. Threads may share a session; sessions of the same grant in several
 * processes share its store.
 */
public final class OAuthSession implements BearerTokens {
  final SessionShell shell;
  private final Executor callbacks;
  private final TokenKey key;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private volatile PublishedToken published = PublishedToken.NONE;

  private OAuthSession(SessionShell shell, Executor callbacks, TokenKey key) {
    this.shell = shell;
    this.callbacks = callbacks;
    this.key = key;
    this.clock = shell.parts.clock();
    this.nanoTime = shell.parts.nanoTime();
  }

  /**
   * Starts a session.
   *
   * @param store where the tokens are kept
   * @param grant whose they are
   * @return a builder
   */
  public static Builder builder(TokenStore store, GrantKey grant) {
    return new Builder(store, grant);
  }

  /**
   * Gives the same grant's session for something else that access tokens are asked for. All of them
   * share the refresh token, and refresh one after the other.
   *
   * @param key what its access tokens are asked for
   * @return the session
   * @throws IllegalArgumentException if the key has parameters, and the token request takes none
   */
  public OAuthSession forKey(TokenKey key) {
    if (!key.parameters().isEmpty() && !shell.parts.source().sendsParameters()) {
      throw new IllegalArgumentException(
          "The token request takes no parameters of one's own, found "
              + key.parameters().keySet()
              + "; use refreshBy(Refresher)");
    }
    return new OAuthSession(shell, callbacks, key);
  }

  /** {@return whose session it is} */
  public GrantKey grant() {
    return shell.parts.grant();
  }

  /**
   * Gives a valid access token. Waits if there has to be a refresh first: as long as the client
   * waits for the server, and for a lock that another process holds.
   *
   * @return the token
   * @throws NoTokenException if there is none; the type says what to do
   */
  public Secret accessToken() {
    Secret fresh = fresh();
    return fresh != null ? fresh : Outcome.await(shell.want(key), null).token();
  }

  /**
   * Gives a valid access token, and waits for it no longer than a time. The refresh goes on without
   * this caller.
   *
   * @param wait how long to wait at most
   * @return the token
   * @throws NoTokenException if there is none, or not yet
   */
  public Secret accessToken(Duration wait) {
    Secret fresh = fresh();
    return fresh != null ? fresh : Outcome.await(shell.want(key), wait).token();
  }

  /**
   * Gives a valid access token without blocking.
   *
   * @return the token; fails with {@link NoTokenException} if there is none. To cancel it cancels
   *     nothing else
   */
  @Override
  public CompletableFuture<Secret> accessTokenAsync() {
    Secret fresh = fresh();
    return fresh != null
        ? CompletableFuture.completedFuture(fresh)
        : shell.want(key).thenApplyAsync(Outcome::token, callbacks);
  }

  /** Without a lock; and without an allocation, but for the first look at each new token. */
  private @Nullable Secret fresh() {
    long millis = clock.millis();
    long nanos = nanoTime.getAsLong();
    Secret token = published.at(millis, nanos);
    if (token != null) {
      return token;
    }
    PublishedToken newest = shell.published(key);
    published = newest;
    return newest.at(millis, nanos);
  }

  /**
   * Gives another access token than one that an API has refused with 401. If there is a newer one
   * already, that one; if the refused one has only just been issued, an error: the API would refuse
   * the next one, too.
   *
   * @param refused the token that was refused
   * @return another token
   * @throws NoTokenException if there is none
   */
  public Secret accessTokenInsteadOf(Secret refused) {
    return Outcome.await(shell.refuse(key, refused), null).token();
  }

  /**
   * Gives another access token than one that an API has refused with 401, as {@link
   * #accessTokenInsteadOf} does, without blocking.
   *
   * @param refused the token that was refused
   * @return another token; fails with {@link NoTokenException} if there is none. To cancel it
   *     cancels nothing else
   */
  @Override
  public CompletableFuture<Secret> accessTokenInsteadOfAsync(Secret refused) {
    return shell.refuse(key, refused).thenApplyAsync(Outcome::token, callbacks);
  }

  /**
   * Says that an API which refuses the current token, too, would refuse every other one.
   *
   * @param answer the API's answer
   * @return a {@link NoTokenException.Misconfigured} with that cause
   */
  @Override
  public RuntimeException refusedAgain(CallException answer) {
    return refusedToo(answer);
  }

  static NoTokenException refusedToo(@Nullable CallException answer) {
    return new NoTokenException.Misconfigured(
        "The API refuses (401) the current access token, too. Check the resource, the audience and"
            + " the scope that are asked for.",
        answer);
  }

  /**
   * Refreshes an access token, however young it is: for a user who asks for that, or after the
   * token was revoked. If there is a newer one already, that one is given. In this process the
   * given one serves nobody any more, even if no other can be had, unless the server issues it
   * again.
   *
   * @param unwanted the token that is to be replaced
   * @return another token, or the same if the server has issued it again
   * @throws NoTokenException if there is none
   */
  public Secret accessTokenReplacing(Secret unwanted) {
    return Outcome.await(shell.replace(key, unwanted), null).token();
  }

  /**
   * Stores the tokens of a login. They take the place of those before.
   *
   * @param tokens what the server issued
   * @throws WrongAccountException if it is known whose session this is: say whose tokens they are
   * @throws NoTokenException if they cannot be stored; then nothing has changed
   */
  public void authorized(TokenResponse tokens) {
    authorized(tokens, Optional.empty(), Scope.NONE);
  }

  /**
   * Stores what an authorization brought, if it is the same account's as before. Whose it is, the
   * id token says, if it was checked. Listeners learn of it if less was granted than asked for.
   *
   * @param granted what the authorization brought
   * @throws WrongAccountException if it is another account's, or nobody can say so; then nothing
   *     has changed
   * @throws NoTokenException if the tokens cannot be stored; then nothing has changed
   */
  public void authorized(Granted granted) {
    authorized(granted.tokens(), subject(granted), granted.asked());
  }

  /**
   * Stores the tokens of a login, if it is the same account's as before.
   *
   * @param tokens what the server issued
   * @param subject who has logged in, such as the {@code sub} of a checked id token or of the
   *     server's userinfo; empty if nobody can say
   * @param asked the scope that was asked for, which counts if the server does not say what it
   *     granted
   * @throws WrongAccountException if it is another account's, or the account of those before is
   *     known and this one is not; then nothing has changed
   * @throws NoTokenException if they cannot be stored; then nothing has changed
   */
  public void authorized(TokenResponse tokens, Optional<String> subject, Scope asked) {
    Outcome.await(logIn(tokens, subject, asked), null).done();
  }

  /**
   * Stores what an authorization brought, as {@link #authorized(Granted)} does, without blocking.
   *
   * @param granted what the authorization brought
   * @return done when the tokens are stored; fails as the other does
   */
  public CompletableFuture<Void> authorizedAsync(Granted granted) {
    return logIn(granted.tokens(), subject(granted), granted.asked())
        .thenAcceptAsync(Outcome::done, callbacks);
  }

  private CompletableFuture<Outcome> logIn(
      TokenResponse tokens, Optional<String> subject, Scope asked) {
    return shell.logIn(
        new SessionEvent.Login(
            key,
            tokens,
            Optional.of(asked.text()).filter(text -> !text.isEmpty()),
            subject,
            shell.newVersion()));
  }

  private static Optional<String> subject(Granted granted) {
    return granted
        .idToken()
        .filter(IdToken.Validated.class::isInstance)
        .map(token -> token.validated().subject());
  }

  /**
   * Logs out: has the server take back the refresh token and the access tokens, if the session
   * knows its revocation endpoint, and deletes them here. A refresh under way comes to its end
   * before, so that none brings tokens back.
   *
   * @return what the server did not take back
   * @throws NoTokenException if the tokens could not be locked or deleted; then log out again
   */
  public LogoutReport logout() {
    return new LogoutReport(Outcome.await(shell.logOut(), null).done());
  }

  /**
   * Logs out, as {@link #logout} does, without blocking.
   *
   * @return what the server did not take back; fails as the other does
   */
  public CompletableFuture<LogoutReport> logoutAsync() {
    return shell.logOut().thenApplyAsync(outcome -> new LogoutReport(outcome.done()), callbacks);
  }

  /**
   * Attaches the access token to the requests of an OkHttp client, and sends a request once more
   * with the current token if an API answers 401 and the body can be sent again. A request that has
   * an {@code Authorization} already is left alone, as those of a generated client that has this
   * session as its bearer.
   *
   * @param origins the absolute URLs to whose origins the token may go, and no others; a path does
   *     not count
   * @return the interceptor, for {@code OkHttpClient.Builder.addInterceptor}
   * @throws IllegalArgumentException if there is no origin, or one is not absolute, or neither
   *     HTTPS nor loopback
   */
  public Interceptor interceptor(String... origins) {
    return new BearerInterceptor(new Bearing(this, new Origins(List.of(origins))));
  }

  /**
   * Sends requests of an OkHttp client once more if an API answers 401: with the current token in
   * the place of the one that they were sent with. For clients to which something else attaches
   * this session's tokens, and no others; the {@link #interceptor} needs no help.
   *
   * @param origins the absolute URLs to whose origins the token may go, and no others; a path does
   *     not count
   * @return the authenticator, for {@code OkHttpClient.Builder.authenticator}
   * @throws IllegalArgumentException if there is no origin, or one is not absolute, or neither
   *     HTTPS nor loopback
   */
  public Authenticator authenticator(String... origins) {
    return new BearerAuthenticator(new Bearing(this, new Origins(List.of(origins))));
  }

  /** Builds a session. */
  public static final class Builder {
    private final TokenStore store;
    private final GrantKey grant;
    private @Nullable TokenSource source;
    private Optional<Supplier<? extends Revocation>> revocation = Optional.empty();
    private boolean probes = true;
    private Duration callTimeout = Duration.ofMinutes(2);
    private Duration lockWait = Duration.ofMinutes(2);
    private Predicate<? super CallException> ends = any -> false;
    private final List<SessionListener> listeners = new ArrayList<>();
    private Optional<Duration> refreshWindow = Optional.empty();
    private Optional<Duration> declaredWindow = Optional.empty();
    private Clock clock = Clock.systemUTC();
    private LongSupplier nanoTime = System::nanoTime;
    private Executor executor = Builder::inThreadOfItsOwn;
    private Executor callbacks = ForkJoinPool.commonPool();
    private Executor listenerThreads = Builder::inThreadOfItsOwn;
    private SessionShell.Timer timer = Builder::afterDelay;

    private Builder(TokenStore store, GrantKey grant) {
      this.store = Objects.requireNonNull(store, "store");
      this.grant = Objects.requireNonNull(grant, "grant");
    }

    /**
     * Refreshes by a client.
     *
     * @param client the client
     * @return this
     */
    public Builder refresh(RefreshTokenGrant client) {
      this.declaredWindow = Deviating.of(client).refreshWindow();
      return refresh(() -> client);
    }

    /**
     * Refreshes by a client whose credentials may change.
     *
     * @param clients gives the client, at first and whenever the server refuses its credentials:
     *     another one, if they have changed
     * @return this
     */
    public Builder refresh(Supplier<? extends RefreshTokenGrant> clients) {
      return source(new TokenSource.Refreshes(clients));
    }

    /**
     * Refreshes by the application's own code.
     *
     * @param refresher the code
     * @return this
     */
    public Builder refreshBy(Refresher refresher) {
      return source(new TokenSource.Own(refresher));
    }

    /**
     * Asks for tokens of the client's own instead of refreshing those of a user.
     *
     * @param client the client
     * @return this
     */
    public Builder clientCredentials(ClientCredentialsGrant client) {
      return clientCredentials(() -> client);
    }

    /**
     * Asks for tokens of the client's own, by a client whose credentials may change.
     *
     * @param clients gives the client, at first and whenever the server refuses its credentials:
     *     another one, if they have changed
     * @return this
     */
    public Builder clientCredentials(Supplier<? extends ClientCredentialsGrant> clients) {
      return source(new TokenSource.Credentials(clients));
    }

    private Builder source(TokenSource source) {
      if (this.source != null) {
        throw new IllegalArgumentException(
            "A session has one source of tokens; it was set before by refresh, refreshBy or"
                + " clientCredentials");
      }
      this.source = source;
      return this;
    }

    /**
     * Takes tokens back at logout: the refresh token, and then the access tokens, unless the
     * descriptor says with {@link io.grantwright.runtime.oauth.GrantRevocation} that they end with
     * it.
     *
     * @param client the client
     * @return this
     */
    public Builder revocation(Revocation client) {
      Objects.requireNonNull(client, "client");
      return revocation(() -> client);
    }

    /**
     * Takes tokens back at logout by a client whose credentials may change.
     *
     * @param clients gives the client at each logout
     * @return this
     */
    public Builder revocation(Supplier<? extends Revocation> clients) {
      this.revocation = Optional.of(clients);
      return this;
    }

    /**
     * Says how long before its end a token may be refreshed at the earliest, where the server
     * refuses it before. A client that is given as it is, and not by a supplier, says so itself;
     * what is set here counts more. More than 20 seconds, or than a quarter of a token's lifetime,
     * count as that.
     *
     * @param time the time before a token's end
     * @return this
     * @throws IllegalArgumentException if it is not longer than zero
     */
    public Builder refreshWindow(Duration time) {
      this.refreshWindow = Optional.of(positive("refreshWindow", time));
      return this;
    }

    /**
     * Never sends a refresh token again whose answer was lost: the user has to log in. By default
     * it is sent once more, which a server with a grace period answers, and one without takes for a
     * theft.
     *
     * @return this
     */
    public Builder neverProbe() {
      this.probes = false;
      return this;
    }

    /**
     * Says what else means that a refresh token is dead, where the server does not answer {@code
     * invalid_grant}.
     *
     * @param ends whether a failure means that
     * @return this
     */
    public Builder endsGrant(Predicate<? super CallException> ends) {
      this.ends = Objects.requireNonNull(ends, "ends");
      return this;
    }

    /**
     * Says how long a refresh takes at most; two minutes if not set. Another process that finds a
     * refresh begun and not ended waits for that long before it takes it for lost.
     *
     * @param time no less than the client's {@code totalTimeout}
     * @return this
     * @throws IllegalArgumentException if it is not longer than zero
     */
    public Builder callTimeout(Duration time) {
      this.callTimeout = positive("callTimeout", time);
      return this;
    }

    /**
     * Says how long to wait for the grant's lock; two minutes if not set.
     *
     * @param time the longest time
     * @return this
     * @throws IllegalArgumentException if it is not longer than zero
     */
    public Builder lockWait(Duration time) {
      this.lockWait = positive("lockWait", time);
      return this;
    }

    /**
     * Adds a listener.
     *
     * @param listener the listener
     * @return this
     */
    public Builder listener(SessionListener listener) {
      listeners.add(Objects.requireNonNull(listener, "listener"));
      return this;
    }

    /**
     * Sets the clock. A token never serves for longer than it was to live by the machine's own
     * time, even if this clock is set back.
     *
     * @param clock tells when tokens expire
     * @return this
     */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Sets what runs refreshes and the stages of futures. By default each refresh has a thread of
     * its own, and stages run in the common pool.
     *
     * @param executor the executor, whose tasks may block
     * @return this
     */
    public Builder executor(Executor executor) {
      this.executor = Objects.requireNonNull(executor, "executor");
      this.callbacks = executor;
      return this;
    }

    /**
     * Sets what runs listeners. By default a listener has a thread of its own while there is
     * something to tell; with an executor that others use, one that blocks holds them up.
     *
     * @param executor the executor
     * @return this
     */
    public Builder listenerExecutor(Executor executor) {
      this.listenerThreads = Objects.requireNonNull(executor, "executor");
      return this;
    }

    Builder nanoTime(LongSupplier nanoTime) {
      this.nanoTime = nanoTime;
      return this;
    }

    /**
     * Sets what writes again what a store did not take. By default that is a thread of the JDK's.
     *
     * @param scheduler the scheduler
     * @return this
     */
    public Builder scheduler(ScheduledExecutorService scheduler) {
      Objects.requireNonNull(scheduler, "scheduler");
      return timer(
          (millis, task) -> {
            var unused = scheduler.schedule(task, millis, TimeUnit.MILLISECONDS);
          });
    }

    Builder timer(SessionShell.Timer timer) {
      this.timer = timer;
      return this;
    }

    /**
     * Builds the session.
     *
     * @return the session for {@link TokenKey#DEFAULT}
     * @throws IllegalArgumentException if nothing says where tokens come from
     */
    public OAuthSession build() {
      TokenSource from = source;
      if (from == null) {
        throw new IllegalArgumentException(
            "A session needs a source of tokens: set refresh, refreshBy or clientCredentials");
      }
      return new OAuthSession(
          new SessionShell(
              new SessionShell.Parts(
                  grant,
                  store,
                  from,
                  revocation,
                  new Coordinator.Rules(
                      from.needsRefreshToken(),
                      probes,
                      TimeUnit.MILLISECONDS.convert(callTimeout),
                      ends,
                      longestSkew()),
                  lockWait,
                  List.copyOf(listeners),
                  clock,
                  nanoTime,
                  new SecureRandom(),
                  executor,
                  listenerThreads,
                  timer)),
          callbacks,
          TokenKey.DEFAULT);
    }

    /** What is set counts more than what a descriptor declares. */
    private long longestSkew() {
      return refreshWindow
          .or(() -> declaredWindow)
          .map(TimeUnit.MILLISECONDS::convert)
          .map(millis -> Math.min(StoredToken.LONGEST_SKEW, millis))
          .orElse(StoredToken.LONGEST_SKEW);
    }

    private static Duration positive(String setting, Duration time) {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException(
            setting + " must be longer than zero, found " + time + ".");
      }
      return time;
    }

    private static void inThreadOfItsOwn(Runnable task) {
      Thread thread = new Thread(task, "grantwright-session");
      thread.setDaemon(true);
      thread.start();
    }

    private static void afterDelay(long millis, Runnable task) {
      CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(task);
    }
  }
}
