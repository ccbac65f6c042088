package io.grantwright.runtime.session;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.secret.Secret;
import java.util.Optional;

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
    UnknownMembers unknown) {}
