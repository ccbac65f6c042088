package io.grantwright.runtime.oauth;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonAdapter;
import io.grantwright.annotations.Role;
import java.io.IOException;
import okio.Buffer;
import org.junit.jupiter.api.Test;

/** The examples that the specifications print, read as they stand there. */
final class PublishedExamplesTest {

  /** RFC 6749 §5.1. */
  @Test
  void tokens() throws IOException {
    TokenResponse tokens =
        read(
            TokenResponseCompanion.INSTANCE,
            """
            {
              "access_token":"2YotnFZFEjr1zCsicMWpAA",
              "token_type":"example",
              "expires_in":3600,
              "refresh_token":"tGzv3JOkF0XG5Qx2TlKWIA",
              "example_parameter":"example_value"
            }
            """);

    assertThat(tokens.accessToken().reveal()).isEqualTo("2YotnFZFEjr1zCsicMWpAA");
    assertThat(tokens.tokenType()).isEqualTo("example");
    assertThat(tokens.expiresIn()).contains(3600L);
    assertThat(tokens.unknown().value("example_parameter")).contains("example_value");
    assertThat(tokens.toString()).doesNotContain("2Yotn").doesNotContain("tGzv");
  }

  /** RFC 7662 §2.2. */
  @Test
  void introspection() throws IOException {
    IntrospectionResponse state =
        read(
            IntrospectionResponseCompanion.INSTANCE,
            """
            {
              "active": true,
              "client_id": "l238j323ds-23ij4",
              "username": "jdoe",
              "scope": "read write dolphin",
              "sub": "Z5O3upPC88QrAjx00dis",
              "aud": "https://protected.example.net/resource",
              "iss": "https://server.example.com/",
              "exp": 1419356238,
              "iat": 1419350238,
              "extension_field": "twenty-seven"
            }
            """);

    assertThat(state.active()).isTrue();
    assertThat(state.unknown().value("extension_field")).contains("twenty-seven");
  }

  /** RFC 8628 §3.2. */
  @Test
  void deviceAuthorization() throws IOException {
    DeviceAuthorizationResponse device =
        read(
            DeviceAuthorizationResponseCompanion.INSTANCE,
            """
            {
              "device_code": "GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS",
              "user_code": "WDJB-MJHT",
              "verification_uri": "https://example.com/device",
              "verification_uri_complete":
                  "https://example.com/device?user_code=WDJB-MJHT",
              "expires_in": 1800,
              "interval": 5
            }
            """);

    assertThat(device.toString()).doesNotContain("GmRhmhcxhwAzkoEqiMEg");
    assertThat(device.expiresIn()).isEqualTo(1800L);
  }

  /** RFC 8414 §3.2, shortened. */
  @Test
  void metadata() throws IOException {
    ServerMetadata metadata =
        read(
            ServerMetadataCompanion.INSTANCE,
            """
            {
              "issuer": "https://server.example.com",
              "authorization_endpoint": "https://server.example.com/authorize",
              "token_endpoint": "https://server.example.com/token",
              "token_endpoint_auth_methods_supported": ["client_secret_basic", "private_key_jwt"],
              "userinfo_endpoint": "https://server.example.com/userinfo",
              "jwks_uri": "https://server.example.com/jwks.json",
              "ui_locales_supported": ["en-US", "en-GB", "en-CA", "fr-FR", "fr-CA"]
            }
            """);

    assertThat(metadata.trusted("https://server.example.com")).isSameAs(metadata);
    assertThat(metadata.address(Role.TOKEN)).contains("https://server.example.com/token");
  }

  private static <T> T read(JsonAdapter<T> adapter, String json) throws IOException {
    return requireNonNull(adapter.fromJson(new Buffer().writeUtf8(json)));
  }
}
