package io.grantwright.samples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What shells complete when somebody presses Tab, at a terminal that script(1) makes. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "Elsewhere script(1) has other options.")
final class CompletionTest {
  private static final String PROMPT = "READY> ";

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({"bash, --norc --noprofile -i", "zsh, -f -i"})
  void completesWhatIsTyped(String shell, String options) throws Exception {
    assumeTrue(isThere(shell), "There is no " + shell + " here");
    assumeTrue(isThere("script"), "There is no script(1) here");
    Path profiles = Files.createDirectories(directory.resolve("home/profiles"));
    Files.createFile(profiles.resolve("work.json"));
    Files.createFile(profiles.resolve("w$(touch broken).json"));
    Files.createFile(directory.resolve("client secret"));

    assertThat(
            typed(
                shell + " " + options,
                "grantwright intro\t",
                "grantwright refresh --if\t--ho\thom\t",
                "grantwright device --no-\t",
                "grantwright login --provider goo\t--auth no\t",
                "grantwright providers pip\t",
                "grantwright status -p w\t",
                "grantwright status --profile=w\t",
                "grantwright login --secret-file cl\t",
                "grantwright login --client-id cl\t",
                "grantwright login -p token --no-b\t"))
        .containsExactly(
            "introspect",
            "refresh --if-needed --home home/".replaceFirst("/$", shell.equals("zsh") ? "" : "/"),
            "device --no-qr",
            "login --provider google --auth none",
            "providers pipeshub",
            "status -p work",
            "status --profile=work",
            "login --secret-file client secret",
            "login --client-id cl",
            "login -p token --no-browser");
    assertThat(directory.resolve("broken")).doesNotExist();
  }

  /** Gives the arguments that the program gets for each line. */
  private List<String> typed(String shell, String... lines)
      throws IOException, InterruptedException {
    Terminal terminal = new Terminal(directory);
    assertThat(terminal.run("completion")).isZero();
    Files.writeString(directory.resolve("completion"), terminal.out());
    ProcessBuilder builder =
        new ProcessBuilder("script", "-qc", "PS1='" + PROMPT + "' " + shell, "/dev/null")
            .directory(directory.toFile());
    // Settings of the person who runs this that interactive shells read.
    builder
        .environment()
        .keySet()
        .removeAll(Set.of("PROMPT_COMMAND", "PS0", "INPUTRC", "ZDOTDIR", "XDG_CONFIG_HOME"));
    builder.environment().put("SHELL", "/bin/sh"); // Which script(1) takes for the command.
    builder.environment().put("TERM", "dumb");
    builder.environment().put("HOME", directory.toString());
    builder.environment().put(ProfileOption.HOME_VARIABLE, directory.resolve("home").toString());
    Process process = builder.start();
    StringBuilder seen = new StringBuilder();
    try (OutputStream keyboard = process.getOutputStream()) {
      type("source ./completion", keyboard, process, seen);
      type("grantwright() { echo \"RUN: $*\"; }", keyboard, process, seen);
      for (String line : lines) {
        type(line, keyboard, process, seen);
      }
      type("exit", keyboard, process, seen);
      seen.append(new String(process.getInputStream().readAllBytes(), UTF_8));
    }
    assertThat(process.waitFor()).as(seen.toString()).isZero();
    return seen.toString()
        .lines()
        .filter(line -> line.startsWith("RUN: "))
        .map(line -> line.substring("RUN: ".length()))
        .toList();
  }

  /** Types a line as soon as the shell asks for one. */
  private static void type(String line, OutputStream keyboard, Process process, StringBuilder seen)
      throws IOException {
    int before = seen.length();
    while (seen.indexOf(PROMPT, before) < 0) {
      int next = process.getInputStream().read();
      assertThat(next).as(seen.toString()).isNotNegative();
      seen.append((char) next);
    }
    keyboard.write((line + "\n").getBytes(UTF_8));
    keyboard.flush();
  }

  private static boolean isThere(String program) throws IOException, InterruptedException {
    return new ProcessBuilder("sh", "-c", "command -v " + program)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
