package io.grantwright.samples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SystemBrowserTest {
  private static final String URL = "https://as.example/authorize?state=s";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void asksTheSystemToOpenTheAddress() {
    assertThat(on("Linux", Map.of("DISPLAY", ":0")).command(URL))
        .isEqualTo(List.of("xdg-open", URL));
    assertThat(on("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0")).command(URL))
        .isEqualTo(List.of("xdg-open", URL));
    assertThat(on("Mac OS X", Map.of()).command(URL)).isEqualTo(List.of("open", URL));
    assertThat(on("Windows 11", Map.of()).command(URL))
        .isEqualTo(List.of("rundll32", "url.dll,FileProtocolHandler", URL));
  }

  @Test
  void showsTheAddressWhereThereIsNoScreen() {
    on("Linux", Map.of()).open(URL);
    assertThat(out.toString(UTF_8).lines())
        .containsExactly("Open this address in a browser of this machine:", URL);
  }

  private SystemBrowser on(String system, Map<String, String> environment) {
    return new SystemBrowser(system, environment, new PrintStream(out, true, UTF_8));
  }
}
