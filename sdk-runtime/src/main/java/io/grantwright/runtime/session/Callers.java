package io.grantwright.runtime.session;

import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.FailureMemory.Rest;
import io.grantwright.runtime.session.SessionState.Waiter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
    return token != null && isUsable(token) ? token : null;
  }

  private boolean isUsable(StoredToken token) {
    return !token.isExpired(state.now)
        && !token.accessToken().equals(state.dead.get(token.key()))
        && token.isBearer();
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
    Map<TokenKey, StoredToken> before = tokens(state.known);
    Map<TokenKey, StoredToken> after = tokens(grant);
    Map<TokenKey, StoredToken> writing = tokens(state.writing);
    state.known = grant;
    for (TokenKey key : before.keySet()) {
      StoredToken token = after.get(key);
      if (token == null || !isUsable(token)) {
        state.act(new SessionAction.Withdraw(key));
      }
    }
    // What neither is known nor waits to be written can serve nobody, and is as good as forgotten.
    state.dead.entrySet().removeIf(dead -> !has(after, dead) && !has(writing, dead));
    publishAllBut(before);
  }

  /** After a logout that was not done, which has withdrawn them. */
  void publishAgain() {
    publishAllBut(Map.of());
  }

  private void publishAllBut(Map<TokenKey, StoredToken> before) {
    if (state.isLeaving()) {
      return;
    }
    for (StoredToken token : tokens(state.known).values()) {
      if (!token.equals(before.get(token.key())) && isUsable(token)) {
        state.act(new SessionAction.Publish(token));
      }
    }
  }

  /** A grant's tokens by key, as {@link StoredGrant#accessToken} finds them. */
  private static Map<TokenKey, StoredToken> tokens(@Nullable StoredGrant grant) {
    Map<TokenKey, StoredToken> tokens = new LinkedHashMap<>();
    if (grant != null) {
      grant.accessTokens().forEach(token -> tokens.putIfAbsent(token.key(), token));
    }
    return tokens;
  }

  private static boolean has(
      Map<TokenKey, StoredToken> tokens, Map.Entry<TokenKey, Secret> accessToken) {
    StoredToken token = tokens.get(accessToken.getKey());
    return token != null && token.accessToken().equals(accessToken.getValue());
  }
}
