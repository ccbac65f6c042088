package io.grantwright.samples.quickstart;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.grantwright.samples.quickstart.HttpUserAgent.Consent;
import io.grantwright.samples.quickstart.Wire.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server and the user agent, proven by hand-made requests. */
final class EmbeddedServerTest {

  private static final String VERIFIER = "a-code-verifier-of-forty-three-or-more-characters";
  private static final ByteArrayOutputStream PRINTED = new ByteArrayOutputStream();

  private static EmbeddedServer server;
  private static Map<String, Object> metadata;
  private static PrintStream out;
  private static PrintStream err;

  private final Wire wire = new Wire();
  private HttpUserAgent ada;

  @BeforeAll
  static void start() throws IOException {
    out = System.out;
    err = System.err;
    System.setOut(new PrintStream(PRINTED, true, UTF_8));
    System.setErr(new PrintStream(PRINTED, true, UTF_8));
    server = EmbeddedServer.start();
    metadata = new Wire().get(server.issuer() + "/.well-known/openid-configuration").json();
  }

  @AfterAll
  static void stop() {
    server.close();
    System.setOut(out);
    System.setErr(err);
    assertEquals("", PRINTED.toString(UTF_8), "printed by the server");
  }

  @BeforeEach
  void newPerson() {
    ada = new HttpUserAgent(EmbeddedServer.USER_NAME, server.userPassword());
  }

  @Test
  void discovery() throws IOException {
    Answer oauth = wire.get(server.issuer() + "/.well-known/oauth-authorization-server");
    assertEquals(200, oauth.status());
    for (Map<String, Object> found : List.of(metadata, oauth.json())) {
      assertEquals(server.issuer(), found.get("issuer"));
      assertEquals(server.issuer() + "/oauth2/token", found.get("token_endpoint"));
      assertEquals(
          server.issuer() + "/oauth2/device_authorization",
          found.get("device_authorization_endpoint"));
      assertEquals(List.of("S256"), found.get("code_challenge_methods_supported"));
    }
    assertEquals(200, wire.get(endpoint("jwks_uri")).status());
  }

  @Test
  void wholeLifeOfTheConfidentialClientsTokens() throws IOException {
    String redirectUri = "http://127.0.0.1:49152/callback"; // any port is good
    String callback =
        ada.authorize(
            authorizationUrl(
                EmbeddedServer.CONFIDENTIAL_CLIENT_ID,
                redirectUri,
                "openid profile email notes:read"),
            Consent.APPROVE);
    assertTrue(callback.startsWith(redirectUri + "?code="), callback);
    assertEquals("st&te =", Wire.parameter(callback, "state"));

    Answer tokens = token(codeGrant(callback, redirectUri), confidential());
    assertEquals(200, tokens.status(), tokens.body());
    assertEquals("Bearer", tokens.text("token_type"));
    assertTrue(tokens.json().containsKey("id_token"));
    String access = tokens.text("access_token");

    Answer user = wire.get(endpoint("userinfo_endpoint"), bearer(access));
    assertEquals(200, user.status());
    assertEquals(Map.of("sub", EmbeddedServer.USER_NAME), user.json());
    Map<String, Object> seen = introspect(access);
    assertEquals(true, seen.get("active"));
    assertEquals(EmbeddedServer.CONFIDENTIAL_CLIENT_ID, seen.get("client_id"));

    Answer fresh = refresh(tokens.text("refresh_token"));
    assertEquals(200, fresh.status());
    assertNotEquals(tokens.text("refresh_token"), fresh.text("refresh_token"));
    Answer old = refresh(tokens.text("refresh_token"));
    assertEquals(400, old.status());
    assertEquals(Map.of("error", "invalid_grant"), old.json());
    // Spring keeps one access token a grant: the refresh ends the one before.
    assertEquals(Map.of("active", false), introspect(access));

    access = fresh.text("access_token");
    Answer revoked =
        wire.post(endpoint("revocation_endpoint"), Map.of("token", access), confidential());
    assertEquals(200, revoked.status());
    assertEquals("", revoked.body());
    assertEquals(Map.of("active", false), introspect(access));
    assertEquals(true, introspect(fresh.text("refresh_token")).get("active"));
    Answer refused = wire.get(endpoint("userinfo_endpoint"), bearer(access));
    assertEquals(401, refused.status());
    assertEquals(Map.of("error", "invalid_token"), refused.json());
  }

