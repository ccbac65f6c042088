package io.grantwright.samples.phal;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.samples.phal.demo.Demo;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A real authorization server, a person's consent, and each message once. */
class DemoTest {
  @Test
  void livesThroughAllOfIt() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    Demo.run(new PrintStream(out, true, StandardCharsets.UTF_8));

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .contains(
            "> oauth.token.response.notes-skill_notes [access_token, expires_at, expires_in,"
                + " refresh_token, scope, token_response, token_type]",
            "> oauth.refresh.response [client_id, result=Ok, token]")
        .endsWith("All of it worked.");
  }
}
