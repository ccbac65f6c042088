package io.grantwright.runtime.oauth;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.annotations.OneOrMany;
import io.grantwright.runtime.json.UnknownMembers;
import java.util.List;
import java.util.Optional;

/**
 * What a token is worth (RFC 7662 §2.2). Times are seconds since 1970, UTC.
 *
 * @param active whether it is valid now; if not, the rest is absent
 * @param scope its scope, with spaces between the values
 * @param clientId the client that it was issued to
 * @param username the resource owner, for people to read
 * @param tokenType how it is used
 * @param exp when it expires
 * @param iat when it was issued
 * @param nbf when it starts to be valid
 * @param sub the resource owner, for machines
 * @param aud whom it is meant for
 * @param iss who issued it
 * @param jti its identifier
 * @param unknown the members that have no component here
 */
@Model
@Naming(Naming.Case.SNAKE)
public record IntrospectionResponse(
    boolean active,
    Optional<String> scope,
    Optional<String> clientId,
    Optional<String> username,
    Optional<String> tokenType,
    Optional<Long> exp,
    Optional<Long> iat,
    Optional<Long> nbf,
    Optional<String> sub,
    @OneOrMany Optional<List<String>> aud,
    Optional<String> iss,
    Optional<String> jti,
    UnknownMembers unknown) {}
