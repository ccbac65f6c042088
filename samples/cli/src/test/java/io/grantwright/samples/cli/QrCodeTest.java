package io.grantwright.samples.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** QR codes that a phone can read off a terminal. */
final class QrCodeTest {
  private static final String ADDRESS = "https://as.example/device?user_code=WDJB-MJHT";

  @Test
  void isReadFromHalfBlocks() throws Exception {
    List<String> lines = QrCode.of(ADDRESS).orElseThrow().draw(UTF_8, false);
    int width = lines.get(0).length();
    boolean[][] light = new boolean[lines.size() * 2][width];
    for (int line = 0; line < lines.size(); line++) {
      for (int x = 0; x < width; x++) {
        char drawn = lines.get(line).charAt(x);
        light[2 * line][x] = drawn == '█' || drawn == '▀';
        light[2 * line + 1][x] = drawn == '█' || drawn == '▄';
      }
    }
    assertThat(read(light)).isEqualTo(ADDRESS);
  }

  @Test
  void isReadFromAsciiCharacters() throws Exception {
    List<String> lines = QrCode.of(ADDRESS).orElseThrow().draw(US_ASCII, false);
    int width = lines.get(0).length() / 2;
    boolean[][] light = new boolean[lines.size()][width];
    for (int y = 0; y < lines.size(); y++) {
      for (int x = 0; x < width; x++) {
        light[y][x] = lines.get(y).charAt(2 * x) == '#';
      }
    }
    assertThat(read(light)).isEqualTo(ADDRESS);
  }

  @Test
  void isBlackOnWhiteWhereThereAreColours() {
    assertThat(QrCode.of(ADDRESS).orElseThrow().draw(UTF_8, true))
        .allSatisfy(line -> assertThat(line).startsWith("\u001b[97;40m").endsWith("\u001b[0m"));
  }

  private static String read(boolean[][] light) throws Exception {
    int scale = 8;
    int width = light[0].length * scale;
    int height = light.length * scale;
    int[] pixels = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        pixels[y * width + x] = light[y / scale][x / scale] ? 0xFFFFFF : 0;
      }
    }
    RGBLuminanceSource picture = new RGBLuminanceSource(width, height, pixels);
    return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(picture))).getText();
  }
}
