package io.grantwright.runtime.oauth;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.secret.Secret;
import java.util.Optional;

/**
 * The tokens that a server issues (RFC 6749 §5.1).
 *
 * @param accessToken the access token
 * @param tokenType how it is used, {@code Bearer} in whatever case most of the time
 * @param expiresIn its lifetime in seconds; absent if the server does not say
 * @param refreshToken a refresh token; absent in an answer to a refresh if the old one goes on
 * @param scope the granted scope with spaces between the values; absent if it is the one asked for
 * @param idToken the id token, unchecked (OpenID Connect Core §3.1.3.3)
 * @param unknown the members that have no component here
 */
@Model
@Naming(Naming.Case.SNAKE)
public record TokenResponse(
    Secret accessToken,
    String tokenType,
    Optional<Long> expiresIn,
    Optional<Secret> refreshToken,
    Optional<String> scope,
    Optional<Secret> idToken,
    UnknownMembers unknown) {}
