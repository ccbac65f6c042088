package io.grantwright.samples.cloud;

import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.NoTokenException;
import io.grantwright.runtime.session.OAuthSession;
import io.grantwright.runtime.session.SessionListener;
import io.grantwright.runtime.session.TokenStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The accounts that are linked: those in the store, whichever hub has linked them. */
final class Accounts {
  private final TokenStore store;
  private final Provider provider;
  private final Surroundings with;
  private final Map<GrantKey, Account> known = new ConcurrentHashMap<>();

  Accounts(TokenStore store, Provider provider, Surroundings with) {
    this.store = store;
    this.provider = provider;
    this.with = with;
  }

  /**
   * Lists them, by name.
   *
   * @throws io.grantwright.runtime.session.TokenStoreException if the store fails
   */
  List<Account> all() {
    Set<GrantKey> keys = new HashSet<>(store.grants());
    keys.removeIf(key -> !key.server().equals(provider.server()));
    known.forEach(
        (key, account) -> {
          if (account.isNotStored()) {
            keys.add(key);
          }
        });
    for (GrantKey key : known.keySet()) {
      if (!keys.contains(key)) {
        forget(key); // Another hub may have unlinked it.
      }
    }
    List<Account> all = new ArrayList<>();
    keys.forEach(key -> all.add(of(key)));
    all.sort(Comparator.comparing(Account::name).thenComparing(Account::id));
    return all;
  }

  /** Finds one by its identifier. */
  Optional<Account> find(String id) {
    return all().stream().filter(account -> account.id().equals(id)).findFirst();
  }

  /**
   * Links an account. If the store does not take its tokens, they are nowhere else, so that it is
   * known from now on, even if it was forgotten while it was in no store yet.
   */
  Account link(GrantKey key, TokenResponse tokens, CloudApi.User user) {
    Account account = of(key);
    account.authorized(tokens, user);
    if (account.isNotStored()) {
      known.put(key, account);
    }
    return account;
  }

  private void forget(GrantKey key) {
    known.computeIfPresent(key, (any, account) -> account.isNotStored() ? account : null);
  }

  /** The account that a grant is of, linked or about to be. */
  private Account of(GrantKey key) {
    return known.computeIfAbsent(key, this::account);
  }

  /**
   * Asks all of them how they are, side by side, and waits for a time; the rest goes on.
   *
   * @return all of them
   */
  List<Account> check(Duration wait) {
    List<Account> all = all();
    CompletableFuture<?>[] checks =
        all.stream()
            .map(account -> CompletableFuture.runAsync(account::check, with.work()))
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(checks).get(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // They are shown as they were.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      with.log().say("A check failed: " + e.getCause());
    }
    return all;
  }

  void unlinked(Account account) {
    forget(account.grant());
  }

  /** Tries once more to store what is not stored; says what is lost. Called at the end. */
  void flush() {
    for (Account account : known.values()) {
      try {
        account.store();
      } catch (NoTokenException e) {
        with.log().say("The tokens of %s are lost: %s".formatted(account.id(), e.getMessage()));
      }
    }
  }

  private Account account(GrantKey key) {
    OAuthSession.Builder session =
        OAuthSession.builder(store, key)
            .refresh(provider.clients())
            .clock(with.clock())
            .executor(with.work())
            .listener(new Said(with.log()));
    provider.revocation().ifPresent(session::revocation);
    return new Account(session.build(), provider);
  }

  /** Says what becomes of accounts. */
  private record Said(Log log) implements SessionListener {
    @Override
    public void authorized(GrantKey grant) {
      log.say("%s is linked.".formatted(grant.account()));
    }

    @Override
    public void reauthorizationNeeded(GrantKey grant, NoTokenException reason) {
      log.say("%s has to log in again. %s".formatted(grant.account(), reason.getMessage()));
    }

    @Override
    public void revoked(GrantKey grant) {
      log.say("%s is unlinked.".formatted(grant.account()));
    }
  }
}
