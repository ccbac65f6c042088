package io.grantwright.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.oauth.ServerMetadata;
import io.grantwright.runtime.oauth.ServerMetadataCompanion;
import io.grantwright.samples.cli.Finding.Level;
import io.grantwright.samples.cli.Profile.Authentication;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What doctor makes of a server's metadata. */
final class MetadataCheckTest {
  private static final String ALL =
      """
      "authorization_endpoint":"https://as.example/authorize",
      "token_endpoint":"https://as.example/token"
      """;

  @Test
  void pkceWithoutS256IsWrong() throws IOException {
    assertThat(check(profile(), ALL + ",\"code_challenge_methods_supported\":[\"plain\"]"))
        .contains(
            Finding.wrong(
                "pkce",
                "login will not work: the server knows PKCE only with plain, and the program sends"
                    + " S256 alone"));
  }

  @Test
  void anAuthenticationThatTheServerDoesNotTakeIsWrong() throws IOException {
    assertThat(
            check(
                profile(Authentication.BASIC),
                ALL + ",\"token_endpoint_auth_methods_supported\":[\"client_secret_post\"]"))
        .contains(
            Finding.wrong(
                "client",
                "nothing will work: the client uses client_secret_basic, and the server takes"
                    + " client_secret_post; see --auth"));
  }

  @Test
  void aPublicClientMayWorkWhereItIsNotListed() throws IOException {
    assertThat(check(profile(Authentication.NONE), ALL))
        .contains(
            Finding.careful(
                "client",
                "the server does not list none among client_secret_basic; many take clients without"
                    + " a secret all the same"));
  }

  @Test
  void aServerThatTakesOnlyWhatTheProgramCannotDoIsWrong() throws IOException {
    assertThat(
            check(
                profile(),
                ALL + ",\"token_endpoint_auth_methods_supported\":[\"private_key_jwt\"]"))
        .anySatisfy(
            finding -> {
              assertThat(finding.level()).isEqualTo(Level.WRONG);
              assertThat(finding.text()).contains("(private_key_jwt)");
            });
  }

  @Test
  void whatIsMissingIsSaidOfEachCommand() throws IOException {
    assertThat(check(profile(Authentication.NONE), "\"token_endpoint\":\"https://as.example/t\""))
        .filteredOn(finding -> finding.text().contains("will not work"))
        .extracting(Finding::about)
        .containsExactly("login", "token", "device", "introspect", "revoke", "userinfo");
  }

  @Test
  void anIntrospectionEndpointMayTakeOtherClients() throws IOException {
    assertThat(
            check(
                profile(Authentication.POST),
                ALL
                    + ",\"introspection_endpoint\":\"https://as.example/introspect\""
                    + ",\"introspection_endpoint_auth_methods_supported\":[\"client_secret_basic\"]"))
        .contains(
            Finding.careful(
                "introspect",
                "introspect will not work: its endpoint takes client_secret_basic, and the client"
                    + " uses client_secret_post"));
  }

  @Test
  void callbacksHaveToNameTheIssuerThatTheMetadataAnnounces() throws IOException {
    assertThat(check(profile(), ALL + ",\"authorization_response_iss_parameter_supported\":true"))
        .contains(Finding.fine("issuer", "callbacks have to name https://as.example (RFC 9207)"));
  }

  @Test
  void offlineAccessIsPointedOut() throws IOException {
    assertThat(
            check(
                profile(),
                ALL
                    + ",\"grant_types_supported\":[\"authorization_code\",\"refresh_token\"]"
                    + ",\"scopes_supported\":[\"openid\",\"offline_access\"]"))
        .contains(
            Finding.careful(
                "refresh",
                "refresh tokens may need the scope offline_access, which is not asked for; see"
                    + " login --offline"));
  }

  private static List<Finding> check(Profile profile, String members) throws IOException {
    ServerMetadata metadata =
        ServerMetadataCompanion.INSTANCE.fromJson(
            "{\"issuer\":\"https://as.example\"," + members + "}");
    assertThat(metadata).isNotNull();
    return MetadataCheck.of(profile, metadata);
  }

  private static Profile profile(Authentication... authentication) {
    return new Profile(
        Optional.empty(),
        "https://as.example",
        "my-client",
        authentication.length == 0 ? Optional.empty() : Optional.of(authentication[0]),
        Optional.empty(),
        Optional.empty(),
        Optional.of("openid"),
        Optional.empty(),
        Optional.empty(),
        UnknownMembers.EMPTY);
  }
}
