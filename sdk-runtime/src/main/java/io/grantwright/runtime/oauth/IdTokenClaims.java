package io.grantwright.runtime.oauth;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.annotations.OneOrMany;
import io.grantwright.runtime.json.UnknownMembers;
import java.util.List;
import java.util.Optional;

/**
 * What an id token says (OpenID Connect Core §2). Times are in seconds since 1970, and may have
 * fractions.
 *
 * @param iss the server that issued it
 * @param sub the user, unique at that server
 * @param aud the clients that it is for
 * @param exp when it expires
 * @param iat when it was issued
 * @param nbf when it begins to be valid (RFC 7519 §4.1.5)
 * @param nonce the value that binds it to one authorization request
 * @param azp the client that it was issued to
 * @param atHash half of the hash of the access token that it came with
 * @param unknown the claims that have no component here, such as those about the user
 */
@Model
@Naming(Naming.Case.SNAKE)
public record IdTokenClaims(
    String iss,
    String sub,
    @OneOrMany List<String> aud,
    double exp,
    double iat,
    Optional<Double> nbf,
    Optional<String> nonce,
    Optional<String> azp,
    Optional<String> atHash,
    UnknownMembers unknown) {}
