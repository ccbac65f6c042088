package io.grantwright.samples.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.samples.cloud.Visitor.Page;
import io.grantwright.samples.quickstart.EmbeddedServer;
import io.grantwright.samples.quickstart.HttpUserAgent;
import io.grantwright.samples.quickstart.HttpUserAgent.Consent;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/**
 * A copy of the folder with three other constants is a working integration with another provider:
 * one with other paths and other scopes, whose API is the userinfo of OpenID Connect.
 */
class CopyTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path RESOURCES = Path.of("src/main/resources");

  private static final Map<String, Object> PATHS =
      Map.of(
          "spring.security.oauth2.authorizationserver.endpoint.authorization-uri",
          "/login/start",
          "spring.security.oauth2.authorizationserver.endpoint.token-uri",
          "/login/tokens",
          "spring.security.oauth2.authorizationserver.endpoint.oidc.user-info-uri",
          "/v2/whoami");

  private final Path copy;

  CopyTest(@TempDir Path directory) {
    this.copy = directory;
  }

  @Test
  void worksWithAnotherProvider() throws Exception {
    try (EmbeddedServer provider = EmbeddedServer.start(0, PATHS, client())) {
      copy(SOURCES);
      copy(RESOURCES);
      edit(
          Map.of(
              "AUTHORIZE", provider.issuer() + "/login/start",
              "TOKEN", provider.issuer() + "/login/tokens",
              "SCOPES", "openid profile offline_access"));
      compile();
      Process program = run("--api", provider.issuer() + "/v2", "--account-path", "whoami");
      try {
        Page page = link(new Visitor(url(program)), provider);

        assertThat(page.notice()).isEqualTo("ada is linked.");
        assertThat(page.text()).contains("Accounts at 127.0.0.1", "ada ✓ Linked");
      } finally {
        program.destroy();
      }
      assertThat(program.waitFor(5, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void asksForOfflineAccessAsTheDescriptorSays() throws Exception {
    copy(SOURCES);
    copy(RESOURCES);
    edit(Map.of("AUTHORIZE", "https://as.example/authorize", "SCOPES", "mail"));
    Files.writeString(
        cloud(),
        Files.readString(cloud())
            .replace(
                "@Discovered",
                "@io.grantwright.annotations.OfflineAccess(parameters = \"access_type=offline\")\n"
                    + "@Discovered"));
    compile();
    Process program = run("--api", "https://api.example/");
    try {
      assertThat(new Visitor(url(program)).submit("/link", Map.of()).onward())
          .startsWith("https://as.example/authorize?")
          .contains("&scope=mail&")
          .endsWith("&access_type=offline");
    } finally {
      program.destroy();
    }
    assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  private static Page link(Visitor visitor, EmbeddedServer provider) throws IOException {
    HttpUserAgent ada = new HttpUserAgent(EmbeddedServer.USER_NAME, provider.userPassword());
    String url = visitor.submit("/link", Map.of()).onward();
    assertThat(url).startsWith(provider.issuer() + "/login/start?").endsWith("&prompt=consent");
    Page answer = visitor.openAddress(ada.authorize(url, Consent.APPROVE));
    return answer.status() == 303 ? visitor.open("/") : answer;
  }

  /** What whoever copies the folder does, and nothing else. */
  private void edit(Map<String, String> constants) throws IOException {
    String text = Files.readString(cloud());
    for (Map.Entry<String, String> constant : constants.entrySet()) {
      String edited =
          text.replaceFirst(
              "String " + constant.getKey() + " = \"[^\"]*\";",
              "String " + constant.getKey() + " = \"" + constant.getValue() + "\";");
      assertThat(edited).isNotEqualTo(text);
      text = edited;
    }
    Files.writeString(cloud(), text);
  }

  private Path cloud() {
    return copy.resolve(SOURCES).resolve("io/grantwright/samples/cloud/Cloud.java");
  }

  private void copy(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        Path target = copy.resolve(file.toString());
        Files.createDirectories(Files.isDirectory(file) ? target : target.getParent());
        if (Files.isRegularFile(file)) {
          Files.copy(file, target);
        }
      }
    }
  }

  /** By javac, with the processor. */
  private void compile() throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--release",
                "17",
                "-parameters",
                "-encoding",
                "UTF-8",
                "-cp",
                classPath(),
                "-processorpath",
                System.getProperty("java.class.path"),
                "-d",
                Files.createDirectory(copy.resolve("classes")).toString()));
    try (Stream<Path> files = Files.walk(copy.resolve(SOURCES))) {
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
    }
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    assertThat(javac.run(null, null, null, arguments.toArray(new String[0]))).isZero();
  }

  private Process run(String... settings) throws IOException {
    Path secret = Files.writeString(copy.resolve("secret"), "a secret\n");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                String.join(
                    File.pathSeparator,
                    copy.resolve("classes").toString(),
                    copy.resolve(RESOURCES).toString(),
                    classPath()),
                "io.grantwright.samples.cloud.Main",
                "--port",
                "0",
                "--no-browser",
                "--directory",
                copy.resolve("state").toString(),
                "--client-id",
                "copied-hub",
                "--client-secret-file",
                secret.toString()));
    command.addAll(List.of(settings));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** The address that the program prints. */
  private static String url(Process program) throws IOException {
    BufferedReader out = new BufferedReader(new InputStreamReader(program.getInputStream(), UTF_8));
    String line = String.valueOf(out.readLine());
    assertThat(line).matches("The device hub is at http://127\\.0\\.0\\.1:\\d+/");
    return line.replaceFirst("The device hub is at (.*)/", "$1");
  }

  /** That of these tests, without the classes of the sample itself. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.matches(".*cloud-integration.target.(test-)?classes.?"))
        .reduce((a, b) -> a + File.pathSeparator + b)
        .orElseThrow();
  }

  private static RegisteredClient client() {
    return RegisteredClient.withId("copied-hub")
        .clientId("copied-hub")
        .clientSecret("a secret")
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
        .redirectUri("http://127.0.0.1" + Logins.CALLBACK_PATH)
        .scope("openid")
        .scope("profile")
        .scope("offline_access")
        .clientSettings(
            ClientSettings.builder()
                .requireProofKey(true)
                .requireAuthorizationConsent(true)
                .build())
        .tokenSettings(TokenSettings.builder().accessTokenTimeToLive(Duration.ofMinutes(5)).build())
        .build();
  }
}
