package io.grantwright.runtime.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.grantwright.annotations.Role;
import io.grantwright.runtime.json.UnknownMembers;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServerMetadataTest {
  @Test
  void givesTheAddressesOfRoles() {
    ServerMetadata metadata = metadata("https://as.example/t", "https://as.example/t/token");
    assertThat(metadata.address(Role.TOKEN)).contains("https://as.example/t/token");
    assertThat(metadata.address(Role.REVOCATION)).isEmpty();
    assertThat(metadata.trusted("https://as.example/t")).isSameAs(metadata);
  }

  @Test
  void comparesTheIssuerExactly() {
    ServerMetadata metadata = metadata("https://as.example", "https://as.example/token");
    for (String other :
        new String[] {
          "https://as.example/", "https://AS.example", "https://as.example:443", "http://as.example"
        }) {
      assertThatExceptionOfType(UntrustedMetadataException.class)
          .isThrownBy(() -> metadata.trusted(other))
          .withMessageContaining("\"" + other + "\" was asked for (RFC 8414 §3.3)");
    }
  }

  @Test
  void wantsHttpsExceptOnThisMachine() {
    for (String token :
        new String[] {
          "http://as.example/token",
          "http://127.0.0.1.evil.example/token",
          "ftp://as.example/token",
          "/token",
          "https://user:pass@as.example/token"
        }) {
      assertThatExceptionOfType(UntrustedMetadataException.class)
          .isThrownBy(() -> metadata("https://as.example", token).trusted("https://as.example"))
          .withMessageStartingWith("The metadata's address of TOKEN ");
    }
    for (String host : new String[] {"127.0.0.1", "[::1]", "localhost"}) {
      String issuer = "http://" + host + ":9000";
      assertThat(metadata(issuer, issuer + "/token").trusted(issuer).issuer()).isEqualTo(issuer);
    }
  }

  /** Each of them is where a browser, a secret or a token goes. */
  @ParameterizedTest
  @CsvSource({
    "authorization_endpoint, address of AUTHORIZATION",
    "token_endpoint, address of TOKEN",
    "revocation_endpoint, address of REVOCATION",
    "introspection_endpoint, address of INTROSPECTION",
    "device_authorization_endpoint, address of DEVICE_AUTHORIZATION",
    "userinfo_endpoint, address of USERINFO",
    "jwks_uri, address of JWKS",
    "registration_endpoint, registration_endpoint",
    "end_session_endpoint, end_session_endpoint"
  })
  void wantsEachAddressToBeSafe(String member, String what) throws IOException {
    for (String unsafe : new String[] {"http://as.example/x", "https://:secret@as.example/x"}) {
      ServerMetadata metadata =
          Objects.requireNonNull(
              ServerMetadataCompanion.INSTANCE.fromJson(
                  "{\"issuer\":\"https://as.example\",\"%s\":\"%s\"}".formatted(member, unsafe)));
      assertThatExceptionOfType(UntrustedMetadataException.class)
          .isThrownBy(() -> metadata.trusted("https://as.example"))
          .withMessageStartingWith("The metadata's " + what + " ");
    }
  }

  @Test
  void wantsHttpsOfTheIssuer() {
    ServerMetadata metadata = metadata("http://as.example", "https://as.example/token");
    assertThatExceptionOfType(UntrustedMetadataException.class)
        .isThrownBy(() -> metadata.trusted("http://as.example"))
        .withMessage("The metadata's issuer is neither an HTTPS address nor one of this machine.");
  }

  private static ServerMetadata metadata(String issuer, String tokenEndpoint) {
    return new ServerMetadata(
        issuer,
        Optional.empty(),
        Optional.of(tokenEndpoint),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        UnknownMembers.EMPTY);
  }
}