  @Test
  void revokingTheRefreshTokenEndsTheAccessToken() throws IOException {
    Answer tokens = confidentialTokens("notes:read");
    Answer revoked =
        wire.post(
            endpoint("revocation_endpoint"),
            Map.of("token", tokens.text("refresh_token"), "token_type_hint", "refresh_token"),
            confidential());
    assertEquals(200, revoked.status());
    assertEquals(Map.of("active", false), introspect(tokens.text("access_token")));
    assertEquals("invalid_grant", refresh(tokens.text("refresh_token")).text("error"));
  }

  @Test
  void userInfoNeedsTheOpenidScope() throws IOException {
    Answer tokens = confidentialTokens("notes:read");
    assertFalse(tokens.json().containsKey("id_token"));
    Answer refused = wire.get(endpoint("userinfo_endpoint"), bearer(tokens.text("access_token")));
    assertEquals(403, refused.status());
    assertEquals(Map.of("error", "insufficient_scope"), refused.json());
  }

  @Test
  void codeReplayEndsTheTokens() throws IOException {
    String callback =
        ada.authorize(
            authorizationUrl(
                EmbeddedServer.CONFIDENTIAL_CLIENT_ID, EmbeddedServer.REDIRECT_URI, "openid"),
            Consent.APPROVE);
    Map<String, String> grant = codeGrant(callback, EmbeddedServer.REDIRECT_URI);
    Answer tokens = token(grant, confidential());
    assertEquals(200, tokens.status());
    Answer again = token(grant, confidential());
    assertEquals(400, again.status());
    assertEquals(Map.of("error", "invalid_grant"), again.json());
    assertEquals(Map.of("active", false), introspect(tokens.text("access_token")));
  }

  @Test
  void wrongVerifierDoesNotSpendTheCode() throws IOException {
    String callback =
        ada.authorize(
            authorizationUrl(
                EmbeddedServer.CONFIDENTIAL_CLIENT_ID, EmbeddedServer.REDIRECT_URI, "openid"),
            Consent.APPROVE);
    Map<String, String> grant = codeGrant(callback, EmbeddedServer.REDIRECT_URI);
    grant.put("code_verifier", VERIFIER + "x");
    Answer refused = token(grant, confidential());
    assertEquals(400, refused.status());
    assertEquals(Map.of("error", "invalid_grant"), refused.json());
    grant.put("code_verifier", VERIFIER);
    assertEquals(200, token(grant, confidential()).status());
  }

  @Test
  void denial() throws IOException {
    try (EmbeddedServer fresh = EmbeddedServer.start()) { // one that remembers no consent
      var person = new HttpUserAgent(EmbeddedServer.USER_NAME, fresh.userPassword());
      String url =
          authorizationUrl(
                  EmbeddedServer.CONFIDENTIAL_CLIENT_ID, EmbeddedServer.REDIRECT_URI, "notes:read")
              .replace(server.issuer(), fresh.issuer());

      String callback = person.authorize(url, Consent.DENY);
      assertTrue(callback.startsWith(EmbeddedServer.REDIRECT_URI + "?"), callback);
      assertEquals("access_denied", Wire.parameter(callback, "error"));
      assertEquals("OAuth 2.0 Parameter: client_id", Wire.parameter(callback, "error_description"));
      assertEquals("st&te =", Wire.parameter(callback, "state"));

      Wire.parameter(person.authorize(url, Consent.APPROVE), "code");
      IOException e = assertThrows(IOException.class, () -> person.authorize(url, Consent.DENY));
      assertEquals(
          "Expected a consent page to deny, but /oauth2/authorize answered: a redirect to the"
              + " client.",
          e.getMessage());

      // Denying what is new leaves what was granted before.
      callback =
          person.authorize(url.replace("notes%3Aread", "notes%3Aread%20email"), Consent.DENY);
      Answer tokens =
          wire.post(
              fresh.issuer() + "/oauth2/token",
              codeGrant(callback, EmbeddedServer.REDIRECT_URI),
              Wire.basic(EmbeddedServer.CONFIDENTIAL_CLIENT_ID, fresh.confidentialClientSecret()));
      assertEquals("notes:read", tokens.text("scope"));
    }
  }

