package io.grantwright.runtime.oauth;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.json.UnknownMembers;
import java.util.Optional;

/**
 * What the server tells of the user (OpenID Connect Core §5.3.2).
 *
 * @param sub the user; must equal the {@code sub} of the id token
 * @param name the full name, for people to read
 * @param preferredUsername what the user wants to be called; not unique
 * @param email the preferred address
 * @param emailVerified whether the server has checked that the address is the user's
 * @param picture the address of a picture
 * @param unknown the claims that have no component here
 */
@Model
@Naming(Naming.Case.SNAKE)
public record UserInfo(
    String sub,
    Optional<String> name,
    Optional<String> preferredUsername,
    Optional<String> email,
    Optional<Boolean> emailVerified,
    Optional<String> picture,
    UnknownMembers unknown) {}
