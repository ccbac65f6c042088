package io.grantwright.samples.cloud;

import io.grantwright.annotations.Role;
import io.grantwright.runtime.call.CallOptions;
import io.grantwright.runtime.credentials.ApplicationCredentials;
import io.grantwright.runtime.credentials.CredentialsException;
import io.grantwright.runtime.credentials.RegisteredClient;
import io.grantwright.runtime.endpoint.EndpointAddresses;
import io.grantwright.runtime.oauth.RevocationRequest;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.HttpUrl;

/** The provider and its API, as this hub's own application at it sees them. */
final class Provider {
  private static final String CREDENTIALS = "default";
  private static final Duration ATTEMPT = Duration.ofSeconds(10);
  private static final Duration TOTAL = Duration.ofSeconds(20);

  private final Settings settings;
  private final Surroundings with;
  private final ApplicationCredentials credentials;
  private final EndpointAddresses addresses;
  private final Supplier<CloudClient> clients;
  private final CloudApiClient api;

  /**
   * Takes what it is made of.
   *
   * @throws IllegalArgumentException if an address is none, or has no TLS
   */
  Provider(Settings settings, Surroundings with, ApplicationCredentials credentials) {
    this.settings = settings;
    this.with = with;
    this.credentials = credentials;
    this.addresses =
        role -> role == Role.REVOCATION ? settings.revocation() : with.endpoints().address(role);
    this.clients = credentials.client(server(), CREDENTIALS, this::client);
    this.api =
        CloudApiClient.builder()
            .serverUrl(settings.api())
            .account(settings.accountPath())
            .httpClient(with.http())
            .bearer(
                () -> {
                  throw new IllegalStateException("Each call brings its account's token");
                })
            .attemptTimeout(ATTEMPT)
            .totalTimeout(TOTAL)
            .build();
  }

  /** What names the provider in the keys of grants: where its tokens come from. */
  String server() {
    return with.endpoints().address(Role.TOKEN).orElse(Cloud.TOKEN);
  }

  /** The host that users log in at, which they know it by. */
  String host() {
    String url = with.endpoints().address(Role.AUTHORIZATION).orElse(Cloud.AUTHORIZE);
    return HttpUrl.get(url).host();
  }

  Optional<String> issuer() {
    return settings.issuer();
  }

  /** The application's credentials, if somebody has entered them. */
  Optional<RegisteredClient> registered() {
    return credentials.of(server()).stream().findFirst();
  }

  /**
   * Enters the application's credentials.
   *
   * @throws IllegalArgumentException if the client's identifier is blank
   * @throws CredentialsException.NameTaken if those of another client are there
   */
  void register(String clientId, String clientSecret) {
    credentials.register(
        new RegisteredClient(
            server(),
            CREDENTIALS,
            clientId,
            Optional.of(clientSecret).filter(secret -> !secret.isBlank()).map(Secret::of)));
  }

  /**
   * Removes the application's credentials.
   *
   * @throws CredentialsException.InUse if accounts are linked
   */
  void unregister() {
    credentials.remove(server(), CREDENTIALS);
  }

  /**
   * The application.
   *
   * @throws CredentialsException.Missing if nobody has entered its credentials
   */
  RegisteredClient application() {
    return credentials.require(server(), CREDENTIALS);
  }

  /** The provider's client, for the credentials as they are. */
  Supplier<CloudClient> clients() {
    return clients;
  }

  /** What takes tokens back; empty if the provider does not, or nobody has said where. */
  Optional<Supplier<CloudClient>> revocation() {
    return settings.revocation().map(url -> clients);
  }

  /** Takes tokens back that no session has. */
  void takeBack(TokenResponse tokens) {
    Secret token = tokens.refreshToken().orElse(tokens.accessToken());
    revocation()
        .ifPresent(at -> at.get().revokeToken(RevocationRequest.builder().token(token).build()));
  }

  /** The API, with somebody's token. */
  CloudApi api(CallOptions bearer) {
    return api.with(bearer);
  }

  private CloudClient client(RegisteredClient application) {
    return CloudClient.builder()
        .serverUrl(server())
        .addresses(addresses)
        .httpClient(with.http())
        .clientAuthentication(application.authentication())
        .attemptTimeout(ATTEMPT)
        .totalTimeout(TOTAL)
        .build();
  }
}
