package io.grantwright.samples.phal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantwright.samples.phal.Arguments.Command;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
  private static final Map<String, String> HOME = Map.of("HOME", "/home/ada");

  @TempDir Path directory;

  @Test
  void servesTheUsualBusOnTheUsualPortByDefault() throws Exception {
    assertThat(Arguments.parse(HOME))
        .isEqualTo(
            new Arguments(
                Command.SERVE,
                new Settings(
                    "ws://127.0.0.1:8181/core",
                    "127.0.0.1",
                    Optional.empty(),
                    36536,
                    Path.of("/home/ada/.local/state/grantwright-phal"),
                    Set.of(),
                    false,
                    false)));
  }

  @Test
  void readsAFileWhichArgumentsOverrule() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("phal.properties"),
            """
            bus = wss://bus.example/core
            port = 4000
            plain-http = homeassistant.local, 192.168.1.5
            """);

    Settings settings =
        Arguments.parse(HOME, "--config", file.toString(), "--port", "4001").settings();

    assertThat(settings.busUrl()).isEqualTo("wss://bus.example/core");
    assertThat(settings.port()).isEqualTo(4001);
    assertThat(settings.plainHttpHosts())
        .containsExactlyInAnyOrder("homeassistant.local", "192.168.1.5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --prot 4000           | There is no argument --prot.
          --port                | --port lacks its value.
          --port 70000          | --port is a port between 0 and 65535, not 70000.
          --bus http://x        | The bus is an address such as ws://127.0.0.1:8181/core, not http://x.
          --bus ws://mycroft:80 | The bus at mycroft has no TLS, and tokens travel on it. Use wss, or --plain-http mycroft.
          --bind 0.0.0.0        | With --bind 0.0.0.0, say with --host how browsers reach this machine.
          """)
  void saysWhatIsWrong(String arguments, String sentence) {
    assertThatThrownBy(() -> Arguments.parse(HOME, arguments.split(" ")))
        .isInstanceOf(Arguments.Mistake.class)
        .hasMessage(sentence);
  }

  @Test
  void refusesSettingsThatDoNotExist() throws Exception {
    Path file = Files.writeString(directory.resolve("phal.properties"), "prot = 4000");

    assertThatThrownBy(() -> Arguments.parse(HOME, "--config", file.toString()))
        .hasMessage(file + ": prot is no setting.");
  }

  @Test
  void saysThatThereIsNoFileOfSettings() {
    Path file = directory.resolve("phal.properties");

    assertThatThrownBy(() -> Arguments.parse(HOME, "--config", file.toString()))
        .isInstanceOf(Arguments.Mistake.class)
        .hasMessage("There is no file " + file + " for --config.");
  }

  @Test
  void takesNoHalfTruth() throws Exception {
    Path file = Files.writeString(directory.resolve("phal.properties"), "terminal-qr = yes");

    assertThatThrownBy(() -> Arguments.parse(HOME, "--config", file.toString()))
        .hasMessage(file + ": terminal-qr is true or false, not yes.");
  }

  @Test
  void helps() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    assertThat(Main.run(new PrintStream(out, true, StandardCharsets.UTF_8), System.err, "--help"))
        .isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(Arguments.HELP);
  }

  @Test
  void endsWithAStatusForMistakes() throws Exception {
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    assertThat(Main.run(System.out, new PrintStream(err, true, StandardCharsets.UTF_8), "--prot"))
        .isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("There is no argument --prot. See --help.\n");
  }
}
