package io.grantwright.samples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.samples.quickstart.HttpUserAgent;
import io.grantwright.samples.quickstart.HttpUserAgent.Consent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The demo that stays, and what it says to type in another terminal. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "It has no such signals.")
@ExtendWith(OneServer.class)
final class StayTest {
  @Test
  void servesWhatItInvitesTo(@TempDir Path directory) throws Exception {
    Process demo = start();
    try {
      List<String> said = new ArrayList<>();
      BufferedReader out = new BufferedReader(new InputStreamReader(demo.getInputStream(), UTF_8));
      while (said.stream().noneMatch(line -> line.contains("grantwright device"))) {
        said.add(requireNonNull(out.readLine(), () -> "The demo ended; it said " + said));
      }
      String password = after(said, "Its user is ada, with the password ");
      Terminal terminal = new Terminal(directory);
      terminal.browser = url -> approve(url, password);

      String login = after(said, "  samples/cli/grantwright login ");
      assertThat(terminal.run(Demo.words("login " + login))).as(terminal.err()).isZero();
      String device = after(said, "  samples/cli/grantwright device ");
      assertThat(terminal.run(Demo.words("device " + device))).as(terminal.err()).isZero();

      Path secret = Path.of(login.replaceFirst(".*--secret-file (\\S+) .*", "$1"));
      assertThat(secret).exists();
      StoppedTest.interrupt(demo);
      assertThat(demo.waitFor(5, TimeUnit.MINUTES)).isTrue();
      assertThat(demo.exitValue()).isEqualTo(ExitCode.STOPPED.code());
      assertThat(secret.getParent()).doesNotExist();
    } finally {
      demo.destroyForcibly();
    }
  }

  private static Process start() throws IOException {
    List<String> command = new ArrayList<>(StoppedTest.HEARING_INTERRUPTS);
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Demo.class.getName(),
            "--stay",
            "0"));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static String after(List<String> lines, String beginning) {
    return lines.stream()
        .filter(line -> line.startsWith(beginning))
        .map(line -> line.substring(beginning.length()))
        .findFirst()
        .orElseThrow();
  }

  private static void approve(String url, String password) {
    HttpUserAgent person = new HttpUserAgent("ada", password);
    try {
      int code = url.indexOf("user_code=");
      if (code < 0) {
        person.deliver(person.authorize(url, Consent.APPROVE));
      } else {
        person.verifyDevice(url, url.substring(code + "user_code=".length()), Consent.APPROVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
