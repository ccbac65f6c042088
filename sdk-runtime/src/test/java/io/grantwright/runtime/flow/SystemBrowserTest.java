package io.grantwright.runtime.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class SystemBrowserTest {
  private static final String URL = "https://as.example/authorize?state=s&scope=a%20b";
  private static final Map<String, String> DISPLAY = Map.of("DISPLAY", ":0");

  private final List<List<String>> started = new ArrayList<>();
  private final List<String> printed = new ArrayList<>();
  private CompletableFuture<Integer> exit = CompletableFuture.completedFuture(0);

  @Test
  void startsTheProgramOfTheSystem() {
    open("Linux", DISPLAY, URL);
    open("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0"), URL);
    open("Mac OS X", Map.of(), URL);
    open("Windows 11", Map.of(), URL);
    assertThat(started)
        .containsExactly(
            List.of("xdg-open", URL),
            List.of("xdg-open", URL),
            List.of("open", URL),
            List.of("rundll32", "url.dll,FileProtocolHandler", URL));
    assertThat(printed).isEmpty();
  }

  @Test
  void printsTheAddressWhereThereIsNoDisplay() {
    open("Linux", Map.of(), URL);
    assertThat(started).isEmpty();
    assertThat(printed).containsExactly(URL);
  }

  @Test
  void printsTheAddressWhereTheProgramDoesNotStart() {
    new SystemBrowser(
            "Linux",
            DISPLAY,
            command -> {
              throw new IOException("no xdg-open");
            },
            printed::add)
        .open(URL);
    assertThat(printed).containsExactly(URL);
  }

  @Test
  void printsTheAddressOnceTheProgramHasFailed() {
    exit = new CompletableFuture<>();
    open("Linux", DISPLAY, URL);
    assertThat(printed).isEmpty();
    exit.complete(3);
    assertThat(printed).containsExactly(URL);
  }

  @Test
  void opensNothingButTheWeb() {
    for (String url :
        new String[] {
          "file:///etc/passwd",
          "javascript:alert(1)",
          "ms-msdt:/id",
          "-x",
          "",
          "https://",
          "https://a.example/ --incognito",
          "https://a.example/\"&calc",
          "https://a.example/\nfile:///x"
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> open("Linux", DISPLAY, url))
          .withMessage("The address is not one of the web (http or https), and is not opened");
    }
    assertThat(started).isEmpty();
    assertThat(printed).isEmpty();
  }

  @Test
  void reportsHowAProgramEnded() throws Exception {
    String java = ProcessHandle.current().info().command().orElseThrow();
    assertThat(SystemBrowser.launch(List.of(java, "-version")).get()).isZero();
    assertThat(SystemBrowser.launch(List.of(java, "--no-such-option")).get()).isNotZero();
  }

  private void open(String system, Map<String, String> environment, String url) {
    new SystemBrowser(
            system,
            environment,
            command -> {
              started.add(command);
              return exit;
            },
            printed::add)
        .open(url);
  }
}
