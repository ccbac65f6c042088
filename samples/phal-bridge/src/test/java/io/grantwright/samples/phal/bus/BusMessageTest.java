package io.grantwright.samples.phal.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BusMessageTest {
  @Test
  void carriesWhatItDoesNotKnowAsItCame() throws Exception {
    String frame =
        "{\"type\":\"t\",\"data\":{\"n\":null,\"i\":7,\"d\":0.5},\"context\":{\"s\":[1,{}]}}";

    assertThat(BusMessage.decode(frame).encode()).isEqualTo(frame);
  }

  @Test
  void takesWhatIsMissingForEmpty() throws Exception {
    assertThat(BusMessage.decode("{\"type\":\"t\",\"data\":null}"))
        .isEqualTo(new BusMessage("t", Map.of(), Map.of()));
  }

  @Test
  void exchangesSourceAndDestinationOnlyIfBothAreThere() {
    BusMessage request = new BusMessage("t", Map.of(), Map.of("source", "skill"));

    assertThat(request.response(Map.of()))
        .isEqualTo(new BusMessage("t.response", Map.of(), Map.of("source", "skill")));
  }

  @Test
  void forwardsInTheSameDirection() {
    Map<String, Object> context = Map.of("source", "skill", "destination", "phal");

    assertThat(new BusMessage("t", Map.of(), context).forward("u", Map.of()).context())
        .isEqualTo(context);
  }

  @Test
  void doesNotQuoteWhatItCannotRead() {
    assertThatThrownBy(() -> BusMessage.decode("{\"client_secret\": canary}"))
        .isInstanceOf(MalformedFrameException.class)
        .message()
        .doesNotContain("canary");
  }

  @Test
  void showsItsTypeOnly() {
    assertThat(new BusMessage("t", Map.of("client_secret", "canary"), Map.of()))
        .hasToString("BusMessage[t]");
  }
}
