package io.grantwright.sdk.omniport;

import io.grantwright.annotations.Model;
import io.grantwright.runtime.json.UnknownMembers;
import java.util.Map;
import java.util.Optional;

/**
 * A user, as far as the application was approved to know.
 *
 * @param userId the user
 * @param username the name that the user logs in with; documented, and not sent by every version
 * @param person what every person has, such as {@code fullName}
 * @param student what students have
 * @param contactInformation where the user can be reached
 * @param unknown the members that have no component here
 */
@Model
public record UserData(
    Optional<Long> userId,
    Optional<String> username,
    Optional<Map<String, Object>> person,
    Optional<Map<String, Object>> student,
    Optional<Map<String, Object>> contactInformation,
    UnknownMembers unknown) {}
