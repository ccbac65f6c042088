package io.grantwright.samples.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.samples.cloud.Visitor.Page;
import io.grantwright.samples.quickstart.HttpUserAgent.Consent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import okhttp3.FormBody;
import okhttp3.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and what a page carries. */
@ExtendWith(OneCloud.class)
class PagesTest {
  private static final String NOT_OPENED_HERE = "This form was not opened here";

  private final Bench bench;

  PagesTest(@TempDir Path directory) throws IOException {
    this.bench = Bench.of(directory);
  }

  @AfterEach
  void end() throws IOException {
    bench.close();
  }

  @Test
  void givesABrowserACookieThatNoScriptAndNoOtherSiteCanUse() throws Exception {
    assertThat(bench.visitor.open().header("Set-Cookie"))
        .matches("device-hub=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax");
    assertThat(bench.visitor.open().headers().get("Set-Cookie")).isNull();
  }

  @Test
  void givesASecureCookieBehindAProxyWithTls() throws Exception {
    try (Bench proxied = Bench.of(bench.directory.resolve("proxied"), "https://hub.example")) {
      Page page = overProxy(proxied, new Request.Builder());

      assertThat(page.header("Set-Cookie"))
          .matches("__Host-device-hub=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax; Secure");
      assertThat(page.text()).contains("https://hub.example/auth/external/callback");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/style.css", "/nothing"})
  void protectsEveryPage(String path) throws Exception {
    Page page = bench.visitor.open(path);

    assertThat(page.header("Content-Security-Policy"))
        .isEqualTo(
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
                + " frame-ancestors 'none'; base-uri 'none'");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
    assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(page.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(page.header("Cache-Control")).isEqualTo("no-store");
    assertThat(page.headers().get("Server")).isNull();
  }

  @Test
  void needsNoScript() throws Exception {
    bench.link(Bench.ada());

    assertThat(bench.visitor.open().document().select("script, [style], [onclick]")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hub.example", "127.0.0.1", "localhost:1"})
  void answersNoOtherHost(String host) throws Exception {
    Page page =
        bench.visitor.send(
            new Request.Builder().url(bench.visitor.url("/")).header("Host", host).build());

    assertThat(page.status()).isEqualTo(421);
    assertThat(page.text()).contains("It is at " + bench.hub.url() + "/.");
    assertThat(page.headers().get("Set-Cookie")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/link", "/reauthenticate", "/unlink", "/credentials", "/credentials/remove"})
  void refusesAFormWithoutItsText(String action) throws Exception {
    bench.link(Bench.ada());

    Page page = bench.visitor.post(action, Map.of("account", "ada", "client_id", "x"));

    assertThat(page.status()).isEqualTo(403);
    assertThat(page.title()).isEqualTo(NOT_OPENED_HERE);
    assertThat(bench.visitor.open().text()).contains("Ada Lovelace ada ✓ Linked", "device-hub");
  }

  @Test
  void refusesAFormOfAnotherBrowser() throws Exception {
    bench.link(Bench.ada());
    String foreign = new Visitor(bench.hub.url()).formToken();

    Page page = bench.visitor.post("/unlink", Map.of("form", foreign, "account", "ada"));

    assertThat(page.title()).isEqualTo(NOT_OPENED_HERE);
    assertThat(bench.stored("ada")).isPresent();
  }

  @Test
  void refusesAFormWithoutTheCookie() throws Exception {
    bench.link(Bench.ada());
    String token = bench.visitor.formToken();

    Page page =
        new Visitor(bench.hub.url()).post("/unlink", Map.of("form", token, "account", "ada"));

    assertThat(page.title()).isEqualTo(NOT_OPENED_HERE);
    assertThat(bench.stored("ada")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example", "null"})
  void refusesAFormFromAnotherSite(String origin) throws Exception {
    bench.link(Bench.ada());
    FormBody form =
        new FormBody.Builder().add("form", bench.visitor.formToken()).add("account", "ada").build();

    Page page =
        bench.visitor.send(
            new Request.Builder()
                .url(bench.visitor.url("/unlink"))
                .header("Origin", origin)
                .post(form)
                .build());

    assertThat(page.title()).isEqualTo(NOT_OPENED_HERE);
    assertThat(bench.stored("ada")).isPresent();
  }

  @Test
  void completesNoLoginOfAnotherBrowser() throws Exception {
    String callback = Bench.ada().authorize(bench.startLink(), Consent.APPROVE);
    Visitor another = new Visitor(bench.hub.url());
    another.open();

    Page page = another.openAddress(callback);

    assertThat(page.status()).isEqualTo(400);
    assertThat(page.title()).isEqualTo("This does not belong to a login of this browser");
    assertThat(bench.stored("ada")).isEmpty();
    assertThat(bench.comeBack(callback).notice()).isEqualTo("Ada Lovelace is linked.");
  }

  @Test
  void completesNoLoginOfABrowserWithoutCookies() throws Exception {
    String callback = Bench.ada().authorize(bench.startLink(), Consent.APPROVE);

    Page page = new Visitor(bench.hub.url()).openAddress(callback);

    assertThat(page.title()).isEqualTo("This does not belong to a login of this browser");
    assertThat(bench.stored("ada")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"PUT", "DELETE", "OPTIONS"})
  void knowsNoOtherMethods(String method) throws Exception {
    Page page =
        bench.visitor.send(
            new Request.Builder()
                .url(bench.visitor.url("/"))
                .method(method, method.equals("DELETE") ? null : new FormBody.Builder().build())
                .build());

    assertThat(page.status()).isEqualTo(405);
    assertThat(page.header("Allow")).isEqualTo("GET, HEAD, POST");
  }

  private static Page overProxy(Bench proxied, Request.Builder request) throws IOException {
    return proxied.visitor.send(
        request
            .url("http://127.0.0.1:" + proxied.hub.port() + "/")
            .header("Host", "hub.example")
            .build());
  }
}
