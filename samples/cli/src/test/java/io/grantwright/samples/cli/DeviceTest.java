package io.grantwright.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.samples.quickstart.EmbeddedServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Login with another device. */
@ExtendWith(OneServer.class)
final class DeviceTest {
  private static final String ISSUER = OneServer.SERVER.issuer();
  private static final String[] DEVICE = {
    "device", "-s", ISSUER, "-c", EmbeddedServer.DEVICE_CLIENT_ID, "--scope", "notes:read", "--open"
  };

  private final Terminal terminal;

  DeviceTest(@TempDir Path directory) {
    terminal = new Terminal(directory);
    terminal.environment.put(SecretOptions.VARIABLE, OneServer.SERVER.deviceClientSecret());
  }

  @Test
  void showsAddressAndCodeAndWaits() {
    assertThat(terminal.run(DEVICE)).as(terminal.err()).isZero();

    assertThat(terminal.err())
        .matches(
            """
            Open   http://127.0.0.1:\\d+/oauth2/device_verification
            Code   [A-Z]{4}-[A-Z]{4}
            Waiting for you, for .*; Ctrl-C gives up.
            """);
    assertThat(terminal.out()).startsWith("Logged in to " + ISSUER + ".\n");
  }

  @Test
  void drawsACodeAndCountsDownOnATerminal() {
    terminal.isTerminal = true;

    assertThat(terminal.run(DEVICE)).isZero();

    assertThat(terminal.err())
        .contains("Or scan this, and compare the code:\n\u001b[38;5;231;48;5;16m████████")
        .containsPattern("\r\u001b\\[KWaiting for you, 4:\\d\\d left ");
  }

  @Test
  void leavesAnEmptyLineBehindWhenTheUserGivesUp() {
    terminal.isTerminal = true;
    terminal.browser = url -> terminal.unbroken.stop(() -> {});

    assertThat(terminal.run(DEVICE)).isEqualTo(ExitCode.STOPPED.code());

    assertThat(terminal.err()).endsWith("\r\u001b[K\u001b[31mgrantwright: \u001b[0mStopped.\n");
  }

  @Test
  void givesScriptsTheCodeFirst() {
    terminal.isTerminal = true;
    List<String> args = new ArrayList<>(List.of(DEVICE));
    args.add("--json");

    assertThat(terminal.run(args.toArray(String[]::new))).isZero();

    List<Map<String, Object>> printed = Terminal.json(terminal.out());
    assertThat(printed).hasSize(2);
    assertThat(printed.get(0))
        .containsOnlyKeys(
            "verification_uri", "verification_uri_complete", "user_code", "expires_in");
    assertThat(printed.get(1)).containsEntry("refresh_token", true);
    assertThat(Terminal.json(terminal.err()))
        .singleElement()
        .satisfies(note -> assertThat(note).containsOnlyKeys("note"));
  }

  @Test
  void drawsNothingBetweenLinesForScripts() {
    List<String> args = new ArrayList<>(List.of(DEVICE));
    args.addAll(List.of("--json", "--qr"));

    assertThat(terminal.run(args.toArray(String[]::new))).isEqualTo(ExitCode.USAGE.code());

    assertThat(Terminal.json(terminal.err()))
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.toString())
                    .contains(
                        "No QR code is drawn with --json: draw verification_uri_complete, or leave"
                            + " out --qr."));
  }
}
