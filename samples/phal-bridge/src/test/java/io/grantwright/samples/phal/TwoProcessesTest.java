package io.grantwright.samples.phal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantwright.samples.phal.demo.BusPeer;
import io.grantwright.samples.phal.demo.RelayBus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bridges in processes of their own, on one bus. */
class TwoProcessesTest {
  private static final String SERVING = "Serving ws://";

  @TempDir Path directory;
  private final List<Process> processes = new ArrayList<>();
  private RelayBus bus;
  private BusPeer skill;

  @BeforeEach
  void start() throws Exception {
    bus = new RelayBus(0);
    skill = new BusPeer(new OkHttpClient(), bus.url());
  }

  @AfterEach
  void stop() throws Exception {
    processes.forEach(Process::destroyForcibly);
    skill.close();
    bus.close();
  }

  @Test
  void theSecondInADirectorySaysSoAndTheFirstServesOn() throws Exception {
    int port = portOf(bridge(directory, 0));

    Process second = bridge(directory, 0);

    assertThat(said(second))
        .isEqualTo(
            "The bridge cannot run. Another bridge runs in "
                + directory
                + ". End it first, or give this one another --directory, --port and --bus.\n");
    assertThat(exitStatus(second)).isEqualTo(1);
    assertServes(port);
  }

  @Test
  void theSecondAtAPortSaysSoAndTheFirstServesOn() throws Exception {
    int port = portOf(bridge(directory.resolve("first"), 0));

    Process second = bridge(directory.resolve("second"), port);

    assertThat(said(second))
        .startsWith("The bridge cannot run. Port " + port + " cannot be listened on");
    assertThat(exitStatus(second)).isEqualTo(1);
    assertServes(port);
  }

  @Test
  void aBridgeThatWasKilledLeavesTheDirectoryToTheNext() throws Exception {
    Process killed = bridge(directory, 0);
    portOf(killed);
    killed.destroyForcibly();
    exitStatus(killed);

    assertServes(portOf(bridge(directory, 0)));
  }

  /** Whoever closes any descriptor of a file has given up the locks that the process has on it. */
  @Test
  void aSecondAttemptInTheProcessLeavesTheFirstItsDirectory() throws Exception {
    Settings settings = Settings.in(directory).withBus(bus.url()).withPort(0);
    Surroundings surroundings =
        Main.surroundings(
            new Terminal(new PrintStream(OutputStream.nullOutputStream()), UTF_8, false),
            sentence -> {});
    try (PhalBridge first = PhalBridge.start(settings, surroundings)) {
      skill.hear("oauth.ping");
      assertThatThrownBy(() -> PhalBridge.start(settings, surroundings))
          .isInstanceOf(Refusal.class);

      Process another = bridge(directory, 0);

      assertThat(another.errorReader(UTF_8).readLine())
          .startsWith("The bridge cannot run. Another bridge runs in ");
      assertThat(exitStatus(another)).isEqualTo(1);
      assertServes(first.port());
    }
    portOf(bridge(directory, 0));
  }

  private Process bridge(Path directory, int port) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--bus",
                bus.url(),
                "--port",
                String.valueOf(port),
                "--directory",
                directory.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    // A JVM that takes options from there says so among the errors.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"));
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  /** Waits until a bridge serves, and is on the bus; gives the port of its callbacks. */
  private int portOf(Process bridge) throws Exception {
    BufferedReader log = new BufferedReader(new InputStreamReader(bridge.getErrorStream(), UTF_8));
    StringBuilder said = new StringBuilder();
    for (String line = log.readLine(); line != null; line = log.readLine()) {
      said.append(line).append('\n');
      int serving = line.indexOf(SERVING);
      if (serving >= 0) {
        skill.hear("oauth.ping");
        return Integer.parseInt(line.replaceFirst(".* at port (\\d+)\\.$", "$1"));
      }
    }
    throw new AssertionError("The bridge does not serve: " + said);
  }

  private static String said(Process ended) throws IOException {
    return new String(ended.getErrorStream().readAllBytes(), UTF_8);
  }

  private static int exitStatus(Process process) throws InterruptedException {
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  private void assertServes(int port) throws Exception {
    skill.send("oauth.get.app.host.info", Map.of());
    assertThat(skill.hear("oauth.app.host.info.response").data())
        .containsEntry("port", (long) port);
  }
}
