package io.grantwright.samples.cli;

import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.OAuthSession;
import io.grantwright.runtime.session.StoredGrant;
import io.grantwright.runtime.session.StoredToken;
import io.grantwright.runtime.session.TokenStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The tokens of a profile: those of the user who logged in, and those of the client itself. */
final class Grants {
  private static final Duration LOCK_WAIT = Duration.ofSeconds(30);

  private final TokenStore store;
  private final Profile profile;
  private final String name;
  private final Machine machine;

  Grants(TokenStore store, Profile profile, String name, Machine machine) {
    this.store = store;
    this.profile = profile;
    this.name = name;
    this.machine = machine;
  }

  GrantKey user() {
    return new GrantKey(profile.clientId(), profile.server(), name, "user");
  }

  GrantKey client() {
    return new GrantKey(profile.clientId(), profile.server(), name, "client");
  }

  OAuthSession userSession(Server server) {
    return session(user(), server).refresh(server.get(Ability.REFRESH)).build();
  }

  OAuthSession clientSession(Server server) {
    return session(client(), server).clientCredentials(server.get(Ability.TOKEN)).build();
  }

  /** A session's access token, after the refresh that it may be time for. */
  static Secret newest(OAuthSession session) {
    var unused = session.accessToken(); // An old one still serves while another is asked for.
    return session.accessToken();
  }

  private OAuthSession.Builder session(GrantKey key, Server server) {
    OAuthSession.Builder session =
        OAuthSession.builder(store, key)
            .lockWait(LOCK_WAIT)
            .clock(machine.clock())
            // A refresh is no background task of a program that is about to end.
            .executor(Runnable::run);
    server.find(Ability.REVOKE).ifPresent(session::revocation);
    return session;
  }

  Optional<StoredGrant> read(GrantKey key) {
    return store.read(key);
  }

  /** The access token that was issued last, whatever it was asked for. */
  Optional<StoredToken> newestAccessToken(GrantKey key) {
    return read(key)
        .flatMap(
            grant ->
                grant.accessTokens().stream().max(Comparator.comparingLong(StoredToken::issuedAt)));
  }

  /** The user's tokens, which have to be there. */
  StoredGrant requireUser() {
    return read(user())
        .orElseThrow(
            () ->
                new Problem(
                    ExitCode.LOGIN_NEEDED,
                    "Nobody is logged in with the profile \"%s\": run login or device."
                        .formatted(name)));
  }

  /** Forgets an access token, after any refresh that is under way in whatever process. */
  void forgetAccessToken(GrantKey key, Secret accessToken) {
    locked(
        key,
        () -> {
          Optional<StoredGrant> grant = read(key).filter(found -> has(found, accessToken));
          return grant.isEmpty()
              || store.replace(key, grant.get().version(), without(grant.get(), accessToken));
        });
  }

  /** Forgets a whole grant, after any refresh that is under way in whatever process. */
  void delete(GrantKey key) {
    locked(
        key,
        () -> {
          Optional<StoredGrant> grant = read(key);
          return grant.isEmpty() || store.delete(key, grant.get().version());
        });
  }

  private interface Change {
    boolean make();
  }

  private void locked(GrantKey key, Change change) {
    TokenStore.GrantLock lock = lock(key);
    try {
      if (!change.make()) {
        throw new Problem(
            ExitCode.TRY_AGAIN, "Another process has just changed these tokens; nothing was done.");
      }
    } finally {
      lock.close();
    }
  }

  private TokenStore.GrantLock lock(GrantKey key) {
    try {
      return store
          .lock(key, LOCK_WAIT)
          .orElseThrow(
              () -> new Problem(ExitCode.TRY_AGAIN, "Another process is busy with these tokens."));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(ExitCode.STOPPED, "Stopped.", e);
    }
  }

  private static boolean has(StoredGrant grant, Secret accessToken) {
    return grant.accessTokens().stream().anyMatch(token -> token.accessToken().equals(accessToken));
  }

  private static StoredGrant without(StoredGrant grant, Secret accessToken) {
    List<StoredToken> tokens = new ArrayList<>(grant.accessTokens());
    tokens.removeIf(token -> token.accessToken().equals(accessToken));
    return new StoredGrant(
        grant.version() + 1,
        grant.refreshToken(),
        grant.scope(),
        grant.subject(),
        tokens,
        grant.marker(),
        grant.unknown());
  }
}
