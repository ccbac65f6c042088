package io.grantwright.sdk.pipeshub;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.secret.Secret;
import java.util.Optional;

/**
 * The tokens that were issued (RFC 6749 §5.1).
 *
 * @param accessToken the access token
 * @param tokenType its type, {@code Bearer}
 * @param expiresIn its lifetime in seconds
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
