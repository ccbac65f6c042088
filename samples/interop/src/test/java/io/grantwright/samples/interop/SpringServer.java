package io.grantwright.samples.interop;

import static java.util.Objects.requireNonNull;

import io.grantwright.samples.quickstart.EmbeddedServer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The quickstart's embedded Spring Authorization Server. */
final class SpringServer implements Server {
  private final EmbeddedServer server =
      EmbeddedServer.start(
          client(NOTES, Duration.ofMinutes(10)),
          client(NEWCOMER, Duration.ofMinutes(10)),
          client(STRANGER, Duration.ofMinutes(10)),
          client(HASTY, Duration.ofSeconds(1)));

  @Override
  public String name() {
    return "Spring Authorization Server "
        + requireNonNull(RegisteredClient.class.getPackage().getImplementationVersion());
  }

  @Override
  public String issuer() {
    return server.issuer();
  }

  @Override
  public String password() {
    return server.userPassword();
  }

  @Override
  public boolean issuesRefreshTokensOnRequestOnly() {
    return false;
  }

  @Override
  public boolean endsTheGrantOnReuse() {
    return false;
  }

  @Override
  public boolean challengesClients() {
    return false;
  }

  @Override
  public void close() {
    server.close();
  }

  private static RegisteredClient client(String clientId, Duration deviceCodes) {
    return RegisteredClient.withId(UUID.randomUUID().toString())
        .clientId(clientId)
        .clientSecret(Server.secret(clientId).reveal())
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
        .authorizationGrantType(AuthorizationGrantType.DEVICE_CODE)
        .redirectUri("http://127.0.0.1/callback")
        .scopes(scopes -> scopes.addAll(List.of("openid", "offline_access", "notes:read")))
        .clientSettings(
            ClientSettings.builder()
                .requireProofKey(true)
                .requireAuthorizationConsent(true)
                .build())
        .tokenSettings(
            TokenSettings.builder()
                .reuseRefreshTokens(false)
                .deviceCodeTimeToLive(deviceCodes)
                .build())
        .build();
  }
}
