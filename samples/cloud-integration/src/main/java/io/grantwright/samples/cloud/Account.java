package io.grantwright.samples.cloud;

import io.grantwright.runtime.call.CallOptions;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.oauth.Scope;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.LogoutReport;
import io.grantwright.runtime.session.NoTokenException;
import io.grantwright.runtime.session.OAuthSession;
import io.grantwright.runtime.session.WrongAccountException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A linked account: its session, and how it is. */
final class Account {
  private static final int NOT_FOUND = 404;

  private final OAuthSession session;
  private final Provider provider;
  private final CloudApi api;
  private volatile AccountState state = new AccountState.Unchecked();
  private volatile Optional<String> name = Optional.empty();
  private final ReentrantLock busy = new ReentrantLock();
  private volatile @Nullable TokenResponse notStored;
  private boolean replaced;

  Account(OAuthSession session, Provider provider) {
    this.session = session;
    this.provider = provider;
    this.api = provider.api(CallOptions.builder().bearer(session).build());
  }

  GrantKey grant() {
    return session.grant();
  }

  /** What never changes about it. */
  String id() {
    return grant().account();
  }

  /** What people call it, as far as that is known. */
  String name() {
    return name.orElse(id());
  }

  AccountState state() {
    return state;
  }

  /** Whether its tokens are in memory only. */
  boolean isNotStored() {
    return notStored != null;
  }

  /** Takes the tokens of a login. What the store does not take is kept here, and stored later. */
  void authorized(TokenResponse tokens, CloudApi.User user) {
    busy.lock();
    try {
      notStored = tokens;
      name = user.name();
      replaced = false;
      state = checked();
    } finally {
      busy.unlock();
    }
  }

  /** Finds out how it is, by using it; leaves it to whoever is doing so already. */
  void check() {
    if (busy.tryLock()) {
      try {
        state = checked();
      } finally {
        busy.unlock();
      }
    }
  }

  /** Tries to store what is not stored. */
  void store() {
    busy.lock();
    try {
      TokenResponse tokens = notStored;
      if (tokens != null) {
        session.authorized(tokens, Optional.of(id()), Scope.parse(Cloud.SCOPES));
        notStored = null;
      }
    } catch (WrongAccountException e) {
      notStored = null; // Later it would be as wrong.
      throw e;
    } finally {
      busy.unlock();
    }
  }

  /** Has the provider take the tokens back, and deletes them. */
  LogoutReport unlink() {
    busy.lock();
    try {
      LogoutReport report = session.logout();
      TokenResponse tokens = notStored;
      if (tokens != null) {
        provider.takeBack(tokens);
        notStored = null;
      }
      return report;
    } finally {
      busy.unlock();
    }
  }

  private AccountState checked() {
    try {
      store();
    } catch (NoTokenException e) {
      return new AccountState.NotStored(String.valueOf(e.getMessage()));
    }
    return used();
  }

  private AccountState used() {
    try {
      try {
        return linked();
      } catch (NoTokenException.Misconfigured e) {
        if (replaced) {
          throw e;
        }
        // The API may refuse a new token because the user has just taken it back. Asked once: an
        // API that refuses every token would refuse the next one, too.
        replaced = true;
        Secret unused = session.accessTokenReplacing(session.accessToken());
        return linked();
      }
    } catch (NoTokenException.ReauthorizationRequired | NoTokenException.Ambiguous e) {
      return new AccountState.NeedsReauthentication(String.valueOf(e.getMessage()));
    } catch (NoTokenException | CallException e) {
      return new AccountState.Unavailable(String.valueOf(e.getMessage()));
    }
  }

  private AccountState linked() {
    name = api.user().name().or(() -> name);
    AccountState linked = new AccountState.Linked(devices());
    replaced = false;
    return linked;
  }

  /** Not every API has devices: some say 404, and some lead to a page for people. */
  private List<CloudApi.Device> devices() {
    try {
      return api.devices();
    } catch (CallException e) {
      if (e.status() == NOT_FOUND || e.status() / 100 == 3) {
        return List.of();
      }
      throw e;
    }
  }
}
