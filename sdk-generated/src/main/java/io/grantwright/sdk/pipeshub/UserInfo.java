package io.grantwright.sdk.pipeshub;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Name;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.json.UnknownMembers;
import java.util.Optional;

/**
 * Who a user is.
 *
 * @param subject the user's identifier, {@code sub} on the page and {@code user_id} from newer
 *     servers
 * @param name the full name
 * @param givenName the given name
 * @param familyName the family name
 * @param email the address
 * @param emailVerified whether the address was verified
 * @param picture the address of a picture
 * @param updatedAt when this was changed, in seconds since 1970
 * @param unknown what else the server sent
 */
@Model
@Naming(Naming.Case.SNAKE)
public record UserInfo(
    @Name(value = "sub", aliases = "user_id") String subject,
    Optional<String> name,
    Optional<String> givenName,
    Optional<String> familyName,
    Optional<String> email,
    Optional<Boolean> emailVerified,
    Optional<String> picture,
    Optional<Long> updatedAt,
    UnknownMembers unknown) {}
