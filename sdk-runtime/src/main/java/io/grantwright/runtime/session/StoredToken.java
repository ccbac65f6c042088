package io.grantwright.runtime.session;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An access token as a store keeps it.
 *
 * @param key what it was asked for
 * @param accessToken the token
 * @param tokenType how it is used, {@code Bearer} most of the time
 * @param issuedAt when it was asked for, in milliseconds since 1970
 * @param expiresAt when it expires, in milliseconds since 1970; absent if nobody knows
 * @param scope the granted scope, as the server wrote it; absent if the server did not say
 * @param idToken the id token that came with it
 * @param unknown the members of the server's answer that have no component
 */
@Model
@Naming(Naming.Case.SNAKE)
public record StoredToken(
    TokenKey key,
    Secret accessToken,
    String tokenType,
    long issuedAt,
    Optional<Long> expiresAt,
    Optional<String> scope,
    Optional<Secret> idToken,
    UnknownMembers unknown) {
  /** How long before its end a token is refreshed at the earliest, in milliseconds. */
  static final long LONGEST_SKEW = 20_000;

  /** Takes an answer, with what the token's predecessor had and the answer does not mention. */
  static StoredToken of(
      TokenKey key, TokenResponse answer, long askedAt, Optional<StoredToken> predecessor) {
    Map<String, @Nullable Object> unknown = new LinkedHashMap<>();
    predecessor.ifPresent(token -> unknown.putAll(token.unknown().asMap()));
    unknown.putAll(answer.unknown().asMap());
    return new StoredToken(
        key,
        answer.accessToken(),
        answer.tokenType(),
        askedAt,
        answer.expiresIn().filter(seconds -> seconds > 0).map(s -> end(askedAt, s)),
        answer.scope(),
        answer.idToken().or(() -> predecessor.flatMap(StoredToken::idToken)),
        UnknownMembers.ofMap(unknown));
  }

  private static long end(long start, long seconds) {
    return seconds > (Long.MAX_VALUE - start) / 1000 ? Long.MAX_VALUE : start + seconds * 1000;
  }

  boolean isBearer() {
    return tokenType.equalsIgnoreCase("Bearer");
  }

  boolean isExpired(long now) {
    return expiresAt.isPresent() && now >= expiresAt.get();
  }

  /** When it is time for a new one, while this one still serves. */
  long staleAt(long longestSkew) {
    return expiresAt
        .map(end -> end - Math.min(longestSkew, Math.max(0, end - issuedAt) / 4))
        .orElse(Long.MAX_VALUE);
  }

  /** How long it may serve from now on, whatever becomes of the wall clock. */
  Optional<Long> timeLeft(long now) {
    return expiresAt.map(end -> Math.max(0, Math.min(end - now, end - issuedAt)));
  }
}
