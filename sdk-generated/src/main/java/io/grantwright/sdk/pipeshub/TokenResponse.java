package io.grantwright.sdk.pipeshub;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.secret.Secret;
import java.util.Optional;

/**
 * The tokens that were issued (RFC 6749 §5.1).
 *
 * <p>The access token is a JWT that names the user in {@code userId}; it has no {@code sub} and no
 * {@code aud}. The page calls every member optional, the access token too: an answer without one is
 * of no use, and malformed.
 *
 * @param accessToken the access token
 * @param tokenType its type, {@code Bearer}
 * @param expiresIn its lifetime in seconds, 3600 unless configured
 * @param refreshToken the refresh token, only if {@code offline_access} was granted
 * @param scope the scopes that were granted, which may be fewer than requested
 * @param idToken the ID token; servers so far issue none
 * @param unknown what else the server sent
 */
@Model
@Naming(Naming.Case.SNAKE)
public record TokenResponse(
    Secret accessToken,
    Optional<String> tokenType,
    Optional<Long> expiresIn,
    Optional<Secret> refreshToken,
    Optional<String> scope,
    Optional<Secret> idToken,
    UnknownMembers unknown) {}
