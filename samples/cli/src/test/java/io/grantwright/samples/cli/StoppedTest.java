package io.grantwright.samples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.runtime.secret.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The program in a process of its own: pressed Ctrl-C, and on a disk that is full. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "It has no such signals and limits.")
@ExtendWith(OneServer.class)
final class StoppedTest {
  /**
   * Settings of the person who runs this that change what a program says: options that the JVM
   * tells of, colours, a secret.
   */
  static final Set<String> DISTURBING =
      Set.of(
          "JAVA_TOOL_OPTIONS",
          "_JAVA_OPTIONS",
          "NO_COLOR",
          "CLICOLOR",
          "CLICOLOR_FORCE",
          SecretOptions.VARIABLE);

  /** What stands before the command of a program that is to be interrupted. */
  static final List<String> HEARING_INTERRUPTS = hearingInterrupts();

  private final Terminal terminal;

  StoppedTest(@TempDir Path directory) {
    this.terminal = new Terminal(directory);
  }

  @Test
  void aRefreshUnderWayIsBroughtToItsEnd() throws Exception {
    try (ScriptedServer server = loggedIn()) {
      server.answer = ScriptedServer.tokens("canary-access-3", "canary-refresh-3");
      server.mayAnswer = new CountDownLatch(1);
      Process process = program("", "refresh");
      server.awaitRefresh();

      interrupt(process);
      BufferedReader err =
          new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8));
      assertThat(err.readLine()).isEmpty();
      assertThat(err.readLine()).isEqualTo("What has begun is brought to its end first.");
      server.mayAnswer.countDown();

      assertThat(exitCode(process)).isEqualTo(ExitCode.STOPPED.code());
      assertThat(ScriptedServer.stored(terminal).refreshToken())
          .isEqualTo(Optional.of(Secret.of("canary-refresh-3")));
      assertThat(ScriptedServer.stored(terminal).marker()).isEmpty();
    }
  }

  @Test
  void aUserWhoIsNotThereIsNotWaitedFor() throws Exception {
    try (ScriptedServer server = ScriptedServer.start()) {
      server.answer = ScriptedServer.json(400, "{\"error\":\"authorization_pending\"}");
      Process process =
          program("", "device", "-s", server.issuer(), "-c", "my-client", "--auth", "none");
      BufferedReader err =
          new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8));
      assertThat(err.readLine()).isEqualTo("Open   https://as.example/device");
      assertThat(err.readLine()).isEqualTo("Code   WDJB-MJHT");
      assertThat(err.readLine()).startsWith("Waiting for you, for ");

      interrupt(process);

      assertThat(exitCode(process)).isEqualTo(ExitCode.STOPPED.code());
      assertThat(new Home(terminal.home()).profiles().names()).isEmpty();
    }
  }

  @Test
  void onAFullDiskNothingIsSentAndNothingLost() throws Exception {
    try (ScriptedServer server = loggedIn()) {
      server.forms.clear();
      // No file can grow: what the system says of a full disk, but for the words.
      Process process = program("ulimit -f 0; ", "refresh");

      assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
          .startsWith("grantwright: ")
          .contains(".grant cannot be changed: File too large")
          .hasLineCount(1);
      assertThat(exitCode(process)).isEqualTo(ExitCode.STORAGE.code());
      assertThat(server.forms).isEmpty();
      assertThat(terminal.run("refresh")).isZero();
    }
  }

  private ScriptedServer loggedIn() throws IOException {
    ScriptedServer server = ScriptedServer.start();
    terminal.browser = ScriptedServer.approving();
    assertThat(terminal.run("login", "-s", server.issuer(), "-c", "my-client", "--auth", "none"))
        .isZero();
    return server;
  }

  private Process program(String before, String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", before + "exec \"$@\"", "sh"));
    command.addAll(HEARING_INTERRUPTS);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:-UsePerfData",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Grantwright.class.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(DISTURBING);
    builder.environment().put("LC_ALL", "C.UTF-8"); // The system says in English what is wrong.
    builder.environment().put(ProfileOption.HOME_VARIABLE, terminal.home().toString());
    return builder.start();
  }

  /** A build in the background ignores SIGINT, and so would the programs that it starts. */
  private static List<String> hearingInterrupts() {
    List<String> env = List.of("env", "--default-signal=INT");
    try {
      int exitCode =
          new ProcessBuilder(Stream.concat(env.stream(), Stream.of("true")).toList())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      return exitCode == 0 ? env : List.of(); // Not every system's env can.
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static void interrupt(Process process) throws Exception {
    Process kill =
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).inheritIO().start();
    assertThat(kill.waitFor()).isZero();
  }

  private static int exitCode(Process process) throws InterruptedException {
    try {
      assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }
}
