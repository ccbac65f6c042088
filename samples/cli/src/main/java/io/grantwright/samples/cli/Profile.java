package io.grantwright.samples.cli;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Name;
import io.grantwright.annotations.Naming;
import io.grantwright.annotations.Role;
import io.grantwright.runtime.endpoint.EndpointAddresses;
import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.oauth.Scope;
import java.util.Map;
import java.util.Optional;

/**
 * A client at a server, under a name of the user's choice. It has no secret in it, but says where
 * the secret is.
 *
 * @param provider the descriptor to use; that of any server that keeps to the standards if absent
 * @param server the server's issuer, or where the provider is
 * @param clientId the client there
 * @param authentication how the client authenticates itself; what the server likes best if absent
 * @param secretFile the file with the secret
 * @param secretVariable the environment variable with the secret
 * @param scope what to ask for
 * @param redirectUri the registered redirect URI; any port of this machine if absent
 * @param endpoints the addresses of endpoints that neither metadata nor a descriptor names, or that
 *     are elsewhere
 * @param unknown what a newer version of the program has written
 */
@Model
@Naming(Naming.Case.SNAKE)
record Profile(
    Optional<String> provider,
    String server,
    String clientId,
    Optional<Authentication> authentication,
    Optional<String> secretFile,
    Optional<String> secretVariable,
    Optional<String> scope,
    Optional<String> redirectUri,
    Optional<Map<String, String>> endpoints,
    UnknownMembers unknown)
    implements EndpointAddresses {

  /** How a client authenticates itself, as servers call it in their metadata. */
  @Model
  enum Authentication {
    @Name("none")
    NONE,
    @Name("client_secret_basic")
    BASIC,
    @Name("client_secret_post")
    POST;

    String method() {
      return Profile_AuthenticationCompanion.NAMES.text(this);
    }
  }

  Provider shipped() {
    return provider.map(Provider::named).orElse(Provider.ANY);
  }

  /** What to ask for. */
  Scope asked() {
    return scope.map(Scope::parse).orElse(Scope.NONE);
  }

  boolean hasSecret() {
    return shipped().takesSecrets() && !authentication.equals(Optional.of(Authentication.NONE));
  }

  /** Where the server publishes its metadata, its endpoints are found there. */
  boolean isDiscovered() {
    return shipped().isAnywhere() && endpoints.isEmpty();
  }

  @Override
  public Optional<String> address(Role role) {
    return endpoints.map(known -> known.get(EndpointOption.name(role)));
  }
}
