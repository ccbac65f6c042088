package io.grantwright.samples.cloud;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.runtime.json.Adapters;
import io.grantwright.samples.cloud.Visitor.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider or a network that means harm changes nothing but what it may. */
final class AttackTest {
  @TempDir Path directory;
  private ScriptedProvider provider;
  private Bench bench;

  @BeforeEach
  void start() throws IOException {
    provider = new ScriptedProvider();
    bench = Bench.of(provider.settings(directory.resolve("own")), provider.endpoints());
    bench.hub.provider().register("scripted-client", "canary-secret");
  }

  @AfterEach
  void end() throws IOException {
    bench.close();
    provider.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../../../../tmp/x", "%2e%2e%2f", "a b?c=d#e&f\"'", "\u202egpj", "\ud800"})
  void linksAndUnlinksAccountsWhateverTheyAreCalled(String name) throws Exception {
    provider.answer("/api/me", 200, Adapters.ANY.toJson(Map.of("id", name, "name", name)));

    assertThat(link().text()).contains("✓ Linked");

    assertThat(bench.visitor.open().headers().names()).doesNotContain("Set-Cookie");
    String account = bench.visitor.open().document().select("input[name=account]").val();
    Page unlinked =
        bench.visitor.post(
            "/unlink", Map.of("form", bench.visitor.formToken(), "account", account));
    assertThat(unlinked.status()).isEqualTo(303);
    assertThat(bench.visitor.open().text()).contains("No account is linked yet.");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(directory.resolve("own"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\u0000", "a\r\nSet-Cookie: x=y"})
  void linksNoAccountThatAFormCannotName(String id) throws Exception {
    provider.answer("/api/me", 200, Adapters.ANY.toJson(Map.of("id", id)));

    assertThat(link().title()).isEqualTo("The provider's answer is not what it should be");

    assertThat(bench.visitor.open().text()).contains("No account is linked yet.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void callsAnAccountWithoutANameByItsId(String name) throws Exception {
    provider.answer("/api/me", 200, Adapters.ANY.toJson(Map.of("id", "7", "name", name)));

    assertThat(link().text()).contains("7 ✓ Linked");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/me", "/api/devices", "/token"})
  void staysUpWhateverIsNestedTenThousandDeep(String path) throws Exception {
    provider.answer(path, 200, "{\"a\":".repeat(10_000) + "[]" + "}".repeat(10_000));

    link();

    assertThat(bench.visitor.open().status()).isEqualTo(200);
  }

  @Test
  void showsNoMegabyteOfAName() throws Exception {
    provider.answer("/api/me", 200, "{\"id\":\"7\",\"name\":\"" + "x".repeat(1_000_000) + "\"}");

    link();

    assertThat(bench.visitor.open().text()).contains("x".repeat(255) + "… 7 ✓ Linked");
    assertThat(bench.visitor.open().body()).hasSizeLessThan(10_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n",
        "GET http://evil.example/ HTTP/1.1\r\nHost: {own}\r\n",
        "GET / HTTP/1.1\r\n",
        "GET / HTTP/1.0\r\n",
        "GET / HTTP/1.1\r\nHost: {own}\r\nHost: evil.example\r\n",
        "GET / HTTP/1.1\r\nHost: {own}@evil.example\r\n"
      })
  void answersAtItsOwnNameOnly(String request) throws Exception {
    String own = HttpUrl.get(bench.hub.url()).host() + ":" + bench.hub.port();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), bench.hub.port())) {
      socket
          .getOutputStream()
          .write(
              (request.replace("{own}", own) + "Connection: close\r\n\r\n").getBytes(ISO_8859_1));

      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
          .matches("(?s)HTTP/1.1 (400|421) .*")
          .doesNotContain("No account is linked yet.", "Set-Cookie");
    }
  }

  private Page link() throws IOException {
    HttpUrl url = HttpUrl.get(bench.startLink());
    return bench.comeBack(
        url.queryParameter("redirect_uri")
            + "?code=canary-code&state="
            + url.queryParameter("state"));
  }
}
