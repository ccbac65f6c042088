package io.grantwright.runtime.session;

import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.FailureMemory.Rest;
import io.grantwright.runtime.session.SessionState.Waiter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who waits for a token, which tokens may serve, and which are published for all to find. */
final class Callers {
  /** A refused token that is younger than this is not refreshed: the API is at fault. */
  private static final long JUST_ISSUED = 60_000;

  private final Transition state;

  Callers(Transition state) {
    this.state = state;
  }

  void join(TokenKey key, Waiter waiter) {
    List<Waiter> all = new ArrayList<>(waiting(key));
    all.add(waiter);
    state.waiting.put(key, List.copyOf(all));
  }

  List<Waiter> waiting(TokenKey key) {
    return state.waiting.getOrDefault(key, List.of());
  }

  // Answers

  /** Whether nobody is left who waits, and the token is fresh or must do. */
  boolean serve(@Nullable StoredGrant grant, TokenKey key) {
    StoredToken token = usable(grant, key);
    if (token == null) {
      return false;
    }
    long age = state.now - token.issuedAt();
    boolean isYoung = age >= 0 && age < JUST_ISSUED;
    List<Waiter> served = new ArrayList<>();
    List<Waiter> failing = new ArrayList<>();
    List<Waiter> refreshing = new ArrayList<>();
    for (Waiter waiter : waiting(key)) {
      if (!waiter.refuses(token)) {
        served.add(waiter);
      } else if (isYoung && !waiter.evenIfYoung()) {
        failing.add(waiter);
      } else {
        refreshing.add(waiter);
      }
    }
    state.waiting.remove(key);
    answer(token, served, failing, Failure.refusedThoughYoung());
    if (refreshing.isEmpty()) {
      return token.staleAt(state.rules.longestSkew()) > state.now || !failing.isEmpty();
    }
    state.waiting.put(key, List.copyOf(refreshing));
    return false;
  }

  /** Another refresh would bring those whose API refused this token no other one. */
  void serveIssued(StoredToken token) {
    List<Waiter> served = new ArrayList<>();
    List<Waiter> failing = new ArrayList<>();
    for (Waiter waiter : waiting(token.key())) {
      // Who asked for a refresh has had one; whose API refused the token is no further.
      boolean isServed = waiter.evenIfYoung() || !waiter.refuses(token);
      (isServed ? served : failing).add(waiter);
    }
    state.waiting.remove(token.key());
    answer(token, served, failing, Failure.issuedAgain());
  }

  private void answer(
      StoredToken token, List<Waiter> served, List<Waiter> failing, Failure failure) {
    if (!served.isEmpty()) {
      state.act(new SessionAction.Serve(tickets(served), token));
    }
    if (!failing.isEmpty()) {
      state.act(new SessionAction.Fail(tickets(failing), failure, Optional.empty()));
    }
  }

  void fail(TokenKey key, Rest rest) {
    List<Waiter> waiters = state.waiting.remove(key);
    if (waiters != null) {
      state.act(
          new SessionAction.Fail(tickets(waiters), rest.failure(), Optional.of(rest.until())));
    }
  }

  void failAll(Rest rest) {
    List.copyOf(state.waiting.keySet()).forEach(key -> fail(key, rest));
  }

  private static List<Long> tickets(List<Waiter> waiters) {
    return waiters.stream().map(Waiter::ticket).toList();
  }

  // Tokens

  @Nullable StoredToken usable(@Nullable StoredGrant grant, TokenKey key) {
    StoredToken token = grant == null ? null : grant.accessToken(key).orElse(null);
    if (token == null
        || token.isExpired(state.now)
        || token.accessToken().equals(state.dead.get(key))
        || !token.isBearer()) {
      return null;
    }
    return token;
  }

  boolean isRefusedBySome(@Nullable StoredGrant grant, TokenKey key) {
    StoredToken token = usable(grant, key);
    return token != null && waiting(key).stream().anyMatch(waiter -> waiter.refuses(token));
  }

  /** What an API refuses serves nobody else. */
  void withdrawRefused(@Nullable StoredGrant grant, TokenKey key) {
    StoredToken token = usable(grant, key);
    if (token != null && isRefusedBySome(grant, key)) {
      withdrawForGood(token);
    }
  }

  /** The time of a key's token is over, whatever the wall clock says. */
  void outlive(TokenKey key) {
    if (state.known != null) {
      state.known.accessToken(key).ifPresent(this::withdrawForGood);
    }
  }

  private void withdrawForGood(StoredToken token) {
    state.dead.put(token.key(), token.accessToken());
    state.act(new SessionAction.Withdraw(token.key()));
  }

  void withdrawAll() {
    if (state.known != null) {
      for (StoredToken token : state.known.accessTokens()) {
        state.act(new SessionAction.Withdraw(token.key()));
      }
    }
  }

  /** Nobody gets them any more, even if they stay in the store. */
  void bury(StoredGrant grant) {
    grant.accessTokens().forEach(token -> state.dead.put(token.key(), token.accessToken()));
  }

  /** Takes what is in the store for what is known, and has callers find just that. */
  void adopt(@Nullable StoredGrant grant) {
    StoredGrant before = state.known;
    state.known = grant;
    if (before != null) {
      for (StoredToken old : before.accessTokens()) {
        if (usable(grant, old.key()) == null) {
          state.act(new SessionAction.Withdraw(old.key()));
        }
      }
    }
    // What neither is known nor waits to be written can serve nobody, and is as good as forgotten.
    state.dead.entrySet().removeIf(dead -> !has(state.known, dead) && !has(state.writing, dead));
    publishAllBut(before);
  }

  /** After a logout that was not done, which has withdrawn them. */
  void publishAgain() {
    publishAllBut(null);
  }

  private void publishAllBut(@Nullable StoredGrant before) {
    StoredGrant grant = state.known;
    if (grant == null || state.isLeaving()) {
      return;
    }
    for (StoredToken token : grant.accessTokens()) {
      boolean isThere =
          before != null && before.accessToken(token.key()).filter(token::equals).isPresent();
      if (!isThere && usable(grant, token.key()) != null) {
        state.act(new SessionAction.Publish(token));
      }
    }
  }

  private static boolean has(@Nullable StoredGrant grant, Map.Entry<TokenKey, Secret> token) {
    return grant != null
        && grant
            .accessToken(token.getKey())
            .map(StoredToken::accessToken)
            .filter(token.getValue()::equals)
            .isPresent();
  }
}
