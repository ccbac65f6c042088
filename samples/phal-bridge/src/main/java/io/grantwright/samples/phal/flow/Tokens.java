package io.grantwright.samples.phal.flow;

import io.grantwright.runtime.oauth.Scope;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.NoTokenException;
import io.grantwright.runtime.session.OAuthSession;
import io.grantwright.runtime.session.StoredGrant;
import io.grantwright.runtime.session.StoredToken;
import io.grantwright.runtime.session.TokenKey;
import io.grantwright.runtime.session.TokenStore;
import io.grantwright.samples.phal.Delays;
import io.grantwright.samples.phal.Log;
import io.grantwright.samples.phal.Refusal;
import io.grantwright.samples.phal.Timer;
import io.grantwright.samples.phal.app.App;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The apps' tokens, each in a session. */
public final class Tokens {
  private final TokenStore store;
  private final Providers providers;
  private final Clock clock;
  private final Executor work;
  private final Timer timer;
  private final Log log;
  private final Map<String, Held> sessions = new HashMap<>();
  private final Map<GrantKey, Unstored> unstored = new HashMap<>();

  /** Held by who writes a grant: an older login must not come after a newer one. */
  private final Map<GrantKey, Object> writing = new ConcurrentHashMap<>();

  /** A session, and the app as it was when the session was made. */
  private record Held(App app, OAuthSession session) {}

  /** Tokens that the store has not taken yet: they are the only ones of their grant. */
  private record Unstored(App app, TokenResponse tokens, Delays delays) {}

  public Tokens(
      TokenStore store, Providers providers, Clock clock, Executor work, Timer timer, Log log) {
    this.store = store;
    this.providers = providers;
    this.clock = clock;
    this.work = work;
    this.timer = timer;
    this.log = log;
  }

  /**
   * Keeps the tokens of a login. What the store does not take is kept in memory, and written again
   * until it does.
   *
   * @return their members, for the app
   */
  public Map<String, @Nullable Object> keep(App app, TokenResponse tokens) {
    Map<String, @Nullable Object> members = TokenMembers.of(tokens, clock.instant());
    Unstored entry = new Unstored(app, tokens, new Delays());
    synchronized (unstored) {
      unstored.put(key(app), entry);
    }
    write(entry);
    return members;
  }

  /**
   * Refreshes an app's tokens, now.
   *
   * @return the members of the newest tokens
   * @throws NoTokenException if there are none; the type says what to do
   * @throws Refusal if there is nothing to refresh
   */
  public Map<String, @Nullable Object> refresh(App app) {
    GrantKey key = key(app);
    synchronized (unstored) {
      if (unstored.containsKey(key)) {
        throw new Refusal("the newest tokens are not stored yet; ask again later");
      }
    }
    StoredGrant before = read(key, app);
    Optional<Secret> accessToken =
        before.accessToken(TokenKey.DEFAULT).map(StoredToken::accessToken);
    if (before.refreshToken().isEmpty()) {
      throw new Refusal("there is no refresh token; start the authorization again");
    }
    OAuthSession session = session(app);
    if (accessToken.isPresent()) {
      session.accessTokenReplacing(accessToken.get());
    } else {
      session.accessToken();
    }
    return TokenMembers.of(read(key, app));
  }

  /** Tries once more to store what is not stored; says what is lost. Called at the end. */
  public void flush() {
    List<Unstored> left;
    synchronized (unstored) {
      left = List.copyOf(unstored.values());
    }
    for (Unstored entry : left) {
      try {
        session(entry.app()).authorized(entry.tokens(), Optional.empty(), scope(entry.app()));
      } catch (NoTokenException e) {
        log.say("The tokens of %s are lost: %s".formatted(munged(entry.app()), e.getMessage()));
      }
    }
  }

  private void write(Unstored entry) {
    GrantKey key = key(entry.app());
    synchronized (writing.computeIfAbsent(key, any -> new Object())) {
      synchronized (unstored) {
        if (!entry.equals(unstored.get(key))) {
          return; // A newer login.
        }
      }
      try {
        session(entry.app()).authorized(entry.tokens(), Optional.empty(), scope(entry.app()));
      } catch (NoTokenException e) {
        writeLater(entry, e);
        return;
      }
      synchronized (unstored) {
        unstored.remove(key, entry);
      }
    }
    log.say("The tokens of %s are stored.".formatted(munged(entry.app())));
  }

  private void writeLater(Unstored entry, NoTokenException reason) {
    Duration delay = entry.delays().next();
    log.say(
        "The tokens of %s cannot be stored, and are kept in memory; next attempt in %s s. %s"
            .formatted(munged(entry.app()), delay.toSeconds(), reason.getMessage()));
    timer.after(delay, () -> work.execute(() -> write(entry)));
  }

  private StoredGrant read(GrantKey key, App app) {
    return store
        .read(key)
        .orElseThrow(
            () -> new Refusal(munged(app) + " has no tokens; start the authorization first"));
  }

  /** The app's session; another one when its endpoints or credentials have changed. */
  private OAuthSession session(App app) {
    synchronized (sessions) {
      Held held = sessions.get(munged(app));
      if (held == null || !held.app().equals(app)) {
        OAuthSession session =
            OAuthSession.builder(store, key(app))
                .refresh(providers.forRefreshes(app))
                .clock(clock)
                .executor(work)
                .build();
        held = new Held(app, session);
        sessions.put(munged(app), held);
      }
      return held.session();
    }
  }

  private static GrantKey key(App app) {
    String clientId =
        app.clientId().orElseThrow(() -> new Refusal(munged(app) + " has no credentials"));
    return GrantKey.of(clientId, app.endpoints().token(), munged(app));
  }

  private static Scope scope(App app) {
    return Scope.parse(app.scope().orElse(""));
  }

  private static String munged(App app) {
    return app.name().munged();
  }
}
