package io.grantwright.samples.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantwright.samples.quickstart.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A person with a real browser, from the first look to the last; with {@code -Pinterop}. */
@EnabledIfSystemProperty(named = "cloud.browser", matches = "true")
class BrowserTest {
  private static final Path SHOTS = Path.of("target", "screenshots");

  private static DemoCloud cloud;
  private static Chromium browser;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> program = Chromium.installed();
    if (program.isEmpty()) {
      System.out.println("SKIPPED: the pages in a browser, because there is no Chromium.");
    }
    assumeTrue(program.isPresent(), "There is no Chromium.");
    Files.createDirectories(SHOTS);
    cloud = DemoCloud.start(0, OneCloud.LIFETIME);
    // Not deleted at the end: the browser's other processes may write there until later.
    Path profile = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "chromium");
    browser = Chromium.start(program.orElseThrow(), profile);
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
    }
    if (cloud != null) {
      cloud.close();
    }
  }

  private final Bench bench;

  /** Nobody has been here before. */
  BrowserTest(@TempDir Path directory) throws Exception {
    browser.call("Network.clearBrowserCookies", Map.of());
    this.bench = Bench.of(directory, cloud);
  }

  @AfterEach
  void endHub() throws IOException {
    bench.close();
  }

  @Test
  void aPersonLinksUsesAuthenticatesAgainAndUnlinks() throws Exception {
    EmbeddedServer server = cloud.server();
    browser.look(760, 620, false);
    browser.open(bench.hub.url() + "/");
    browser.awaitText("No account is linked yet.");
    shoot("empty");

    browser.click("form[action='/link'] button");
    browser.awaitText("Please sign in");
    logIn(EmbeddedServer.USER_NAME, server.userPassword());
    browser.awaitText("Consent required");
    consent();
    browser.awaitText("Ada Lovelace is linked.");
    browser.awaitText("Hall lamp");
    assertThat(browser.address()).isEqualTo(bench.hub.url() + "/");
    shoot("linked");

    cloud.takeBack(EmbeddedServer.USER_NAME);
    browser.open(bench.hub.url() + "/");
    browser.awaitText("Needs reauthentication");
    shoot("revoked");
    browser.look(760, 620, true);
    shoot("revoked-dark");

    browser.click("form[action='/reauthenticate'] button");
    browser.awaitText("Consent required");
    consent();
    browser.awaitText("Ada Lovelace is linked.");

    browser.look(760, 620, false);
    browser.click("form[action='/unlink'] button");
    browser.awaitText("Ada Lovelace is unlinked.");
    browser.awaitText("No account is linked yet.");
    shoot("unlinked");
  }

  @Test
  void aPersonSaysNo() throws Exception {
    browser.look(760, 620, false);
    browser.open(bench.hub.url() + "/");
    browser.click("form[action='/link'] button");
    browser.awaitText("Please sign in");
    logIn(EmbeddedServer.OTHER_USER_NAME, cloud.server().otherUserPassword());
    browser.awaitText("Consent required");
    browser.click("#cancel-consent");
    browser.awaitText("Access was not allowed");
    shoot("denied");

    browser.click("main a.primary");
    browser.awaitText("No account is linked yet.");
  }

  @Test
  void theKeyboardIsEnough() throws Exception {
    browser.look(760, 620, false);
    browser.open(bench.hub.url() + "/");
    browser.awaitText("No account is linked yet.");

    browser.tab();
    assertThat(focused()).isEqualTo("Device hub");
    browser.tab();
    assertThat(focused()).isEqualTo("Link account");
    shoot("focus");
    browser.tab();
    assertThat(focused()).isEqualTo("Application credentials");
  }

  @Test
  void aNarrowPageNeedsNoScrollingAside() throws Exception {
    browser.look(320, 640, true);
    browser.open(bench.hub.url() + "/");
    browser.awaitText("No account is linked yet.");
    browser.click("summary");
    browser.awaitText("Client secret");
    shoot("narrow");

    assertThat(browser.evaluate("document.documentElement.scrollWidth <= 320")).isEqualTo(true);
    assertThat(
            browser.evaluate(
                "[...document.querySelectorAll('input:not([type=hidden])')]"
                    + ".every(input => input.labels.length === 1)"))
        .isEqualTo(true);
  }

  private Object focused() throws InterruptedException {
    return String.valueOf(browser.evaluate("document.activeElement.innerText.trim()"));
  }

  private void logIn(String name, String password) throws InterruptedException {
    browser.type("input[name=username]", name);
    browser.type("input[name=password]", password);
    browser.click("button[type=submit]");
  }

  private void consent() throws InterruptedException {
    browser.click("input[type=checkbox]:not([disabled])");
    browser.click("#submit-consent");
  }

  private void shoot(String name) throws IOException, InterruptedException {
    browser.screenshot(SHOTS.resolve(name + ".png"));
  }
}
