package io.grantwright.testkit;

import io.grantwright.testkit.JournalEntry.Decision;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The grants of a server that rotates refresh tokens strictly: each is good for one refresh, and
 * one that comes back ends its grant (RFC 9700 §4.14.2). Tokens are counted and not random, so that
 * a journal can be read.
 */
final class StrictGrants {
  private final Map<String, Grant> byAccount = new HashMap<>();
  private final Map<String, Grant> byRefreshToken = new HashMap<>();
  private final Map<String, Access> accessTokens = new HashMap<>();
  private int logins;
  private int issued;

  /** What was decided, and what the answer says. */
  record Outcome(
      Decision decision,
      int status,
      Map<String, Object> answer,
      Optional<String> account,
      Optional<String> presented,
      Optional<String> current) {}

  Outcome logIn(String account, String scope, long expiresIn) {
    Grant grant = new Grant(account, "refresh-" + account + "-" + ++logins, scope);
    Grant before = byAccount.put(account, grant);
    if (before != null) {
      before.end();
    }
    byRefreshToken.put(grant.rotate(), grant);
    return outcome(Decision.LOGGED_IN, tokens(grant, scope, expiresIn), grant, null);
  }

  Outcome refresh(Map<String, String> form, long expiresIn) {
    String presented = form.get("refresh_token");
    Grant grant = byRefreshToken.get(presented);
    if (grant == null) {
      return refused(400, "invalid_grant", null, presented);
    }
    if (!grant.isCurrent(presented)) {
      Decision decision = grant.isAlive() ? Decision.REUSED : Decision.REFUSED;
      grant.end();
      return new Outcome(
          decision,
          400,
          Map.of("error", "invalid_grant"),
          Optional.of(grant.account),
          Optional.ofNullable(presented),
          Optional.empty());
    }
    byRefreshToken.put(grant.rotate(), grant);
    String scope = form.getOrDefault("scope", grant.scope);
    return outcome(Decision.ROTATED, tokens(grant, scope, expiresIn), grant, presented);
  }

  Outcome clientCredentials(Map<String, String> form, long expiresIn) {
    String scope = form.getOrDefault("scope", "");
    return outcome(Decision.ISSUED, tokens(null, scope, expiresIn), null, null);
  }

  /**
   * Ends the grant of a refresh token, or the access token alone; others are fine (RFC 7009 §2.2).
   */
  Outcome revoke(Map<String, String> form) {
    String token = form.get("token");
    Grant grant = byRefreshToken.get(token);
    if (grant != null && grant.isCurrent(token)) {
      grant.end();
    } else {
      Access access = accessTokens.remove(token);
      grant = access == null ? null : access.grant;
    }
    return outcome(Decision.REVOKED, Map.of(), grant, token);
  }

  /**
   * Answers by RFC 7662 §2.2; a token is active until it is revoked, replaced or its grant ends.
   */
  Outcome introspect(Map<String, String> form) {
    String token = form.get("token");
    Grant grant = byRefreshToken.get(token);
    Access access = accessTokens.get(token);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(
        "active", grant != null ? grant.isCurrent(token) : access != null && access.isGood());
    if (access != null && access.isGood()) {
      grant = access.grant;
      answer.put("scope", access.scope);
    }
    if (grant != null) {
      answer.put("sub", grant.account);
    }
    return outcome(Decision.ANSWERED, answer, grant, token);
  }

  Outcome refused(int status, String error, @Nullable Grant grant, @Nullable String presented) {
    Outcome outcome = outcome(Decision.REFUSED, Map.of("error", error), grant, presented);
    return new Outcome(
        Decision.REFUSED,
        status,
        outcome.answer,
        outcome.account,
        outcome.presented,
        outcome.current);
  }

  /** What a fault leaves behind: nothing new. */
  Outcome notProcessed(@Nullable String presented) {
    Grant grant = byRefreshToken.get(presented);
    return outcome(Decision.NOT_PROCESSED, Map.of(), grant, presented);
  }

  Optional<String> current(String account) {
    return Optional.ofNullable(byAccount.get(account)).flatMap(Grant::current);
  }

  private Map<String, Object> tokens(@Nullable Grant grant, String scope, long expiresIn) {
    String accessToken = "access-" + ++issued;
    accessTokens.put(accessToken, new Access(grant, scope));
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("access_token", accessToken);
    answer.put("token_type", "Bearer");
    answer.put("expires_in", expiresIn);
    if (grant != null) {
      answer.put("refresh_token", grant.current().orElseThrow());
    }
    if (!scope.isEmpty()) {
      answer.put("scope", scope);
    }
    return answer;
  }

  private static Outcome outcome(
      Decision decision,
      Map<String, Object> answer,
      @Nullable Grant grant,
      @Nullable String presented) {
    return new Outcome(
        decision,
        200,
        answer,
        Optional.ofNullable(grant).map(found -> found.account),
        Optional.ofNullable(presented),
        Optional.ofNullable(grant).flatMap(Grant::current));
  }

  private record Access(@Nullable Grant grant, String scope) {
    boolean isGood() {
      return grant == null || grant.isAlive();
    }
  }

  private static final class Grant {
    final String account;
    final String scope;
    private final String name;
    private int rotations;
    private boolean alive = true;

    Grant(String account, String name, String scope) {
      this.account = account;
      this.name = name;
      this.scope = scope;
    }

    String rotate() {
      rotations++;
      return name + "-" + rotations;
    }

    Optional<String> current() {
      return alive ? Optional.of(name + "-" + rotations) : Optional.empty();
    }

    boolean isCurrent(@Nullable String token) {
      return alive && (name + "-" + rotations).equals(token);
    }

    boolean isAlive() {
      return alive;
    }

    void end() {
      alive = false;
    }
  }
}
