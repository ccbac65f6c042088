package io.grantwright.samples.phal.qr;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import io.grantwright.samples.phal.Refusal;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A text as a QR code. */
final class QrCode {
  /** The margin that readers need, in modules (ISO/IEC 18004). */
  private static final int QUIET = 4;

  private static final int PIXELS_PER_MODULE = 10;

  // Of the 256 colours, these two are in no theme: the first sixteen are anything on some
  // terminals.
  private static final String BLACK = "5;16";
  private static final String WHITE = "5;231";
  private static final String RESET = "\u001b[0m";

  private final ByteMatrix modules;

  private QrCode(ByteMatrix modules) {
    this.modules = modules;
  }

  /**
   * Encodes a text.
   *
   * @throws Refusal if it is too long for any code
   */
  static QrCode of(String text) {
    try {
      return new QrCode(Encoder.encode(text, ErrorCorrectionLevel.L).getMatrix());
    } catch (WriterException e) {
      throw new Refusal(
          "the address has %s characters, which no QR code holds; register a shorter scope"
              .formatted(text.length()),
          e);
    }
  }

  /** A black and white image. */
  byte[] png() throws IOException {
    int size = (modules.getWidth() + 2 * QUIET) * PIXELS_PER_MODULE;
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_BINARY);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        boolean dark = isDark(x / PIXELS_PER_MODULE - QUIET, y / PIXELS_PER_MODULE - QUIET);
        image.setRGB(x, y, dark ? 0x000000 : 0xFFFFFF);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    // Not ImageIO's own stream, which would leave the address in a temporary file.
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    }
    return bytes.toByteArray();
  }

  /**
   * Draws it: two rows of modules in a line of half blocks, or two characters for a module where
   * the terminal has no blocks.
   */
  List<String> draw(Charset charset, Ink ink) {
    boolean blocks = charset.canEncode() && charset.newEncoder().canEncode("█▀▄");
    List<String> lines = new ArrayList<>();
    for (int y = -QUIET; y < modules.getHeight() + QUIET; y += blocks ? 2 : 1) {
      StringBuilder line = new StringBuilder();
      if (ink == Ink.COLOURS && blocks) {
        line.append("\u001b[38;%s;48;%sm".formatted(WHITE, BLACK));
      }
      for (int x = -QUIET; x < modules.getWidth() + QUIET; x++) {
        line.append(blocks ? half(x, y, ink) : whole(x, y, ink));
      }
      lines.add(ink == Ink.COLOURS ? line + RESET : line.toString());
    }
    return lines;
  }

  private String half(int x, int y, Ink ink) {
    boolean upper = isDark(x, y) == (ink == Ink.DARK_TEXT);
    boolean lower = isDark(x, y + 1) == (ink == Ink.DARK_TEXT);
    return upper ? lower ? "█" : "▀" : lower ? "▄" : " ";
  }

  private String whole(int x, int y, Ink ink) {
    boolean dark = isDark(x, y);
    return switch (ink) {
      case COLOURS -> "\u001b[48;%sm  ".formatted(dark ? BLACK : WHITE);
      case LIGHT_TEXT -> dark ? "  " : "##";
      case DARK_TEXT -> dark ? "##" : "  ";
    };
  }

  private boolean isDark(int x, int y) {
    boolean inside = x >= 0 && y >= 0 && x < modules.getWidth() && y < modules.getHeight();
    return inside && modules.get(x, y) == 1;
  }
}
