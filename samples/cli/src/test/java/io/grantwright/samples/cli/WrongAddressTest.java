package io.grantwright.samples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Something else is where the server should be. */
final class WrongAddressTest {
  private static final String PASSWORD = "changeit";
  private static final String NO_TLS =
      "There is no TLS that can be trusted: the server speaks none there, or its certificate has"
          + " expired, is for another host, or is from an authority that Java does not know. Check"
          + " the address and its port, or have Java know the authority:"
          + " JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=FILE.";

  private final Path directory;
  private final Terminal terminal;
  private final MockWebServer there = new MockWebServer();

  WrongAddressTest(@TempDir Path directory) {
    this.directory = directory;
    this.terminal = new Terminal(directory);
  }

  @BeforeEach
  void answerEverythingWithAPage() {
    there.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return new MockResponse.Builder()
                .setHeader("Content-Type", "text/html")
                .body("<!DOCTYPE html><title>Welcome to canary</title>")
                .build();
          }
        });
  }

  @AfterEach
  void close() {
    there.close();
  }

  @Test
  void aPageInTheMetadatasPlace() throws Exception {
    there.start();
    String issuer = "http://127.0.0.1:" + there.getPort();

    fails(
        ExitCode.CONFIGURATION,
        "There is a page at "
            + issuer
            + "/.well-known/openid-configuration, and no metadata: check the issuer, or name the"
            + " endpoints with --endpoint.",
        issuer);
  }

  @Test
  void aPageInTheTokenEndpointsPlace() throws Exception {
    there.start();
    terminal.environment.put(SecretOptions.VARIABLE, "canary-secret");
    String server = "http://127.0.0.1:" + there.getPort();

    assertThat(terminal.run("token", "-s", server, "-c", "any", "--endpoint", "token=" + server))
        .isEqualTo(ExitCode.REFUSED.code());
    assertThat(terminal.err())
        .contains("Check that the address is that of the API and not of a page.")
        .hasLineCount(1);
  }

  @Test
  void aCertificateOfAnAuthorityThatNobodyKnows() throws Exception {
    there.useHttps(ownCertificate());
    there.start();

    fails(ExitCode.CONFIGURATION, NO_TLS, "https://localhost:" + there.getPort());
  }

  private void fails(ExitCode exitCode, String sentence, String issuer) {
    assertThat(terminal.run("discover", issuer)).as(terminal.err()).isEqualTo(exitCode.code());
    assertThat(terminal.err()).isEqualTo("grantwright: " + sentence + "\n");
  }

  private SSLSocketFactory ownCertificate() throws Exception {
    Path file = directory.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD,
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=DNS:localhost")
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context.getSocketFactory();
  }
}
