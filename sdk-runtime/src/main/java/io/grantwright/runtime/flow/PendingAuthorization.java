package io.grantwright.runtime.flow;

import io.grantwright.runtime.oauth.CodeVerifier;
import io.grantwright.runtime.oauth.Scope;
import io.grantwright.runtime.secret.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An authorization that a browser has been sent off with, and everything needed to recognise its
 * answer. Works once, in this process, until its deadline. It belongs to one user's browser
 * session: keep it there, or in a {@link PendingStore}, or {@linkplain PendingSeal sealed} in a
 * cookie.
 */
public final class PendingAuthorization {
  private final String authorizationUrl;
  private final Terms terms;
  private final Clock clock;
  private final AtomicBoolean taken = new AtomicBoolean();

  /** What was sent, and what the answer is held against. */
  record Terms(
      Secret state,
      Optional<Secret> nonce,
      CodeVerifier codeVerifier,
      Optional<String> issuer,
      boolean issuerRequired,
      Optional<String> redirectUri,
      String arrivesAt,
      Scope scope,
      Optional<String> resource,
      Map<String, String> data,
      Instant deadline) {}

  PendingAuthorization(String authorizationUrl, Terms terms, Clock clock) {
    this.authorizationUrl = authorizationUrl;
    this.terms = terms;
    this.clock = clock;
  }

  /** {@return the address that the browser is to open; it holds the state, so do not log it} */
  public String authorizationUrl() {
    return authorizationUrl;
  }

  /** {@return the value that the callback must bring back, 256 random bits} */
  public Secret state() {
    return terms.state();
  }

  /** {@return the value that the id token must bring back; absent without the scope openid} */
  public Optional<Secret> nonce() {
    return terms.nonce();
  }

  /** {@return the server that the user was sent to; absent if the flow does not know} */
  public Optional<String> issuer() {
    return terms.issuer();
  }

  /**
   * {@return where the server sends the answer, byte for byte as in the request; absent if the
   * request leaves it to the server}
   */
  public Optional<String> redirectUri() {
    return terms.redirectUri();
  }

  /**
   * {@return where the callback arrives: the redirect URI, unless a proxy or a relay stands in
   * between}
   */
  public String arrivesAt() {
    return terms.arrivesAt();
  }

  /** {@return what was asked for} */
  public Scope scope() {
    return terms.scope();
  }

  /** {@return what the tokens are for (RFC 8707)} */
  public Optional<String> resource() {
    return terms.resource();
  }

  /** {@return the application's own data, unmodifiable; it never leaves this process} */
  public Map<String, String> data() {
    return terms.data();
  }

  /** {@return until when it can be completed} */
  public Instant deadline() {
    return terms.deadline();
  }

  /** {@return when it can be completed until, and nothing that was sent} */
  @Override
  public String toString() {
    return "PendingAuthorization[arrivesAt="
        + CallbackParameters.address(arrivesAt())
        + ", deadline="
        + deadline()
        + "]";
  }

  /** What a callback carries beyond OAuth and the redirect URI's own query. */
  Map<String, String> others(AuthorizationCallback callback) {
    String query = CallbackParameters.query(arrivesAt());
    return callback.others(CallbackParameters.read(query).keySet());
  }

  CodeVerifier codeVerifier() {
    return terms.codeVerifier();
  }

  Duration timeLeft() {
    Duration left = Duration.between(clock.instant(), deadline());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Whether a callback is the answer to this; says so without using it up. */
  void requireOwn(AuthorizationCallback callback) {
    requireAddress(callback);
    Secret state =
        callback
            .state()
            .orElseThrow(
                () ->
                    new AuthorizationException.WrongState(
                        "The callback has no state; it is not an answer to this authorization"));
    if (!terms.state().equals(state)) { // Compares in constant time.
      throw new AuthorizationException.WrongState(
          "The callback's state is not that of this authorization; it may be an old page, or an"
              + " attack");
    }
  }

  Terms terms() {
    return terms;
  }

  /**
   * Uses it up, once and for all. Who is not the first at one guard leaves the other alone: of two
   * at a time, each would else stop the other.
   */
  void take(UsedStates used) {
    boolean first =
        used.add(state(), deadline(), clock.instant()) && taken.compareAndSet(false, true);
    if (!first) {
      throw new AuthorizationException.Replayed(
          "This authorization was completed before; start a new one");
    }
    if (!clock.instant().isBefore(deadline())) {
      throw expired();
    }
  }

  AuthorizationException.Expired expired() {
    return new AuthorizationException.Expired(
        "The authorization was not completed until " + deadline() + "; start a new one");
  }

  /** Holds the callback's issuer against the one that the user was sent to (RFC 9207 §2.4). */
  void requireIssuer(AuthorizationCallback callback) {
    Optional<String> found = callback.issuer();
    if (found.isEmpty()) {
      if (terms.issuerRequired()) {
        throw new AuthorizationException.WrongIssuer(
            "The callback has no iss, although the server's metadata or descriptor announces it");
      }
      return;
    }
    String expected =
        terms
            .issuer()
            .orElseThrow(
                () ->
                    new AuthorizationException.WrongIssuer(
                        "The callback names its issuer, but the flow knows none to compare it with;"
                            + " set the flow's issuer, or declare @Issuer on the descriptor"));
    if (!expected.equals(found.get())) {
      throw new AuthorizationException.WrongIssuer(
          "The callback comes from the issuer "
              + CallbackParameters.shown(found.get())
              + ", but the user was sent to "
              + expected);
    }
  }

  private void requireAddress(AuthorizationCallback callback) {
    String expected = terms.arrivesAt();
    boolean same =
        comparable(CallbackParameters.address(expected)).equals(comparable(callback.address()));
    boolean complete =
        CallbackParameters.read(CallbackParameters.query(expected)).entrySet().stream()
            .allMatch(own -> callback.has(own.getKey(), own.getValue()));
    if (!same || !complete) {
      throw new AuthorizationException.WrongAddress(
          "The callback arrived at "
              + CallbackParameters.shown(callback.address())
              + (same ? " without the redirect URI's own query" : "")
              + ", but this authorization's callbacks arrive at "
              + CallbackParameters.address(expected)
              + "; if a proxy or a relay changes it, say where callbacks arrive with arrivesAt");
    }
  }

  /** Browsers ask for the root where a web address has no path (RFC 3986 §6.2.3). */
  private static String comparable(String address) {
    return address.matches("(?i)https?://[^/]+") ? address + "/" : address;
  }
}
