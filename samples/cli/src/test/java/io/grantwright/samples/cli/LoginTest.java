package io.grantwright.samples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.samples.quickstart.EmbeddedServer;
import io.grantwright.samples.quickstart.HttpUserAgent.Consent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Login with a browser, and what is done with its tokens. */
@ExtendWith(OneServer.class)
final class LoginTest {
  private static final String ISSUER = OneServer.SERVER.issuer();
  private static final Pattern ADDRESS = Pattern.compile("\"authorization_url\":\"([^\"]*)\"");

  @TempDir Path directory;

  @Test
  void logsInAndShowsNoToken() {
    Terminal terminal = new Terminal(directory);
    terminal.logInConfidential();

    assertThat(terminal.err()).isEqualTo("Waiting for your browser; Ctrl-C gives up.\n");
    assertThat(terminal.out().replaceAll("good for .*", "good for TIME"))
        .isEqualTo(
            """
            Logged in to %s as ada.
              profile        default
              client id      notes-web
              scope          notes:read openid
              access token   good for TIME
              refresh token  stored
            """
                .formatted(ISSUER));
  }

  @Test
  void keepsTheProfileForTheCommandsThatFollow() {
    Terminal terminal = new Terminal(directory);
    terminal.logInConfidential();

    assertThat(terminal.run("userinfo", "--json")).isZero();

    assertThat(terminal.json()).isEqualTo(Map.of("sub", "ada"));
  }

  @Test
  void printsTheTokenAloneWhenAskedTo() {
    Terminal terminal = new Terminal(directory);
    terminal.logInConfidential("--show-token");

    assertThat(terminal.out()).matches("eyJ\\S+\\n");
    assertThat(terminal.err()).contains("Logged in to " + ISSUER + " as ada.");
  }

  @Test
  void refreshesOnceForItself() {
    Terminal terminal = new Terminal(directory);
    terminal.logInConfidential();

    assertThat(terminal.run("refresh")).isZero();

    assertThat(terminal.out()).startsWith("Refreshed.\n");
  }

  @Test
  void needsNoSecretForAPublicClient() {
    Terminal terminal = new Terminal(directory);

    assertThat(
            terminal.run(
                "login",
                "-s",
                ISSUER,
                "-c",
                EmbeddedServer.PUBLIC_CLIENT_ID,
                "--auth",
                "none",
                "--scope",
                "openid",
                "--json"))
        .isZero();

    assertThat(terminal.json())
        .containsEntry("subject", "ada")
        .containsEntry("refresh_token", false);
    assertThat(terminal.questions).isEmpty();
  }

  @Test
  void givesScriptsTheAddressFirst() {
    Terminal terminal = new Terminal(directory);
    terminal.environment.put(SecretOptions.VARIABLE, OneServer.SERVER.confidentialClientSecret());
    terminal.out =
        new ByteArrayOutputStream() {
          private boolean opened;

          @Override
          public void flush() {
            Matcher address = ADDRESS.matcher(toString(UTF_8));
            if (!opened && address.find()) {
              opened = true;
              Terminal.decide(address.group(1), Consent.APPROVE);
            }
          }
        };

    assertThat(
            terminal.run(
                "login",
                "--no-browser",
                "--json",
                "-s",
                ISSUER,
                "-c",
                EmbeddedServer.CONFIDENTIAL_CLIENT_ID))
        .as(terminal.err())
        .isZero();

    assertThat(terminal.err()).isEmpty();
    assertThat(Terminal.json(terminal.out()))
        .satisfiesExactly(
            first -> assertThat(first).containsOnlyKeys("authorization_url"),
            second -> assertThat(second).containsEntry("profile", "default"));
  }

  @Test
  void saysWhatWasNotGranted() throws IOException {
    try (ScriptedServer server = ScriptedServer.start()) {
      server.answer =
          ScriptedServer.json(
              200,
              "{\"access_token\":\"canary-access\",\"token_type\":\"Bearer\",\"scope\":\"openid\"}");
      Terminal terminal = new Terminal(directory);
      terminal.browser = ScriptedServer.approving();

      assertThat(
              terminal.run(
                  "login",
                  "-s",
                  server.issuer(),
                  "-c",
                  "any",
                  "--auth",
                  "none",
                  "--scope",
                  "openid mail",
                  "--offline"))
          .as(terminal.err())
          .isZero();

      assertThat(terminal.out())
          .contains("  scope          openid\n  not granted    mail offline_access\n");
    }
  }
}
