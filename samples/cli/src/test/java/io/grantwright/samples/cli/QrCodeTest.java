package io.grantwright.samples.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** QR codes that a phone can read off a terminal, whatever its background is. */
final class QrCodeTest {
  private static final String ADDRESS = "https://as.example/device?user_code=WDJB-MJHT";

  static Stream<Charset> charsets() {
    return Stream.of(UTF_8, US_ASCII);
  }

  @ParameterizedTest
  @MethodSource("charsets")
  void isReadWhereverThereAreColours(Charset charset) {
    List<String> lines = drawn(charset, Ink.COLOURS);

    assertThat(PicturedTerminal.DARK.read(lines)).contains(ADDRESS);
    assertThat(PicturedTerminal.LIGHT.read(lines)).contains(ADDRESS);
  }

  @ParameterizedTest
  @MethodSource("charsets")
  void isReadFromADarkTerminalWithoutColours(Charset charset) {
    List<String> lines = drawn(charset, Ink.LIGHT_TEXT);

    assertThat(PicturedTerminal.DARK.read(lines)).contains(ADDRESS);
    assertThat(PicturedTerminal.LIGHT.read(lines)).as("inverted, or the test sees all").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("charsets")
  void isReadFromALightTerminalWithoutColours(Charset charset) {
    assertThat(PicturedTerminal.LIGHT.read(drawn(charset, Ink.DARK_TEXT))).contains(ADDRESS);
  }

  private static List<String> drawn(Charset charset, Ink ink) {
    return QrCode.of(ADDRESS).orElseThrow().draw(charset, ink);
  }
}
