package io.grantwright.sdk.pipeshub;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.json.UnknownMembers;
import java.util.List;
import java.util.Optional;

/**
 * The metadata of a protected resource (RFC 9728 §2).
 *
 * @param resource the resource's identifier
 * @param authorizationServers the issuers whose tokens it takes
 * @param scopesSupported the scopes that it knows
 * @param bearerMethodsSupported how it takes access tokens
 * @param resourceDocumentation a page for developers
 * @param unknown what else the server sent
 */
@Model
@Naming(Naming.Case.SNAKE)
public record ProtectedResource(
    String resource,
    Optional<List<String>> authorizationServers,
    Optional<List<String>> scopesSupported,
    Optional<List<String>> bearerMethodsSupported,
    Optional<String> resourceDocumentation,
    UnknownMembers unknown) {}
