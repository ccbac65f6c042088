package io.grantwright.samples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantwright.samples.quickstart.EmbeddedServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The program in a process of its own, at a terminal that script(1) of util-linux makes. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "Elsewhere script(1) has other options.")
@ExtendWith(OneServer.class)
final class RealTerminalTest {
  private static final Path SCRIPT = Path.of("/usr/bin/script");
  private static final String ESCAPE = "\u001b[";

  @TempDir Path directory;

  @BeforeAll
  static void findScript() {
    assumeTrue(Files.isExecutable(SCRIPT), "There is no script(1) here");
  }

  @Test
  void coloursATerminal() throws Exception {
    assertThat(run("", "xterm", program("status -p nobody")))
        .startsWith(ESCAPE + "31mgrantwright: " + ESCAPE + "0mThere is no profile");
  }

  @Test
  void coloursNoFile() throws Exception {
    Path errors = directory.resolve("errors");

    run("", "xterm", program("status -p nobody") + " 2>'" + errors + "'");

    assertThat(errors).content().startsWith("grantwright: There is no profile");
  }

  @Test
  void coloursNoTerminalThatCannot() throws Exception {
    assertThat(run("", "dumb", program("status -p nobody")))
        .startsWith("grantwright: There is no profile");
  }

  @Test
  void asksForASecretWithoutShowingIt() throws Exception {
    String secret = OneServer.SERVER.confidentialClientSecret();
    String token =
        program(
            "token -s %s -c %s --scope notes:read"
                .formatted(OneServer.SERVER.issuer(), EmbeddedServer.CONFIDENTIAL_CLIENT_ID));

    assertThat(run(secret + "\n", "xterm", token))
        .contains("Secret of the client notes-web (not shown): ")
        .contains("Token of the client notes-web.");
  }

  private static String program(String command) {
    return "'%s' -XX:TieredStopAtLevel=1 -cp '%s' %s %s"
        .formatted(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            System.getProperty("java.class.path"),
            Grantwright.class.getName(),
            command);
  }

  /** Gives what is to be seen on the terminal when somebody types, after the question. */
  private String run(String typed, String kind, String command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(List.of(SCRIPT.toString(), "-qc", command, "/dev/null"));
    builder.environment().keySet().removeAll(StoppedTest.DISTURBING);
    builder.environment().put("SHELL", "/bin/sh"); // Which script(1) takes for the command.
    builder.environment().put("TERM", kind);
    builder.environment().put(ProfileOption.HOME_VARIABLE, directory.resolve("home").toString());
    Process process = builder.start();
    StringBuilder seen = new StringBuilder();
    try (OutputStream keyboard = process.getOutputStream()) {
      for (int next = process.getInputStream().read();
          next >= 0;
          next = process.getInputStream().read()) {
        seen.append((char) next);
        if (!typed.isEmpty() && seen.toString().endsWith("(not shown): ")) {
          keyboard.write(typed.getBytes(UTF_8));
          keyboard.flush();
        }
      }
    }
    assertThat(process.waitFor()).isZero();
    assertThat(seen.toString()).doesNotContain(OneServer.SERVER.confidentialClientSecret());
    return seen.toString();
  }
}
