package io.grantwright.samples.phal.qr;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.samples.phal.Pngs;
import io.grantwright.samples.phal.Terminal;
import io.grantwright.samples.phal.app.AppName;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrCodesTest {
  private static final String URL =
      "https://as.example/auth?client_id=cid&state=" + "x".repeat(300);

  private static final String SHORT_URL = "https://as.example";

  @TempDir Path directory;

  @Test
  void drawsWhatAPhoneReads() throws Exception {
    Path file = codes().draw(new AppName("s", "a"), URL);

    assertThat(Pngs.read(file)).isEqualTo(URL);
  }

  @Test
  void writesNowhereElseWhateverASkillIsCalled() throws Exception {
    Path file = codes().draw(new AppName("../../s", "a/\u0000b"), URL);

    assertThat(file.getParent()).isEqualTo(directory);
    assertThat(file.getFileName().toString()).startsWith("..-..-s_a--b_oauth_qr_");
  }

  @Test
  void writesNeverIntoAFileThatIsThere() throws Exception {
    QrCodes codes =
        new QrCodes(directory, new Repeating(), Optional.empty(), false, sentence -> {});

    Path first = codes.draw(new AppName("s", "a"), URL);
    Path second = codes.draw(new AppName("s", "a"), URL);

    assertThat(second).isNotEqualTo(first);
    assertThat(Pngs.read(first)).isEqualTo(URL);
  }

  @Test
  void deletesWhatAKilledBridgeLeft() throws Exception {
    Path left = Files.createFile(directory.resolve("s_a_oauth_qr_0123.png"));

    codes();

    assertThat(left).doesNotExist();
  }

  @Test
  void drawsOnATerminalForADarkAndForALightOne() throws Exception {
    assertThat(PicturedTerminal.DARK.read(drawn(UTF_8, false, false))).contains(SHORT_URL);
    assertThat(PicturedTerminal.LIGHT.read(drawn(UTF_8, false, true))).contains(SHORT_URL);
    assertThat(PicturedTerminal.LIGHT.read(drawn(US_ASCII, false, true))).contains(SHORT_URL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "US-ASCII"})
  void drawsInColoursForBoth(String charset) throws Exception {
    List<String> lines = drawn(Charset.forName(charset), true, false);

    assertThat(PicturedTerminal.DARK.read(lines)).contains(SHORT_URL);
    assertThat(PicturedTerminal.LIGHT.read(lines)).contains(SHORT_URL);
  }

  /** Gives the lines of a code, after the one that says whose it is. */
  private List<String> drawn(Charset charset, boolean colours, boolean light) throws Exception {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    Terminal terminal = new Terminal(new PrintStream(shown, true, charset), charset, colours);
    codes(Optional.of(terminal), light).draw(new AppName("s\u001b[2J", "a"), SHORT_URL);

    List<String> lines = shown.toString(charset).lines().toList();
    assertThat(lines.get(0)).isEqualTo("s--2J_a wants you to log in:");
    return lines.subList(1, lines.size());
  }

  private QrCodes codes() throws Exception {
    return codes(Optional.empty(), false);
  }

  private QrCodes codes(Optional<Terminal> terminal, boolean light) throws Exception {
    return new QrCodes(directory, new SecureRandom(), terminal, light, sentence -> {});
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
