package io.grantwright.samples.cli;

import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.call.CallHooks;
import io.grantwright.runtime.call.ClientBuilder;
import io.grantwright.runtime.endpoint.EndpointAddresses;
import io.grantwright.runtime.secret.Secret;
import java.util.Optional;

/**
 * What a generated client is set up with, whatever the provider.
 *
 * @param server where the provider is
 * @param serverIsGiven whether that is not where its descriptor says
 * @param addresses those of the metadata, or the user's; what they lack, the descriptor has
 * @param authentication the client's identifier and secret
 * @param hooks what sees the calls
 * @param bearer the access token, for calls that carry one
 */
record Setup(
    String server,
    boolean serverIsGiven,
    EndpointAddresses addresses,
    ClientAuthentication authentication,
    CallHooks hooks,
    Optional<Secret> bearer) {

  <B extends ClientBuilder<B>> B on(B builder) {
    if (serverIsGiven) {
      builder.serverUrl(server);
    }
    bearer.ifPresent(token -> builder.bearer(token));
    return builder.addresses(addresses).clientAuthentication(authentication).hooks(hooks);
  }

  /** What is enough to know a client, and calls nothing: nobody has to have credentials for it. */
  static Setup unused(Provider provider, String server, EndpointAddresses addresses) {
    return new Setup(
        server,
        !provider.server().equals(Optional.of(server)),
        addresses,
        provider.takesSecrets()
            ? ClientAuthentication.basic("nobody", Secret.of("none"))
            : ClientAuthentication.none("nobody"),
        new CallHooks() {},
        Optional.empty());
  }

  Setup with(Secret token) {
    return new Setup(server, serverIsGiven, addresses, authentication, hooks, Optional.of(token));
  }
}
