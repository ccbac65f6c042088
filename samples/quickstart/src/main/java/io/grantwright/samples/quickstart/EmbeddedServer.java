package io.grantwright.samples.quickstart;

import static java.util.Objects.requireNonNull;

import java.net.BindException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/**
 * An unmodified Spring Authorization Server on a loopback port of this process, all in memory.
 *
 * <p>It has two users and three clients: a confidential one, a public one, and one for devices. The
 * passwords, the client secrets and the signing key are new at each start, so nothing that leaks
 * from a run is worth anything after it. Closing the server forgets every token.
 *
 * <p>The configuration is what is written here and nothing else. {@code SpringApplication} is
 * bypassed on purpose: it would read environment variables, system properties and {@code
 * application.properties}, and it would reset the logging of the whole process.
 *
 * <p>Spring and Tomcat log through {@code java.util.logging}, as the build leaves Logback out;
 * their loggers are turned off for the whole process, since whoever runs this wants to see the
 * client's output.
 */
public final class EmbeddedServer implements AutoCloseable {

  /**
   * The registered redirect URI. RFC 8252, section 7.3, lets a client add any port to a loopback IP
   * address, and Spring does: {@code http://127.0.0.1:49152/callback} is as good. The host, the
   * path and the query have to be equal, and {@code localhost} is not an IP address.
   */
  static final String REDIRECT_URI = "http://127.0.0.1/callback";

  public static final String USER_NAME = "ada";
  public static final String OTHER_USER_NAME = "grace";
  public static final String CONFIDENTIAL_CLIENT_ID = "notes-web";
  public static final String PUBLIC_CLIENT_ID = "notes-desktop";
  public static final String DEVICE_CLIENT_ID = "notes-tv";

  /** What each client may ask for; the device grant refuses {@code openid} all the same. */
  static final List<String> SCOPES = List.of("openid", "profile", "email", "notes:read");

  private static final String LOOPBACK = "127.0.0.1";

  // Held here because the log manager keeps only weak references: a level would be lost with them.
  private static final List<Logger> LOGGERS =
      List.of(Logger.getLogger("org.springframework"), Logger.getLogger("org.apache"));

  private final AnnotationConfigServletWebServerApplicationContext context;
  private final String issuer;
  private final Secrets secrets;

  private EmbeddedServer(
      AnnotationConfigServletWebServerApplicationContext context, String issuer, Secrets secrets) {
    this.context = context;
    this.issuer = issuer;
    this.secrets = secrets;
  }

  /**
   * Starts a server on any free port.
   *
   * @param more clients beside its own three
   */
  public static EmbeddedServer start(RegisteredClient... more) {
    return start(0, more);
  }

  /**
   * Starts a server; returns when it answers, after 2 to 3 s.
   *
   * @param port the port to listen on, or 0 for any free one
   * @param more clients beside its own three
   * @throws PortUnavailableException if the port is in use or not ours to take
   * @throws IllegalArgumentException if {@code port} is not between 0 and 65535
   */
  public static EmbeddedServer start(int port, RegisteredClient... more) {
    return start(port, Map.of(), more);
  }

