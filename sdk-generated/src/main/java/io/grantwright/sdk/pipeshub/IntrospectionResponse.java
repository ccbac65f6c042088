package io.grantwright.sdk.pipeshub;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Name;
import io.grantwright.annotations.Naming;
import io.grantwright.annotations.OneOrMany;
import io.grantwright.runtime.json.UnknownMembers;
import java.util.List;
import java.util.Optional;

/**
 * What a token is (RFC 7662 §2.2); everything but {@code active} is absent for a token that is not.
 *
 * @param active whether it is active
 * @param scope its scopes, separated by spaces
 * @param clientId the client that it was issued to
 * @param username the user; servers send the user's identifier here
 * @param tokenType its type, {@code Bearer} or {@code refresh_token}
 * @param exp when it expires, in seconds since 1970
 * @param iat when it was issued, in seconds since 1970
 * @param nbf from when it is good, in seconds since 1970
 * @param subject the user's identifier, {@code sub} on the page and {@code user_id} from newer
 *     servers
 * @param aud whom it is for
 * @param iss who issued it
 * @param jti its identifier
 * @param unknown what else the server sent
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
    @Name(value = "sub", aliases = "user_id") Optional<String> subject,
    @OneOrMany Optional<List<String>> aud,
    Optional<String> iss,
    Optional<String> jti,
    UnknownMembers unknown) {}
