package io.grantwright.samples.phal.qr;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.samples.phal.Pngs;
import io.grantwright.samples.phal.app.AppName;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QrCodesTest {
  private static final String URL =
      "https://as.example/auth?client_id=cid&state=" + "x".repeat(300);

  @TempDir Path directory;

  @Test
  void drawsWhatAPhoneReads() throws Exception {
    Path file = codes(Optional.empty()).draw(new AppName("s", "a"), URL);

    assertThat(Pngs.read(file)).isEqualTo(URL);
  }

  @Test
  void writesNowhereElseWhateverASkillIsCalled() throws Exception {
    Path file = codes(Optional.empty()).draw(new AppName("../../s", "a/\u0000b"), URL);

    assertThat(file.getParent()).isEqualTo(directory);
    assertThat(file.getFileName().toString()).startsWith("..-..-s_a--b_oauth_qr_");
  }

  @Test
  void writesNeverIntoAFileThatIsThere() throws Exception {
    QrCodes codes = new QrCodes(directory, new Repeating(), Optional.empty(), sentence -> {});

    Path first = codes.draw(new AppName("s", "a"), URL);
    Path second = codes.draw(new AppName("s", "a"), URL);

    assertThat(second).isNotEqualTo(first);
    assertThat(Pngs.read(first)).isEqualTo(URL);
  }

  @Test
  void deletesWhatAKilledBridgeLeft() throws Exception {
    Path left = Files.createFile(directory.resolve("s_a_oauth_qr_0123.png"));

    codes(Optional.empty());

    assertThat(left).doesNotExist();
  }

  @Test
  void drawsOnATerminal() throws Exception {
    ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    codes(Optional.of(new PrintStream(terminal, true, StandardCharsets.UTF_8)))
        .draw(new AppName("s\u001b[2J", "a"), "https://as.example");

    assertThat(terminal.toString(StandardCharsets.UTF_8).lines())
        .startsWith("s--2J_a wants you to log in:", "█".repeat(33), "█".repeat(33))
        .hasSize(18)
        .anyMatch(line -> line.startsWith("████ ▄▄▄▄▄ █"));
  }

  private QrCodes codes(Optional<PrintStream> terminal) throws Exception {
    return new QrCodes(directory, new SecureRandom(), terminal, sentence -> {});
  }

  /** Gives each number twice. */
  private static final class Repeating implements java.util.random.RandomGenerator {
    private int given;

    @Override
    public int nextInt() {
      return given++ / 2;
    }

    @Override
    public long nextLong() {
      return nextInt();
    }
  }
}
