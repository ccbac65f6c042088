package io.grantwright.runtime.session;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A grant as a store keeps it. Its generated companion writes it as JSON, with the members of newer
 * versions of the SDK kept.
 *
 * <p>Sessions choose the versions: a grant begins with a random one, and each change adds one, so
 * that no version means two states, even when a grant is deleted and comes again.
 *
 * @param version which state of the grant this is; never 0
 * @param refreshToken the newest refresh token; absent if there is none (any more)
 * @param scope the scope that was granted at login; absent if the server did not say
 * @param subject who allowed it, as far as the application found out
 * @param accessTokens the newest access token for each key, of the last 100 keys that one was
 *     issued for
 * @param marker the refresh that is under way, or got lost
 * @param unknown the members that have no component here
 */
@Model
@Naming(Naming.Case.SNAKE)
public record StoredGrant(
    long version,
    Optional<Secret> refreshToken,
    Optional<String> scope,
    Optional<String> subject,
    List<StoredToken> accessTokens,
    Optional<RefreshMarker> marker,
    UnknownMembers unknown) {
  /** How many access tokens are kept: keys may be made of what users choose. */
  static final int MOST_TOKENS = 100;

  /**
   * Copies what could change.
   *
   * @param version which state of the grant this is
   * @param refreshToken the newest refresh token
   * @param scope the scope that was granted at login
   * @param subject who allowed it
   * @param accessTokens the newest access token for each key
   * @param marker the refresh that is under way, or got lost
   * @param unknown the members that have no component here
   */
  public StoredGrant {
    accessTokens = List.copyOf(accessTokens);
  }

  /** A grant that nothing is in yet. */
  static StoredGrant empty(long version) {
    return new StoredGrant(
        version,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        UnknownMembers.EMPTY);
  }

  /**
   * Finds an access token.
   *
   * @param key what it was asked for
   * @return the token, expired or not
   */
  public Optional<StoredToken> accessToken(TokenKey key) {
    return accessTokens.stream().filter(token -> token.key().equals(key)).findFirst();
  }

  /** The next state of the grant, with another marker or none. */
  StoredGrant withMarker(Optional<RefreshMarker> marker) {
    return new StoredGrant(
        version + 1, refreshToken, scope, subject, accessTokens, marker, unknown);
  }

  /** The next state of the grant when its refresh token is dead; its tokens may live on. */
  StoredGrant withoutRefreshToken() {
    return new StoredGrant(
        version + 1, Optional.empty(), scope, subject, accessTokens, Optional.empty(), unknown);
  }

  /**
   * The next state of the grant after an answer: the refresh token is kept if there is no other,
   * and what was granted at login is never narrowed by an answer for one access token. Tokens are
   * in the order in which they were issued; of too many, the first is dropped.
   */
  StoredGrant withAnswer(StoredToken token, Optional<Secret> newRefreshToken) {
    List<StoredToken> tokens = new ArrayList<>();
    for (StoredToken other : accessTokens) {
      if (!other.key().equals(token.key())) {
        tokens.add(other);
      }
    }
    tokens.add(token);
    return new StoredGrant(
        version + 1,
        newRefreshToken.or(() -> refreshToken),
        scope,
        subject,
        newest(tokens),
        Optional.empty(),
        unknown);
  }

  /**
   * The next state after another one that was written in between, with its further tokens. The
   * marker stays that of this one's refresh token.
   */
  StoredGrant over(StoredGrant found) {
    List<StoredToken> tokens = new ArrayList<>();
    for (StoredToken other : found.accessTokens) {
      if (accessToken(other.key()).isEmpty()) {
        tokens.add(other);
      }
    }
    tokens.addAll(accessTokens);
    return new StoredGrant(
        found.version + 1, refreshToken, scope, subject, newest(tokens), marker, unknown);
  }

  private static List<StoredToken> newest(List<StoredToken> tokens) {
    return tokens.subList(Math.max(0, tokens.size() - MOST_TOKENS), tokens.size());
  }

  /** Whether both have the same refresh token, or none. */
  boolean sharesRefreshToken(StoredGrant other) {
    return refreshToken.equals(other.refreshToken);
  }

  /** The marker, unless it is about a refresh token that is not there any more. */
  Optional<RefreshMarker> currentMarker() {
    return marker.filter(
        m ->
            refreshToken.map(RefreshMarker::hash).filter(m.refreshTokenHash()::equals).isPresent());
  }
}
