package io.grantwright.runtime.session;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.secret.Secret;
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
 * @param accessTokens the newest access token for each key
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

  /**
   * Finds an access token.
   *
   * @param key what it was asked for
   * @return the token, expired or not
   */
  public Optional<StoredToken> accessToken(TokenKey key) {
    return accessTokens.stream().filter(token -> token.key().equals(key)).findFirst();
  }
}
