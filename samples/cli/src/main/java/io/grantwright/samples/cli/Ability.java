package io.grantwright.samples.cli;

import io.grantwright.annotations.Role;
import io.grantwright.runtime.endpoint.EndpointAddresses;
import io.grantwright.runtime.oauth.AuthorizationCodeGrant;
import io.grantwright.runtime.oauth.ClientCredentialsGrant;
import io.grantwright.runtime.oauth.DeviceGrant;
import io.grantwright.runtime.oauth.Introspection;
import io.grantwright.runtime.oauth.JwksEndpoint;
import io.grantwright.runtime.oauth.RefreshTokenGrant;
import io.grantwright.runtime.oauth.Revocation;
import io.grantwright.runtime.oauth.UserInfoEndpoint;
import java.util.List;

/**
 * What a command needs a server to be able to.
 *
 * @param <T> the SDK's interface for it
 * @param command the command
 * @param capability the SDK's interface for it, which a provider's descriptor has or has not
 * @param role the endpoint, where a server's metadata or the user names the endpoints
 */
record Ability<T>(String command, Class<T> capability, Role role) {
  static final Ability<AuthorizationCodeGrant> LOGIN =
      new Ability<>("login", AuthorizationCodeGrant.class, Role.AUTHORIZATION);
  static final Ability<DeviceGrant> DEVICE =
      new Ability<>("device", DeviceGrant.class, Role.DEVICE_AUTHORIZATION);
  static final Ability<RefreshTokenGrant> REFRESH =
      new Ability<>("refresh", RefreshTokenGrant.class, Role.TOKEN);
  static final Ability<ClientCredentialsGrant> TOKEN =
      new Ability<>("token", ClientCredentialsGrant.class, Role.TOKEN);
  static final Ability<Introspection> INTROSPECT =
      new Ability<>("introspect", Introspection.class, Role.INTROSPECTION);
  static final Ability<Revocation> REVOKE =
      new Ability<>("revoke", Revocation.class, Role.REVOCATION);
  static final Ability<UserInfoEndpoint> USER_INFO =
      new Ability<>("userinfo", UserInfoEndpoint.class, Role.USERINFO);

  /** The keys of id tokens, which no command is about. */
  static final Ability<JwksEndpoint> KEYS = new Ability<>("", JwksEndpoint.class, Role.JWKS);

  /** One for each command that needs a server, in the order of the help. */
  static final List<Ability<?>> ALL =
      List.of(LOGIN, DEVICE, REFRESH, USER_INFO, INTROSPECT, REVOKE, TOKEN);

  /** Whether a provider is able to, with addresses that it has not of itself. */
  boolean isOf(Provider provider, EndpointAddresses addresses) {
    return capability.isAssignableFrom(provider.descriptor())
        && (!provider.isAnywhere() || addresses.address(role).isPresent());
  }
}