  @Test
  void publicClient() throws IOException {
    String callback =
        ada.authorize(
            authorizationUrl(
                EmbeddedServer.PUBLIC_CLIENT_ID, EmbeddedServer.REDIRECT_URI, "openid notes:read"),
            Consent.APPROVE);
    Map<String, String> grant = codeGrant(callback, EmbeddedServer.REDIRECT_URI);
    grant.put("client_id", EmbeddedServer.PUBLIC_CLIENT_ID);
    Answer tokens = token(grant);
    assertEquals(200, tokens.status(), tokens.body());
    assertFalse(tokens.json().containsKey("refresh_token"));

    for (String name : List.of("introspection_endpoint", "revocation_endpoint")) {
      Answer refused =
          wire.post(
              endpoint(name),
              Map.of(
                  "token",
                  tokens.text("access_token"),
                  "client_id",
                  EmbeddedServer.PUBLIC_CLIENT_ID));
      assertEquals(401, refused.status());
      assertEquals("", refused.body());
    }
  }

  @Test
  void clientCredentials() throws IOException {
    Answer tokens =
        token(Map.of("grant_type", "client_credentials", "scope", "notes:read"), confidential());
    assertEquals(200, tokens.status());
    assertEquals("notes:read", tokens.text("scope"));
    assertFalse(tokens.json().containsKey("refresh_token"));

    Answer unscoped =
        token(
            Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                EmbeddedServer.CONFIDENTIAL_CLIENT_ID,
                "client_secret",
                server.confidentialClientSecret()));
    assertEquals(200, unscoped.status());
    assertFalse(unscoped.json().containsKey("scope"));

