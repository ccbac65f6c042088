package io.grantwright.sdk.pipeshub;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.json.UnknownMembers;
import java.util.Optional;

/**
 * A public key (RFC 7517 §4).
 *
 * @param kty the key type
 * @param kid the key's identifier
 * @param use what it is for
 * @param alg the algorithm
 * @param unknown the members of the key type
 */
@Model
@Naming(Naming.Case.SNAKE)
public record JsonWebKey(
    String kty,
    Optional<String> kid,
    Optional<String> use,
    Optional<String> alg,
    UnknownMembers unknown) {}
