package io.grantwright.samples.phal.flow;

import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.credentials.ApplicationCredentials;
import io.grantwright.runtime.endpoint.EndpointAddresses;
import io.grantwright.samples.phal.PlainHttp;
import io.grantwright.samples.phal.Refusal;
import io.grantwright.samples.phal.app.App;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** Makes the clients of apps' providers. */
public final class Providers {
  private final OkHttpClient http;
  private final PlainHttp plainHttp;
  private final ApplicationCredentials credentials;

  /**
   * Takes what they share.
   *
   * @param http what they send by
   * @param plainHttp which addresses may go without TLS
   * @param credentials the apps' clients
   */
  public Providers(OkHttpClient http, PlainHttp plainHttp, ApplicationCredentials credentials) {
    this.http = http;
    this.plainHttp = plainHttp;
    this.credentials = credentials;
  }

  /**
   * Checks where an app's users, codes and secrets would go.
   *
   * @throws Refusal if an endpoint has no TLS
   */
  public void check(App.Endpoints endpoints) {
    check("auth_endpoint", endpoints.authorization());
    check("token_endpoint", endpoints.token());
    endpoints.refresh().ifPresent(url -> check("refresh_endpoint", url));
  }

  /** The client that turns codes into tokens. */
  ProviderClient forCodes(App app) {
    return clients(app, app.endpoints().token()).get();
  }

  /** The client that refreshes tokens: another one when the user has typed in another secret. */
  Supplier<ProviderClient> forRefreshes(App app) {
    return clients(app, app.endpoints().refresh().orElse(app.endpoints().token()));
  }

  private Supplier<ProviderClient> clients(App app, String token) {
    return credentials.client(
        app.endpoints().token(),
        app.clientName(),
        registered -> client(app, token, registered.authentication()));
  }

  private ProviderClient client(App app, String token, ClientAuthentication authentication) {
    check(app.endpoints()); // Registered before, maybe when more hosts were allowed.
    EndpointAddresses addresses =
        role ->
            switch (role) {
              case AUTHORIZATION -> Optional.of(app.endpoints().authorization());
              case TOKEN -> Optional.of(token);
              default -> Optional.empty();
            };
    return ProviderClient.builder()
        .serverUrl(token)
        .addresses(addresses)
        .httpClient(http)
        .clientAuthentication(authentication)
        .dangerouslyAllowPlainHttpThatAnyoneCanRead() // For the hosts that check() lets through.
        .build();
  }

  private void check(String field, String text) {
    HttpUrl url = HttpUrl.get(text);
    if (!plainHttp.allows(url)) {
      throw new Refusal(
          "%s must have https; for a provider in the home, start the bridge with --plain-http %s"
              .formatted(field, url.host()));
    }
  }
}
