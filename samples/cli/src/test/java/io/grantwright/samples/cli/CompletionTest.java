package io.grantwright.samples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a shell completes. */
@ExtendWith(OneServer.class)
final class CompletionTest {
  @Test
  void aShellCompletesCommandsAndOptions(@TempDir Path directory) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "There is no bash here");
    Terminal terminal = new Terminal(directory);
    assertThat(terminal.run("completion")).isZero();
    Path script = Files.writeString(directory.resolve("completion"), terminal.out());

    assertThat(completed(script, "introspect", "grantwright intro")).isEqualTo("introspect\n");
    assertThat(completed(script, "--show-token", "grantwright login --show"))
        .isEqualTo("--show-token\n");
    assertThat(completed(script, "github", "grantwright login --provider gi"))
        .isEqualTo("github\n");
  }

  private static String completed(Path script, String word, String line)
      throws IOException, InterruptedException {
    Process bash =
        new ProcessBuilder(
                "/bin/bash",
                "-c",
                """
                source "$1"
                COMP_LINE=$2; COMP_POINT=${#COMP_LINE}
                COMP_WORDS=($2); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _complete_grantwright
                printf '%s\\n' "${COMPREPLY[@]}"
                """,
                "bash",
                script.toString(),
                line)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed = new String(bash.getInputStream().readAllBytes(), UTF_8);
    assertThat(bash.waitFor()).as(word).isZero();
    return printed;
  }
}