  /**
   * Starts a server that differs from the others.
   *
   * @param port the port to listen on, or 0 for any free one
   * @param properties further properties of Spring Boot, such as the paths of the endpoints
   * @param more clients beside its own three
   * @throws PortUnavailableException if the port is in use or not ours to take
   * @throws IllegalArgumentException if {@code port} is not between 0 and 65535
   */
  public static EmbeddedServer start(
      int port, Map<String, Object> properties, RegisteredClient... more) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("A port is between 0 and 65535, not " + port + ".");
    }
    for (Logger logger : LOGGERS) {
      logger.setLevel(Level.OFF);
    }
    Secrets secrets = Secrets.random(new SecureRandom());
    var context = new AnnotationConfigServletWebServerApplicationContext();
    context.setEnvironment(isolated(port, properties));
    context.registerBean(RegisteredClientRepository.class, () -> clients(secrets, more));
    context.registerBean(UserDetailsService.class, () -> users(secrets));
    context.register(ServerConfiguration.class);
    try {
      context.refresh();
    } catch (RuntimeException e) {
      context.close();
      throw portUnavailable(port, e);
    }
    // Tomcat's temporary directories go when it stops, and Ctrl-C is a stop too.
    context.registerShutdownHook();
    String issuer = "http://" + LOOPBACK + ":" + requireNonNull(context.getWebServer()).getPort();
    return new EmbeddedServer(context, issuer, secrets);
  }

  /**
   * The issuer identifier, {@code http://127.0.0.1:port}. Spring derives it from the Host header of
   * each request, so it is this one only for those who say {@code 127.0.0.1}, not {@code
   * localhost}.
   */
  public String issuer() {
    return issuer;
  }

  public String userPassword() {
    return secrets.user;
  }

  public String otherUserPassword() {
    return secrets.otherUser;
  }

  /** Good with {@code client_secret_basic} and with {@code client_secret_post}. */
  public String confidentialClientSecret() {
    return secrets.confidentialClient;
  }

  /** Good with {@code client_secret_basic}. */
  public String deviceClientSecret() {
    return secrets.deviceClient;
  }

  /**
   * Takes back what an access token comes from, all of it, and the consent: what a user does in
   * their account who has had enough of an application.
   *
   * @param accessToken a token; one that is not known has been taken back
   */
  public void takeBack(String accessToken) {
    var authorizations = context.getBean(OAuth2AuthorizationService.class);
    var consents = context.getBean(OAuth2AuthorizationConsentService.class);
    var authorization = authorizations.findByToken(accessToken, OAuth2TokenType.ACCESS_TOKEN);
    if (authorization != null) {
      authorizations.remove(authorization);
      var consent =
          consents.findById(
              authorization.getRegisteredClientId(), authorization.getPrincipalName());
      if (consent != null) {
        consents.remove(consent);
      }
    }
  }

  @Override
  public void close() {
    context.close();
  }

  /** An environment with these properties and no others. */
  private static ConfigurableEnvironment isolated(int port, Map<String, Object> more) {
    Map<String, Object> properties = new HashMap<>(more);
    properties.putAll(
        Map.of(
            "server.address",
            LOOPBACK,
            "server.port",
            port,
            // By default a stop waits up to 30 s for requests under way.
            "server.shutdown",
            "immediate",
            "server.tomcat.threads.min-spare",
            1));
    ConfigurableEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .forEach(s -> environment.getPropertySources().remove(s.getName()));
    environment.getPropertySources().addLast(new MapPropertySource("embedded", properties));
    return environment;
  }

  private static RegisteredClientRepository clients(Secrets secrets, RegisteredClient... more) {
    RegisteredClient confidential =
        client(CONFIDENTIAL_CLIENT_ID)
            .clientSecret(secrets.confidentialClient)
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
            .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
            .redirectUri(REDIRECT_URI)
            .build();
    // Spring gives public clients no refresh token, so there is no grant for one here.
    RegisteredClient publicClient =
        client(PUBLIC_CLIENT_ID)
            .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUri(REDIRECT_URI)
            .build();
    // Confidential, as Spring cannot authenticate a public client at the device endpoint.
    RegisteredClient device =
        client(DEVICE_CLIENT_ID)
            .clientSecret(secrets.deviceClient)
            .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
            .authorizationGrantType(AuthorizationGrantType.DEVICE_CODE)
            .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
            .build();
    List<RegisteredClient> all = new ArrayList<>(List.of(confidential, publicClient, device));
    all.addAll(List.of(more));
    return new InMemoryRegisteredClientRepository(all);
  }

  private static RegisteredClient.Builder client(String clientId) {
    return RegisteredClient.withId(UUID.randomUUID().toString())
        .clientId(clientId)
        .scopes(scopes -> scopes.addAll(SCOPES))
        .clientSettings(
            ClientSettings.builder()
                .requireProofKey(true)
                .requireAuthorizationConsent(true)
                .build())
        .tokenSettings(TokenSettings.builder().reuseRefreshTokens(false).build());
  }

  private static UserDetailsService users(Secrets secrets) {
    return new InMemoryUserDetailsManager(
        User.withUsername(USER_NAME).password(secrets.user).roles("USER").build(),
        User.withUsername(OTHER_USER_NAME).password(secrets.otherUser).roles("USER").build());
  }

  /** Finds out whether a failed start is about the port; otherwise gives back {@code failure}. */
  private static RuntimeException portUnavailable(int port, RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PortInUseException) {
        return new PortUnavailableException(
            "Port " + port + " on " + LOOPBACK + " is in use. Choose another, or 0 for a free one.",
            failure);
      }
      if (cause instanceof BindException) {
        return new PortUnavailableException(
            "Cannot listen on port " + port + " of " + LOOPBACK + ": " + cause.getMessage() + ".",
            failure);
      }
    }
    return failure;
  }

  /** Not a record, whose {@code toString} would show them. */
  private static final class Secrets {
    final String user;
    final String otherUser;
    final String confidentialClient;
    final String deviceClient;

    private Secrets(String user, String otherUser, String confidentialClient, String deviceClient) {
      this.user = user;
      this.otherUser = otherUser;
      this.confidentialClient = confidentialClient;
      this.deviceClient = deviceClient;
    }

    static Secrets random(SecureRandom random) {
      return new Secrets(secret(random), secret(random), secret(random), secret(random));
    }

    private static String secret(SecureRandom random) {
      byte[] bytes = new byte[32];
      random.nextBytes(bytes);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
  }
}
