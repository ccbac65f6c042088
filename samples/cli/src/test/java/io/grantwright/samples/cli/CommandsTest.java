package io.grantwright.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.samples.quickstart.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands that come after a login, against a real server. */
@ExtendWith(OneServer.class)
final class CommandsTest {
  private static final String ISSUER = OneServer.SERVER.issuer();

  private final Terminal terminal;
  private final Path directory;

  CommandsTest(@TempDir Path directory) {
    this.directory = directory;
    this.terminal = new Terminal(directory);
  }

  @Test
  void discoverShowsTheMetadata() {
    assertThat(terminal.run("discover", ISSUER, "--json")).isZero();

    assertThat(terminal.json())
        .containsEntry("issuer", ISSUER)
        .containsEntry("token_endpoint", ISSUER + "/oauth2/token")
        .containsEntry("code_challenge_methods_supported", List.of("S256"));
  }

  @Test
  void discoverTakesTheProfilesServer() {
    terminal.logInConfidential();
    assertThat(terminal.run("discover")).isZero();
    assertThat(terminal.out()).startsWith("Metadata of " + ISSUER + "\n  issuer ");
  }

  @Test
  void refreshAsksAtOnce() {
    terminal.logInConfidential();

    assertThat(terminal.run("refresh", "--json")).isZero();

    assertThat(terminal.json())
        .containsEntry("refreshed", true)
        .containsEntry("refresh_token_rotated", true)
        .doesNotContainKey("access_token");
  }

  @Test
  void verboseTellsWhatIsSent() {
    terminal.logInConfidential();

    assertThat(terminal.run("refresh", "--verbose")).isZero();

    assertThat(terminal.err().replaceAll("\\d+ ms", "TIME"))
        .isEqualTo(
            """
            > GET %1$s/.well-known/openid-configuration
            < 200 in TIME
            > POST %1$s/oauth2/token
            < 200 in TIME
            """
                .formatted(ISSUER));
  }

  @Test
  void refreshAsksOnlyIfNeededWhenToldSo() {
    terminal.logInConfidential("--show-token");
    String first = terminal.out();

    assertThat(terminal.run("refresh", "--if-needed", "--show-token")).isZero();
    assertThat(terminal.out()).isEqualTo(first);

    terminal.clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
    assertThat(terminal.run("refresh", "--if-needed", "--show-token")).isZero();
    assertThat(terminal.out()).startsWith("eyJ").isNotEqualTo(first);
  }

  @Test
  void introspectAnswersByExitCode() {
    terminal.logInConfidential();

    assertThat(terminal.run("introspect", "--json")).isZero();
    assertThat(terminal.json()).containsEntry("active", true).containsEntry("sub", "ada");

    assertThat(terminal.run("introspect", "--refresh-token")).isZero();
    assertThat(terminal.out()).startsWith("The token is active.\n");

    terminal.input = "never-issued\n";
    assertThat(terminal.run("introspect", "--token-file", "-")).isEqualTo(ExitCode.NO.code());
    assertThat(terminal.out()).isEqualTo("The token is not active.\n  active  false\n");
  }

  @Test
  void revokeTakesTheAccessTokenBackAndKeepsTheLogin() {
    terminal.logInConfidential();

    assertThat(terminal.run("revoke")).isZero();

    assertThat(terminal.run("introspect")).isEqualTo(ExitCode.LOGIN_NEEDED.code());
    assertThat(terminal.err()).isEqualTo("grantwright: There is no access token: run refresh.\n");
    assertThat(terminal.run("userinfo")).as("refreshes by itself").isZero();
  }

  @Test
  void revokeOfTheRefreshTokenEndsTheLogin() {
    terminal.logInConfidential();

    assertThat(terminal.run("revoke", "--refresh-token")).isZero();

    assertThat(terminal.run("refresh")).isEqualTo(ExitCode.LOGIN_NEEDED.code());
    assertThat(terminal.err())
        .isEqualTo(
            "grantwright: Nobody is logged in with the profile \"default\": run login or"
                + " device.\n");
  }

  @Test
  void revokedElsewhereIsALoginThatIsNeeded() throws IOException {
    terminal.logInConfidential();
    Path copy = copyOfTheTokens();
    assertThat(terminal.run("revoke", "--refresh-token")).isZero();
    restore(copy);

    assertThat(terminal.run("refresh")).isEqualTo(ExitCode.LOGIN_NEEDED.code());

    assertThat(terminal.err()).contains("invalid_grant");
    assertThat(terminal.run("status", "-p", "default", "--json")).isZero();
    assertThat(terminal.json())
        .containsEntry("refresh_token", false)
        .containsEntry("logged_in", true);
  }

