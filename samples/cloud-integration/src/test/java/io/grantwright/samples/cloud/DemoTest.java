package io.grantwright.samples.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.samples.cloud.Visitor.Page;
import io.grantwright.samples.quickstart.EmbeddedServer;
import io.grantwright.samples.quickstart.HttpUserAgent;
import io.grantwright.samples.quickstart.HttpUserAgent.Consent;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The demo does what its invitation says. */
class DemoTest {
  @Test
  void letsAUserInAndTakesTheAccessAway() throws Exception {
    try (Demo demo = Demo.start(0, 0, sentence -> {})) {
      EmbeddedServer server = demo.cloud().server();
      assertThat(demo.invitation())
          .startsWith("The device hub is at " + demo.hub().url() + "/\n")
          .contains("ada    " + server.userPassword(), demo.cloud().page());
      Visitor visitor = new Visitor(demo.hub().url());
      HttpUserAgent ada = new HttpUserAgent(EmbeddedServer.USER_NAME, server.userPassword());
      visitor.openAddress(
          ada.authorize(visitor.submit("/link", Map.of()).onward(), Consent.APPROVE));
      assertThat(visitor.open().text()).contains("Ada Lovelace ada ✓ Linked");

      Visitor user = new Visitor(demo.cloud().page().replaceFirst("/$", ""));
      assertThat(user.open().text()).contains("Ada Lovelace allows the device hub in.");
      Page after = user.post("/take-back", Map.of("user", "ada"));

      assertThat(after.status()).isEqualTo(303);
      assertThat(user.open().text()).contains("No hub has been let in.");
      assertThat(visitor.open().text()).contains("! Needs reauthentication");
    }
  }
}