    Answer scope =
        token(Map.of("grant_type", "client_credentials", "scope", "notes:write"), confidential());
    assertEquals(400, scope.status());
    assertEquals(Map.of("error", "invalid_scope"), scope.json());
  }

  @Test
  void wrongSecret() throws IOException {
    for (String clientId : List.of(EmbeddedServer.CONFIDENTIAL_CLIENT_ID, "nobody")) {
      Answer refused =
          token(Map.of("grant_type", "client_credentials"), Wire.basic(clientId, "wrong"));
      assertEquals(401, refused.status());
      assertEquals(Map.of("error", "invalid_client"), refused.json());
      assertFalse(refused.headers().containsKey("WWW-Authenticate"));
    }
  }

  @Test
  void device() throws IOException {
    String[] tv = Wire.basic(EmbeddedServer.DEVICE_CLIENT_ID, server.deviceClientSecret());
    // The second approval finds the consent of the first and shows no page.
    for (Consent consent : List.of(Consent.DENY, Consent.APPROVE, Consent.APPROVE)) {
      Answer device =
          wire.post(endpoint("device_authorization_endpoint"), Map.of("scope", "notes:read"), tv);
      assertEquals(200, device.status(), device.body());
      assertFalse(device.json().containsKey("interval"));
      Map<String, String> poll =
          Map.of(
              "grant_type",
              "urn:ietf:params:oauth:grant-type:device_code",
              "device_code",
              device.text("device_code"));
      assertEquals("authorization_pending", token(poll, tv).text("error"));

      ada.verifyDevice(device.text("verification_uri"), device.text("user_code"), consent);

      Answer end = token(poll, tv);
      if (consent == Consent.DENY) {
        assertEquals(400, end.status());
        assertEquals("access_denied", end.text("error"));
      } else {
        assertEquals(200, end.status());
        assertTrue(end.json().containsKey("refresh_token"));
      }
      assertEquals("access_denied", token(poll, tv).text("error"));
    }
  }

  @Test
  void unknownUserCode() {
    IOException e =
        assertThrows(
            IOException.class,
            () ->
                ada.verifyDevice(
                    server.issuer() + "/oauth2/device_verification", "BCDF-GHJK", Consent.APPROVE));
    assertEquals(
        "Expected the end of the device verification, but /oauth2/device_verification answered:"
            + " status 400.",
        e.getMessage());
  }

  @Test
  void wrongPassword() {
    var stranger = new HttpUserAgent(EmbeddedServer.USER_NAME, "wrong");
    IOException e =
        assertThrows(
            IOException.class,
            () ->
                stranger.authorize(
                    authorizationUrl(
                        EmbeddedServer.PUBLIC_CLIENT_ID, EmbeddedServer.REDIRECT_URI, "openid"),
                    Consent.APPROVE));
    assertEquals("The server refused the user name or the password.", e.getMessage());
  }

  @Test
  void unknownRedirectUriEndsOnAnErrorPage() throws IOException {
    ada.authorize(
        authorizationUrl(EmbeddedServer.PUBLIC_CLIENT_ID, EmbeddedServer.REDIRECT_URI, "openid"),
        Consent.APPROVE);
    for (String bad : List.of("http://127.0.0.1/other", "http://localhost/callback")) {
      IOException e =
          assertThrows(
              IOException.class,
              () ->
                  ada.authorize(
                      authorizationUrl(EmbeddedServer.PUBLIC_CLIENT_ID, bad, "openid"),
                      Consent.APPROVE));
      assertEquals(
          "Expected a redirect to the client, but /oauth2/authorize answered: status 400.",
          e.getMessage());
    }
  }

  @Test
  void proofKeyIsRequired() throws IOException {
    HttpUrl url =
        HttpUrl.get(
            authorizationUrl(
                EmbeddedServer.CONFIDENTIAL_CLIENT_ID, EmbeddedServer.REDIRECT_URI, "openid"));
    String callback =
        ada.authorize(
            url.newBuilder().removeAllQueryParameters("code_challenge").build().toString(),
            Consent.APPROVE);
    assertEquals("invalid_request", Wire.parameter(callback, "error"));
  }

  @Test
  void delivers() throws IOException {
    AtomicReference<String> query = new AtomicReference<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/callback",
        exchange -> {
          query.set(exchange.getRequestURI().getRawQuery());
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("ok".getBytes(US_ASCII));
          exchange.close();
        });
    receiver.start();
    try {
      String redirectUri = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/callback";
      String callback =
          ada.authorize(
              authorizationUrl(EmbeddedServer.PUBLIC_CLIENT_ID, redirectUri, "openid"),
              Consent.APPROVE);
      assertEquals("ok", ada.deliver(callback));
      assertEquals(callback.substring(callback.indexOf('?') + 1), query.get());
    } finally {
      receiver.stop(0);
    }
  }

  @Test
  void portInUse() {
    int port = HttpUrl.get(server.issuer()).port();
    var e = assertThrows(PortUnavailableException.class, () -> EmbeddedServer.start(port));
    assertEquals(
        "Port " + port + " on 127.0.0.1 is in use. Choose another, or 0 for a free one.",
        e.getMessage());
  }

  @Test
  void givenPort() throws IOException {
    int port = Ports.free();
    try (EmbeddedServer second = EmbeddedServer.start(port)) {
      assertEquals("http://127.0.0.1:" + port, second.issuer());
      assertNotEquals(server.confidentialClientSecret(), second.confidentialClientSecret());
    }
    assertThrows(IllegalArgumentException.class, () -> EmbeddedServer.start(65_536));
  }

  private static String endpoint(String name) {
    return (String) requireNonNull(metadata.get(name), name);
  }

  private static String[] confidential() {
    return Wire.basic(EmbeddedServer.CONFIDENTIAL_CLIENT_ID, server.confidentialClientSecret());
  }

  private static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }

  private Answer confidentialTokens(String scope) throws IOException {
    String callback =
        ada.authorize(
            authorizationUrl(
                EmbeddedServer.CONFIDENTIAL_CLIENT_ID, EmbeddedServer.REDIRECT_URI, scope),
            Consent.APPROVE);
    Answer tokens = token(codeGrant(callback, EmbeddedServer.REDIRECT_URI), confidential());
    assertEquals(200, tokens.status(), tokens.body());
    return tokens;
  }

  private Answer token(Map<String, String> form, String... headers) throws IOException {
    return wire.post(endpoint("token_endpoint"), form, headers);
  }

  private Map<String, Object> introspect(String token) throws IOException {
    Answer answer =
        wire.post(endpoint("introspection_endpoint"), Map.of("token", token), confidential());
    assertEquals(200, answer.status());
    return answer.json();
  }

  private Answer refresh(String token) throws IOException {
    return token(Map.of("grant_type", "refresh_token", "refresh_token", token), confidential());
  }

  private static Map<String, String> codeGrant(String callback, String redirectUri) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", Wire.parameter(callback, "code"));
    form.put("redirect_uri", redirectUri);
    form.put("code_verifier", VERIFIER);
    return form;
  }

  private static String authorizationUrl(String clientId, String redirectUri, String scope) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(US_ASCII));
      return HttpUrl.get(endpoint("authorization_endpoint"))
          .newBuilder()
          .addQueryParameter("response_type", "code")
          .addQueryParameter("client_id", clientId)
          .addQueryParameter("redirect_uri", redirectUri)
          .addQueryParameter("scope", scope)
          .addQueryParameter("state", "st&te =")
          .addQueryParameter("code_challenge_method", "S256")
          .addQueryParameter(
              "code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(hash))
          .build()
          .toString();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
