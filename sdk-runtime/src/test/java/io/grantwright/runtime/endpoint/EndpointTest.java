package io.grantwright.runtime.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantwright.annotations.ClientAuthenticated.BasicEncoding;
import io.grantwright.annotations.ClientAuthenticated.Mechanism;
import io.grantwright.annotations.Role;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EndpointTest {
  @Test
  void saysWhatItsDescriptorSays() {
    Endpoint<String> endpoint =
        Endpoint.<String>named("Notes", "exchangeToken")
            .request("POST", "{oauth}/token")
            .role(Role.TOKEN)
            .formOrJson()
            .idempotentWhen("grant_type=client_credentials")
            .clientAuthenticated(BasicEncoding.RAW, true, Mechanism.BODY, Mechanism.BASIC)
            .bearer("NOTES_TOKEN")
            .timeouts(10_000, 0)
            .retry(500, 60_000, 1.5, 300_000, true)
            .build();

    assertThat(endpoint).hasToString("Notes.exchangeToken");
    assertThat(endpoint.role()).contains(Role.TOKEN);
    assertThat(endpoint.path()).isEqualTo("{oauth}/token");
    assertThat(endpoint.bodyFormat()).isEqualTo(BodyFormat.FORM_OR_JSON);
    assertThat(endpoint.bearerEnvironment()).contains("NOTES_TOKEN");
    assertThat(endpoint.attemptTimeout()).contains(Duration.ofSeconds(10));
    assertThat(endpoint.totalTimeout()).isEmpty();
    assertThat(endpoint.clientAuthentication())
        .hasValueSatisfying(
            rule -> assertThat(rule.mechanisms()).containsExactly(Mechanism.BODY, Mechanism.BASIC));
    assertThat(endpoint.retryDefaults())
        .hasValueSatisfying(
            retry -> assertThat(retry.initialInterval()).isEqualTo(Duration.ofMillis(500)));
  }

  @Test
  void mayBeSentAgainDependingOnItsFields() {
    Safety safety = Safety.idempotentWhen("grant_type=client_credentials", "grant_type=password");

    assertThat(safety.isIdempotent(Map.of("grant_type", "client_credentials")::get)).isTrue();
    assertThat(safety.isIdempotent(Map.of("grant_type", "authorization_code")::get)).isFalse();
    assertThat(safety.isIdempotent(name -> null)).isFalse();
    assertThat(Safety.IDEMPOTENT.isIdempotent(name -> null)).isTrue();
    assertThat(Safety.SEND_ONCE.isIdempotent(name -> null)).isFalse();
  }

  @Test
  void insistsOnASafety() {
    assertThatThrownBy(() -> Endpoint.named("Notes", "list").request("GET", "notes").build())
        .hasMessage("Notes.list needs idempotent(), sendOnce() or idempotentWhen(...).");
    assertThatThrownBy(() -> Safety.idempotentWhen("grant_type"))
        .hasMessage("Expected name=value, found \"grant_type\".");
  }
}
