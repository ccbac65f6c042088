package io.grantwright.samples.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.oauth.Discovery;
import io.grantwright.runtime.oauth.IntrospectionRequest;
import io.grantwright.runtime.oauth.IntrospectionResponse;
import io.grantwright.runtime.oauth.ServerMetadata;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.samples.cloud.web.Html;
import io.grantwright.samples.quickstart.EmbeddedServer;
import io.grantwright.sdk.server.AuthorizationServerClient;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * A cloud with devices for the demo, and no part of the program: an authorization server, an API
 * that asks it about each token, and a page on which users take a hub's access away.
 */
final class DemoCloud implements AutoCloseable {
  static final String CLIENT_ID = "device-hub";

  private static final String CLIENT_SECRET = "a demo's secret";
  private static final String REDIRECT_URI = "http://127.0.0.1" + Logins.CALLBACK_PATH;

  private static final Map<String, String> NAMES =
      Map.of(
          EmbeddedServer.USER_NAME, "Ada Lovelace", EmbeddedServer.OTHER_USER_NAME, "Grace Hopper");

  private static final Map<String, String> DEVICES =
      Map.of(
          EmbeddedServer.USER_NAME,
          "[{\"name\":\"Hall lamp\",\"state\":\"on\"},{\"name\":\"Heating\",\"state\":\"21 °C\"}]",
          EmbeddedServer.OTHER_USER_NAME,
          "[{\"name\":\"Garage door\",\"state\":\"closed\"}]");

  private final EmbeddedServer server;
  private final AuthorizationServerClient introspection;
  private final HttpServer http;
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  private DemoCloud(
      EmbeddedServer server, AuthorizationServerClient introspection, HttpServer http) {
    this.server = server;
    this.introspection = introspection;
    this.http = http;
  }

  /**
   * Starts one.
   *
   * @param serverPort the authorization server's port, or 0 for any free one
   * @param lifetime how long access tokens live
   * @throws IOException if there is no port for the API
   */
  static DemoCloud start(int serverPort, Duration lifetime) throws IOException {
    EmbeddedServer server = EmbeddedServer.start(serverPort, hub(lifetime));
    try {
      ServerMetadata metadata = Discovery.of(server.issuer()).find();
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      DemoCloud cloud = new DemoCloud(server, introspection(server, metadata), http);
      http.createContext("/", cloud::answer);
      http.start();
      return cloud;
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  EmbeddedServer server() {
    return server;
  }

  String clientSecret() {
    return CLIENT_SECRET;
  }

  /** The address of the API. */
  String api() {
    return page() + "v1";
  }

  /** The address of the users' page. */
  String page() {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/";
  }

  /** Takes the hub's access to a user's account away. */
  void takeBack(String user) {
    String token = tokens.remove(user);
    if (token != null) {
      server.takeBack(token);
    }
  }

  @Override
  public void close() {
    http.stop(0);
    introspection.close();
    server.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    switch (request) {
      case "GET /v1/me" ->
          api(exchange, user -> "{\"id\":\"%s\",\"name\":\"%s\"}".formatted(user, NAMES.get(user)));
      case "GET /v1/devices" -> api(exchange, user -> DEVICES.getOrDefault(user, "[]"));
      case "GET /" -> send(exchange, 200, "text/html; charset=utf-8", usersPage().markup());
      case "POST /take-back" -> takeBack(exchange);
      default -> send(exchange, 404, "text/plain", "There is no such page.");
    }
  }

  /** What the API answers a user. */
  private interface Resource {
    String of(String user);
  }

  private void api(HttpExchange exchange, Resource resource) throws IOException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    String token = authorization == null ? "none" : authorization.replaceFirst("^Bearer ", "");
    Optional<String> user = user(token);
    if (user.isPresent()) {
      tokens.put(user.get(), token);
      send(exchange, 200, "application/json", resource.of(user.get()));
    } else {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer error=\"invalid_token\"");
      send(exchange, 401, "application/json", "{\"error\":\"invalid_token\"}");
    }
  }

  /** Whose a token is; empty if it is not good. */
  Optional<String> user(String token) {
    try {
      IntrospectionResponse answer =
          introspection.introspectToken(
              IntrospectionRequest.builder().token(Secret.of(token)).build());
      return answer.active() ? answer.sub() : Optional.empty();
    } catch (CallException e) {
      return Optional.empty();
    }
  }

  private void takeBack(HttpExchange exchange) throws IOException {
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    if (!page().equals(origin + "/")) {
      send(exchange, 403, "text/plain", "This form was not opened here.");
      return;
    }
    String body = new String(exchange.getRequestBody().readNBytes(1000), UTF_8);
    takeBack(body.replaceFirst("^user=", ""));
    exchange.getResponseHeaders().set("Location", "/");
    send(exchange, 303, "text/plain", "");
  }

  private Html usersPage() {
    List<Html> users =
        new TreeMap<>(tokens)
            .keySet().stream()
                .map(
                    user ->
                        Html.of(
                            """
                            <form method="post" action="/take-back"><p>{} allows the device hub in. \
                            <button name="user" value="{}">Take access away</button></p></form>
                            """,
                            NAMES.getOrDefault(user, user),
                            user))
                .toList();
    return Html.of(
        """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><title>The demo's cloud</title>
        <meta name="color-scheme" content="light dark"></head>
        <body><h1>The demo's cloud</h1>
        {}</body></html>
        """,
        users.isEmpty() ? Html.of("<p>No hub has been let in.</p>") : Html.all(users));
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
    exchange.close();
  }

  /** The API is an application of its own at the server. */
  private static AuthorizationServerClient introspection(
      EmbeddedServer server, ServerMetadata metadata) {
    return AuthorizationServerClient.builder()
        .serverUrl(metadata.issuer())
        .addresses(metadata)
        .clientAuthentication(
            ClientAuthentication.basic(
                EmbeddedServer.CONFIDENTIAL_CLIENT_ID,
                Secret.of(server.confidentialClientSecret())))
        .build();
  }

  /** What the hub's user has registered; the redirect URI is good with any port. */
  private static RegisteredClient hub(Duration lifetime) {
    return RegisteredClient.withId(CLIENT_ID)
        .clientId(CLIENT_ID)
        .clientName("Device hub")
        .clientSecret(CLIENT_SECRET)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
        .redirectUri(REDIRECT_URI)
        .scope(Cloud.SCOPES)
        .clientSettings(
            ClientSettings.builder()
                .requireProofKey(true)
                .requireAuthorizationConsent(true)
                .build())
        .tokenSettings(
            TokenSettings.builder()
                .accessTokenFormat(OAuth2TokenFormat.REFERENCE)
                .accessTokenTimeToLive(lifetime)
                .reuseRefreshTokens(false)
                .build())
        .build();
  }
}
