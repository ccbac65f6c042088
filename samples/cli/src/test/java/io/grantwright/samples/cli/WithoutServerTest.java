package io.grantwright.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs no server works while it is away. */
final class WithoutServerTest {
  /** Stands still: what is good for seconds only stays so on a machine that is busy. */
  private static final Clock LOGIN =
      Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

  private final Terminal terminal;

  WithoutServerTest(@TempDir Path directory) {
    this.terminal = new Terminal(directory);
    terminal.browser = ScriptedServer.approving();
    terminal.clock = LOGIN;
  }

  @Test
  void aTokenThatIsStillGoodIsShown() throws IOException {
    logInAtAServerThatGoesAway("canary-refresh-2");

    assertThat(terminal.run("refresh", "--if-needed", "--show-token")).isZero();

    assertThat(terminal.out()).isEqualTo("canary-access-2\n");
    assertThat(terminal.err()).startsWith("Still good; nothing was asked for.\n");
  }

  @Test
  void aTokenThatCannotBeRefreshedIsShownUntilItExpires() throws IOException {
    logInAtAServerThatGoesAway("");
    terminal.clock = Clock.offset(LOGIN, Duration.ofSeconds(299));

    assertThat(terminal.run("refresh", "--if-needed", "--show-token")).isZero();
    assertThat(terminal.out()).isEqualTo("canary-access-2\n");

    terminal.clock = Clock.offset(LOGIN, Duration.ofMinutes(5));
    assertThat(terminal.run("refresh", "--if-needed")).isEqualTo(ExitCode.LOGIN_NEEDED.code());
    assertThat(terminal.err())
        .isEqualTo(
            "grantwright: There is no refresh token: the server issued none, or has refused it."
                + " Log in again.\n");
  }

  @Test
  void aTokenThatIsAboutToExpireIsRefreshedBeforeTheProgramEnds() throws IOException {
    try (ScriptedServer server = loggedIn("canary-refresh-2")) {
      server.answer = ScriptedServer.tokens("canary-access-3", "canary-refresh-3");
      terminal.clock = Clock.offset(LOGIN, Duration.ofSeconds(290));

      assertThat(terminal.run("refresh", "--if-needed", "--show-token")).isZero();

      assertThat(terminal.out()).isEqualTo("canary-access-3\n");
      assertThat(ScriptedServer.stored(terminal).marker()).isEmpty();
    }
  }

  @Test
  void aTokenOfTheClientIsShownWhileItIsGood() throws IOException {
    try (ScriptedServer server = ScriptedServer.start()) {
      server.answer = ScriptedServer.tokens("canary-own", "");
      terminal.environment.put(SecretOptions.VARIABLE, "canary-secret");
      assertThat(terminal.run("token", "-s", server.issuer(), "-c", "my-client")).isZero();
      terminal.environment.remove(SecretOptions.VARIABLE);
    }

    assertThat(terminal.run("token", "--show-token")).isZero();
    assertThat(terminal.out()).isEqualTo("canary-own\n");

    assertThat(terminal.run("token", "--new")).as("asks").isEqualTo(ExitCode.TRY_AGAIN.code());
  }

  @Test
  void whatIsStoredIsShownAndNobodyIsLoggedOut() throws IOException {
    logInAtAServerThatGoesAway("canary-refresh-2");

    assertThat(terminal.run("status", "--profile", "default")).isZero();

    assertThat(terminal.run("logout", "--local")).isZero();
    assertThat(terminal.run("logout", "--json")).isZero();
    assertThat(terminal.json()).isEqualTo(Map.of("profile", "default", "revoked", false));
  }

  private void logInAtAServerThatGoesAway(String refreshToken) throws IOException {
    loggedIn(refreshToken).close();
  }

  private ScriptedServer loggedIn(String refreshToken) throws IOException {
    ScriptedServer server = ScriptedServer.start();
    server.answer = ScriptedServer.tokens("canary-access-2", refreshToken);
    assertThat(terminal.run("login", "-s", server.issuer(), "-c", "my-client", "--auth", "none"))
        .as(terminal.err())
        .isZero();
    return server;
  }
}
