package io.grantwright.runtime.oauth;

import io.grantwright.annotations.Model;
import io.grantwright.runtime.json.UnknownMembers;
import java.util.Optional;

/**
 * One public key (RFC 7517 §4). What it is made of is among {@code parameters}: it differs from
 * kind to kind, and is read by a JOSE library.
 *
 * @param kty the kind of key
 * @param kid its identifier within the set
 * @param use what it is for, {@code sig} or {@code enc}
 * @param alg the algorithm that it is for
 * @param parameters the further members
 */
@Model
public record JsonWebKey(
    String kty,
    Optional<String> kid,
    Optional<String> use,
    Optional<String> alg,
    UnknownMembers parameters) {}
