package io.grantwright.samples.cli;

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
import java.util.List;
import java.util.Optional;

/** A profile's server, and its client there. */
final class Server implements AutoCloseable {
  private final Profile profile;
  private final Optional<ServerMetadata> metadata;
  private final Setup setup;
  private final AutoCloseable client;
  private final Machine machine;

  private Server(Profile profile, Optional<ServerMetadata> metadata, Setup setup, Machine machine) {
    this.profile = profile;
    this.metadata = metadata;
    this.setup = setup;
    this.client = profile.shipped().client().apply(setup);
    this.machine = machine;
  }

  /**
   * Finds the server's endpoints, and then the client's secret: nobody is asked for it in vain.
   *
   * @param needed what the server has to be able to
   */
  static Server connect(
      Profile profile,
      SecretOptions secrets,
      Machine machine,
      Screen screen,
      Ability<?>... needed) {
    Optional<ServerMetadata> metadata =
        profile.isDiscovered() ? Optional.of(discover(profile.server(), screen)) : Optional.empty();
    EndpointAddresses addresses = metadata.isPresent() ? metadata.get() : profile;
    for (Ability<?> each : needed) {
      require(each, profile, addresses);
    }
    ClientAuthentication authentication =
        authentication(profile, metadata, secrets.find(profile, machine, screen));
    boolean serverIsGiven = !profile.shipped().server().equals(Optional.of(profile.server()));
    return new Server(
        profile,
        metadata,
        new Setup(
            profile.server(),
            serverIsGiven,
            addresses,
            authentication,
            screen.hooks(),
            Optional.empty()),
        machine);
  }

  static ServerMetadata discover(String issuer, Screen screen) {
    return Discovery.of(issuer).with(settings -> settings.hooks(screen.hooks())).find();
  }

  private static void require(Ability<?> needed, Profile profile, EndpointAddresses addresses) {
    Provider provider = profile.shipped();
    if (needed.isOf(provider, addresses)) {
      return;
    }
    throw new Problem(
        ExitCode.CONFIGURATION,
        provider.isAnywhere()
            ? "The server names no %s endpoint, which this needs; doctor shows what it offers."
                .formatted(EndpointOption.name(needed.role()).replace('-', ' '))
            : "%s has nothing for %s; providers %s shows what it has."
                .formatted(provider.title(), needed.command(), provider.name()));
  }

  /** The client as what is able to do this; empty if the server is not. */
  <T> Optional<T> find(Ability<T> ability) {
    return ability.isOf(profile.shipped(), setup.addresses())
        ? Optional.of(ability.capability().cast(client))
        : Optional.empty();
  }

  /** The client as what is able to do what this was connected for. */
  <T> T get(Ability<T> ability) {
    require(ability, profile, setup.addresses());
    return ability.capability().cast(client);
  }

  /** A server that is called with an access token. */
  Server with(Secret accessToken) {
    return new Server(profile, metadata, setup.with(accessToken), machine);
  }

  AuthorizationCodeFlow codeFlow() {
    AuthorizationCodeFlow.Builder flow =
        AuthorizationCodeFlow.builder(get(Ability.LOGIN)).clock(machine.clock());
    metadata.ifPresentOrElse(flow::metadata, () -> flow.issuer(issuer()));
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
    try {
      client.close();
    } catch (Exception e) { // Generated clients throw nothing.
      throw new IllegalStateException(e);
    }
  }

  /** Only who asks for id tokens needs keys. */
  private Optional<IdTokenValidator> validator() {
    return find(Ability.KEYS)
        .filter(keys -> profile.asked().values().contains("openid"))
        .map(
            keys ->
                IdTokenValidator.builder(issuer(), profile.clientId(), keys)
                    .clock(machine.clock())
                    .build());
  }

  private String issuer() {
    return Provider.issuer(client).orElse(profile.server());
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
