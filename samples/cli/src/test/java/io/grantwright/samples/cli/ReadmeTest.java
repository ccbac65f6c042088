package io.grantwright.samples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The README says what the program does. */
@ExtendWith(OneServer.class)
final class ReadmeTest {
  @Test
  void showsWhatTheProgramPrints(@TempDir Path directory) throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Path home = directory.resolve("grantwright");
    new Demo(OneServer.SERVER, new PrintStream(printed, true, UTF_8), home, new Hurry()).run();

    String session = printed.toString(UTF_8).replace(home.toString(), "~/.config/grantwright");

    assertThat(normal(recording())).isEqualTo(normal(session).strip());
  }

  @Test
  void listsEachExitCode() throws IOException {
    List<String> rows =
        Stream.of(ExitCode.values())
            .map(each -> "| %d | `%s` | %s |".formatted(each.code(), each.word(), each.meaning()))
            .toList();
    assertThat(readme().lines().toList()).containsSubsequence(rows);
  }

  @Test
  void namesEachCommand() throws IOException {
    assertThat(readme())
        .contains(
            new Grantwright(new Terminal(Path.of("unused")).machine())
                .commandNames().stream().map(name -> "| `" + name + "` |").toList());
  }

  /** Ports, codes and times are those of one run. */
  private static String normal(String text) {
    return text.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT")
        .replaceAll("Code   [A-Z]{4}-[A-Z]{4}", "Code   CODE")
        .replaceAll("(\\d+ (min|s)\\b ?)+", "TIME")
        .replaceAll("jti         \\S+", "jti         ID")
        .replaceAll("\"expires_at\":\"[^\"]*\",\"expires_in\":\\d+", "\"expires\":TIME");
  }

  private static String recording() throws IOException {
    String readme = readme();
    int start = readme.indexOf("```console\n$ grantwright discover");
    assertThat(start).isPositive();
    return readme.substring(start + "```console\n".length(), readme.indexOf("\n```", start));
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }
}
