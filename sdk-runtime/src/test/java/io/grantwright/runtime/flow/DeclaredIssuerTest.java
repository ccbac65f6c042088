package io.grantwright.runtime.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.grantwright.annotations.Address;
import io.grantwright.annotations.Issuer;
import io.grantwright.annotations.PathVariable;
import io.grantwright.annotations.Role;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.call.CallOptions;
import io.grantwright.runtime.endpoint.Deviating;
import io.grantwright.runtime.endpoint.EndpointAddresses;
import io.grantwright.runtime.oauth.AuthorizationCodeGrant;
import io.grantwright.runtime.oauth.JwksEndpoint;
import java.io.IOException;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Authorizations with providers whose descriptors say what they call themselves. */
@Timeout(60)
final class DeclaredIssuerTest {
  private static final String HERE = "https://app.example/cb";

  private final MockWebServer server = new MockWebServer();

  /** It is the same path of whatever server. */
  @SdkClient(server = "https://as.example")
  @Address(role = Role.AUTHORIZATION, value = "authorize")
  @Address(role = Role.TOKEN, value = "token")
  @Address(role = Role.JWKS, value = "jwks")
  @Issuer("/tenant")
  interface Tenant extends AuthorizationCodeGrant, JwksEndpoint {}

  /** It is the server itself, and says so each time. */
  @SdkClient(server = "https://as.example")
  @Address(role = Role.AUTHORIZATION, value = "authorize")
  @Address(role = Role.TOKEN, value = "token")
  @Issuer(inCallbacks = true)
  interface Announcing extends AuthorizationCodeGrant {}

  /** It stands at the root of the server's origin, with a variable and a slash. */
  @SdkClient(server = "https://as.example/api/v1")
  @PathVariable(name = "realm", value = "main")
  @Address(role = Role.AUTHORIZATION, value = "authorize")
  @Address(role = Role.TOKEN, value = "token")
  @Issuer(value = "/{realm}/", atRoot = true)
  interface Realm extends AuthorizationCodeGrant {}

  /** It is the same wherever its endpoints are. */
  @SdkClient(server = "https://api.example")
  @Address(role = Role.AUTHORIZATION, value = "authorize")
  @Address(role = Role.TOKEN, value = "token")
  @Issuer("https://as.example")
  interface Elsewhere extends AuthorizationCodeGrant {}

