package io.grantwright.samples.cli;

import io.grantwright.annotations.Role;
import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.endpoint.EndpointAddresses;
import io.grantwright.runtime.flow.AuthorizationCodeFlow;
import io.grantwright.runtime.flow.DeviceFlow;
import io.grantwright.runtime.flow.IdTokenValidator;
import io.grantwright.runtime.oauth.DeviceGrant;
import io.grantwright.runtime.oauth.Discovery;
import io.grantwright.runtime.oauth.ServerMetadata;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.samples.cli.Profile.Authentication;
import io.grantwright.sdk.server.AuthorizationServerClient;
import java.util.List;
import java.util.Optional;

/** A profile's server, and its client there. */
final class Server implements AutoCloseable {
  private final Profile profile;
  private final Optional<ServerMetadata> metadata;
  private final AuthorizationServerClient client;
  private final Machine machine;

  private Server(
      Profile profile,
      Optional<ServerMetadata> metadata,
      AuthorizationServerClient client,
      Machine machine) {
    this.profile = profile;
    this.metadata = metadata;
    this.client = client;
    this.machine = machine;
  }

  /** Finds the server's endpoints, and then the client's secret: nobody is asked for it in vain. */
  static Server connect(Profile profile, SecretOptions secrets, Machine machine, Screen screen) {
    Optional<ServerMetadata> metadata =
        profile.isDiscovered() ? Optional.of(discover(profile.server(), screen)) : Optional.empty();
    EndpointAddresses addresses = metadata.isPresent() ? metadata.get() : profile;
    AuthorizationServerClient client =
        AuthorizationServerClient.builder()
            .serverUrl(profile.server())
            .addresses(addresses)
            .hooks(screen.hooks())
            .clientAuthentication(
                authentication(profile, metadata, secrets.find(profile, machine, screen)))
            .build();
    return new Server(profile, metadata, client, machine);
  }

  static ServerMetadata discover(String issuer, Screen screen) {
    return Discovery.of(issuer).with(settings -> settings.hooks(screen.hooks())).find();
  }

  AuthorizationServerClient client() {
    return client;
  }

  boolean has(Role role) {
    return metadata
        .map(known -> known.address(role))
        .orElseGet(() -> profile.address(role))
        .isPresent();
  }

  /** Says which endpoint is missing, before a call does. */
  Server require(Role role) {
    if (!has(role)) {
      throw new Problem(
          ExitCode.CONFIGURATION,
          "The server names no %s endpoint, which this needs; doctor shows what it offers."
              .formatted(EndpointOption.name(role).replace('-', ' ')));
    }
    return this;
  }

  AuthorizationCodeFlow codeFlow() {
    AuthorizationCodeFlow.Builder flow =
        AuthorizationCodeFlow.builder(client).clock(machine.clock());
    metadata.ifPresentOrElse(flow::metadata, () -> flow.issuer(profile.server()));
    validator().ifPresent(flow::idTokens);
    return flow.build();
  }

  /** The device flow, whose requests go through {@code grant}. */
  DeviceFlow deviceFlow(DeviceGrant grant) {
    DeviceFlow.Builder flow =
        DeviceFlow.builder(grant).clock(machine.clock()).scheduler(machine.scheduler());
    validator().ifPresent(flow::idTokens);
    return flow.build();
  }

  @Override
  public void close() {
    client.close();
  }

  private Optional<IdTokenValidator> validator() {
    return has(Role.JWKS)
        ? Optional.of(
            IdTokenValidator.builder(profile.server(), profile.clientId(), client)
                .clock(machine.clock())
                .build())
        : Optional.empty();
  }

  /** What the user has chosen, else what the server takes, Basic before the body. */
  private static ClientAuthentication authentication(
      Profile profile, Optional<ServerMetadata> metadata, Optional<Secret> secret) {
    if (secret.isEmpty()) {
      return ClientAuthentication.none(profile.clientId());
    }
    List<String> taken =
        metadata
            .flatMap(ServerMetadata::tokenEndpointAuthMethodsSupported)
            .orElse(List.of(Authentication.BASIC.method()));
    boolean post =
        profile
            .authentication()
            .map(Authentication.POST::equals)
            .orElseGet(
                () ->
                    !taken.contains(Authentication.BASIC.method())
                        && taken.contains(Authentication.POST.method()));
    return post
        ? ClientAuthentication.body(profile.clientId(), secret.get())
        : ClientAuthentication.basic(profile.clientId(), secret.get());
  }
}