  @Test
  void tokenIsTheClientsOwnAndIsStored() {
    terminal.environment.put("MY_SECRET", OneServer.SERVER.confidentialClientSecret());
    String[] token = {
      "token",
      "-s",
      ISSUER,
      "-c",
      EmbeddedServer.CONFIDENTIAL_CLIENT_ID,
      "--scope",
      "notes:read openid",
      "--secret-env",
      "MY_SECRET",
      "--show-token"
    };
    assertThat(terminal.run(token)).isZero();
    String first = terminal.out();

    assertThat(terminal.run("token", "--show-token")).isZero();
    assertThat(terminal.out()).as("the profile knows where its secret is").isEqualTo(first);

    assertThat(terminal.run("token", "--new", "--show-token")).isZero();
    assertThat(terminal.out()).isNotEqualTo(first);

    assertThat(terminal.run("introspect", "--client-token", "--json")).isZero();
    assertThat(terminal.json()).containsEntry("sub", EmbeddedServer.CONFIDENTIAL_CLIENT_ID);
  }

  @Test
  void tokenLeavesTheProfilesScopeAlone() {
    terminal.logInConfidential();

    assertThat(terminal.run("token", "--scope", "notes:read")).isZero();

    assertThat(terminal.run("login", "--json")).isZero();
    assertThat(terminal.json()).extracting("scope").asString().contains("openid");
  }

  @Test
  void statusShowsEachProfileWithoutTheNetwork() {
    terminal.logInConfidential();
    assertThat(terminal.run("logout", "--local")).isZero();
    terminal.logInConfidential("--profile", "second");

    assertThat(terminal.run("status")).isZero();

    assertThat(terminal.out().replaceAll("good for .*", "good for TIME"))
        .isEqualTo(
            """
            default: nobody is logged in
              server     %1$s
              client id  notes-web
            second: logged in
              server         %1$s
              client id      notes-web
              subject        ada
              scope          notes:read openid
              access token   good for TIME
              refresh token  stored
            """
                .formatted(ISSUER));
    assertThat(terminal.run("status", "-p", "default")).isEqualTo(ExitCode.LOGIN_NEEDED.code());
  }

  @Test
  void logoutTakesAllTokensBack() throws IOException {
    terminal.logInConfidential();
    assertThat(terminal.run("token", "--scope", "notes:read")).isZero();
    Path copy = copyOfTheTokens();

    assertThat(terminal.run("logout", "--forget", "--json")).isZero();

    assertThat(terminal.json()).isEqualTo(Map.of("profile", "default", "revoked", true));
    assertThat(terminal.run("status", "-p", "default")).isEqualTo(ExitCode.CONFIGURATION.code());
    terminal.logInConfidential();
    restore(copy);
    assertThat(terminal.run("introspect", "--refresh-token")).isEqualTo(ExitCode.NO.code());
    assertThat(terminal.run("introspect", "--client-token")).isEqualTo(ExitCode.NO.code());
  }

  @Test
  void doctorSaysWhatWillNotWork() throws IOException {
    try (ScriptedServer server = ScriptedServer.start()) {
      String[] doctor = {
        "doctor", "-s", server.issuer(), "-c", "my-client", "--auth", "post", "--json"
      };
      assertThat(terminal.run(doctor)).isEqualTo(ExitCode.NO.code());

      assertThat(terminal.json()).containsEntry("works", false);
      assertThat(terminal.out())
          .contains("the client uses client_secret_post, and the server takes none; see --auth");
      assertThat(server.forms).as("nothing but the metadata is asked for").isEmpty();
    }
  }

  @Test
  void doctorSaysThatAllWillWork() {
    terminal.logInConfidential();
    assertThat(terminal.run("doctor")).isZero();
    assertThat(terminal.out())
        .contains("  ok     login       login will work")
        .contains("  ok     secret      there is one")
        .doesNotContain("WRONG");
  }

  @Test
  void providersListsTheDeviations() {
    assertThat(terminal.run("providers", "--json")).isZero();
    assertThat(Terminal.json(terminal.out()))
        .extracting(each -> each.get("name"))
        .contains("pipeshub", "standard");

    assertThat(terminal.run("providers", "pipeshub")).isZero();
    assertThat(terminal.out())
        .startsWith(
            "pipeshub: PipesHub\n  descriptor  io.grantwright.sdk.pipeshub.PipesHubOAuth\n");
  }

  @Test
  void worksWithEndpointsThatNoMetadataNames() {
    terminal.environment.put(SecretOptions.VARIABLE, OneServer.SERVER.confidentialClientSecret());
    assertThat(
            terminal.run(
                "token",
                "-s",
                "https://no-metadata.example",
                "-c",
                EmbeddedServer.CONFIDENTIAL_CLIENT_ID,
                "--endpoint",
                "token=" + ISSUER + "/oauth2/token"))
        .as(terminal.err())
        .isZero();
    assertThat(terminal.run("introspect", "--client-token"))
        .isEqualTo(ExitCode.CONFIGURATION.code());
    assertThat(terminal.err())
        .isEqualTo(
            "grantwright: The server names no introspection endpoint, which this needs; doctor"
                + " shows what it offers.\n");
  }

  private Path copyOfTheTokens() throws IOException {
    return copy(terminal.home().resolve("tokens"), directory.resolve("copy"));
  }

  private void restore(Path copy) throws IOException {
    copy(copy, terminal.home().resolve("tokens"));
  }

  private static Path copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.write(to.resolve(file.getFileName()), Files.readAllBytes(file));
      }
    }
    return to;
  }
}