  @BeforeEach
  void start() throws IOException {
    server.start();
    server.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "application/json")
            .body("{\"access_token\":\"at\",\"token_type\":\"Bearer\"}")
            .build());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void findsTheIssuerBehindTheServerOfTheClient() {
    try (DeclaredIssuerTest_TenantClient client = tenant()) {
      AuthorizationCodeFlow flow = AuthorizationCodeFlow.builder(client).build();
      PendingAuthorization pending = flow.authorization(HERE).start();
      assertThat(pending.issuer()).contains(root() + "/tenant");
      assertThat(flow.complete(pending, callback(pending, "code=c&iss=" + root() + "/tenant")))
          .isNotNull();
    }
  }

  @Test
  void refusesTheIssuerOfAnotherServer() {
    try (DeclaredIssuerTest_TenantClient client = tenant()) {
      AuthorizationCodeFlow flow = AuthorizationCodeFlow.builder(client).build();
      for (String other : new String[] {"https://as.example/tenant", root(), root() + "/tenant/"}) {
        PendingAuthorization pending = flow.authorization(HERE).start();
        assertThatExceptionOfType(AuthorizationException.WrongIssuer.class)
            .isThrownBy(() -> flow.complete(pending, callback(pending, "code=c&iss=" + other)))
            .withMessage(
                "The callback comes from the issuer %s, but the user was sent to %s/tenant",
                other, root());
      }
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void needsNoIssuerInACallbackUnlessItIsDeclared() {
    try (DeclaredIssuerTest_TenantClient client = tenant()) {
      AuthorizationCodeFlow flow = AuthorizationCodeFlow.builder(client).build();
      PendingAuthorization pending = flow.authorization(HERE).start();
      assertThat(flow.complete(pending, callback(pending, "code=c"))).isNotNull();
    }
  }

  @Test
  void refusesACallbackWithoutAnIssuerWhereEachHasOne() {
    try (DeclaredIssuerTest_AnnouncingClient client =
        DeclaredIssuerTest_AnnouncingClient.builder()
            .clientAuthentication(ClientAuthentication.none("me"))
            .build()) {
      AuthorizationCodeFlow flow = AuthorizationCodeFlow.builder(client).build();
      refusesWithoutIssuer(flow, "code=c");
      refusesWithoutIssuer(flow, "error=access_denied");
      refusesWithoutIssuer(
          AuthorizationCodeFlow.builder(client).metadata(TestServer.metadata(false)).build(),
          "code=c");
      refusesWithoutIssuer(
          AuthorizationCodeFlow.builder(client).issuer("https://other.example").build(), "code=c");
    }
  }

  @Test
  void standsAtTheRootWithItsVariablesAndItsSlash() {
    try (DeclaredIssuerTest_RealmClient client = DeclaredIssuerTest_RealmClient.builder().build();
        DeclaredIssuerTest_RealmClient other =
            DeclaredIssuerTest_RealmClient.builder()
                .serverUrl("https://as.example:8443")
                .realm("a/b")
                .build()) {
      assertThat(issuer(client)).contains("https://as.example/main/");
      assertThat(issuer(other)).contains("https://as.example:8443/a/b/");
    }
  }

  @Test
  void doesNotCountASlashBehindTheServer() {
    try (DeclaredIssuerTest_AnnouncingClient client =
        DeclaredIssuerTest_AnnouncingClient.builder().serverUrl("https://as.example/x/").build()) {
      assertThat(issuer(client)).contains("https://as.example/x");
    }
  }

  @Test
  void staysWhereItIsIfItIsAbsolute() {
    try (DeclaredIssuerTest_ElsewhereClient client =
        DeclaredIssuerTest_ElsewhereClient.builder().serverUrl(root()).build()) {
      assertThat(issuer(client)).contains("https://as.example");
    }
  }

  @Test
  void followsAViewToAnotherServer() {
    try (DeclaredIssuerTest_TenantClient client = tenant()) {
      assertThat(
              issuer(client.with(CallOptions.builder().serverUrl("https://other.example").build())))
          .contains("https://other.example/tenant");
    }
  }

  @Test
  void givesWayToWhatTheApplicationSets() {
    try (DeclaredIssuerTest_TenantClient client = tenant()) {
      AuthorizationCodeFlow flow =
          AuthorizationCodeFlow.builder(client).issuer("https://other.example").build();
      assertThat(flow.authorization(HERE).start().issuer()).contains("https://other.example");
    }
  }

  @Test
  void refusesTheMetadataOfAnotherIssuer() {
    try (DeclaredIssuerTest_TenantClient client = tenant();
        DeclaredIssuerTest_ElsewhereClient same =
            DeclaredIssuerTest_ElsewhereClient.builder()
                .clientAuthentication(ClientAuthentication.none("me"))
                .build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> AuthorizationCodeFlow.builder(client).metadata(TestServer.metadata(true)))
          .withMessage(
              "The metadata is that of the issuer https://as.example, but by its descriptor the"
                  + " client's server is %s/tenant; take that server's metadata, or build the"
                  + " client for this one",
              root());
      refusesWithoutIssuer(
          AuthorizationCodeFlow.builder(same).metadata(TestServer.metadata(true)).build(),
          "code=c");
    }
  }

  @Test
  void refusesTheAddressesOfAnotherIssuer() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                DeclaredIssuerTest_TenantClient.builder()
                    .serverUrl(root())
                    .addresses(TestServer.metadata(true))
                    .build())
        .withMessage(
            "addresses are those of the issuer https://as.example, but by its descriptor Tenant is"
                + " %s/tenant. Set the serverUrl of the server that they are of, or the addresses"
                + " of this one.",
            root());
  }

  @Test
  void takesTheAddressesOfItsOwnIssuerAndThoseOfNone() {
    EndpointAddresses unnamed = role -> Optional.empty();
    try (DeclaredIssuerTest_ElsewhereClient named =
            DeclaredIssuerTest_ElsewhereClient.builder()
                .addresses(TestServer.metadata(true))
                .build();
        DeclaredIssuerTest_ElsewhereClient other =
            DeclaredIssuerTest_ElsewhereClient.builder().addresses(unnamed).build()) {
      assertThat(issuer(named)).contains("https://as.example");
      assertThat(issuer(other)).contains("https://as.example");
    }
  }

  @Test
  void refusesVariablesThatMakeItNoIssuer() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeclaredIssuerTest_RealmClient.builder().realm("a?b=c").build())
        .withMessage(
            "issuer has a query, a fragment or a user name, and no issuer has (RFC 8414 §2): the"
                + " descriptor puts it together from serverUrl and path variables.");
  }

  @Test
  void tellsTheIssuerToWhatChecksIdTokens() {
    try (DeclaredIssuerTest_TenantClient client = tenant()) {
      IdTokenValidator validator = IdTokenValidator.builder("me", client).build();
      assertThat(validator.issuer()).isEqualTo(root() + "/tenant");
      assertThat(AuthorizationCodeFlow.builder(client).idTokens(validator).build()).isNotNull();
    }
  }

  @Test
  void cannotCheckTheIdTokensOfAnUnnamedServer() {
    JwksEndpoint unnamed =
        () -> {
          throw new AssertionError("nobody asks for keys");
        };
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IdTokenValidator.builder("me", unnamed))
        .withMessage(
            "The descriptor of the client declares no issuer; add @Issuer, or give the issuer as"
                + " the first argument");
  }

  private void refusesWithoutIssuer(AuthorizationCodeFlow flow, String answer) {
    PendingAuthorization pending = flow.authorization(HERE).start();
    assertThatExceptionOfType(AuthorizationException.WrongIssuer.class)
        .isThrownBy(() -> flow.complete(pending, callback(pending, answer)))
        .withMessage(
            "The callback has no iss, although the server's metadata or descriptor announces it");
    assertThat(server.getRequestCount()).isZero();
  }

  private DeclaredIssuerTest_TenantClient tenant() {
    return DeclaredIssuerTest_TenantClient.builder()
        .serverUrl(root() + "/")
        .clientAuthentication(ClientAuthentication.none("me"))
        .build();
  }

  private String root() {
    return "http://" + server.getHostName() + ":" + server.getPort();
  }

  private static Optional<String> issuer(Object client) {
    return Deviating.of(client).issuer();
  }

  private static AuthorizationCallback callback(PendingAuthorization pending, String answer) {
    return AuthorizationCallback.ofUri(HERE + "?" + answer + "&state=" + pending.state().reveal());
  }
}
