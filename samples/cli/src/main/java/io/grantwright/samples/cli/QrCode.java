package io.grantwright.samples.cli;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A text as a QR code, drawn with characters. Light is drawn and dark is left out. */
final class QrCode {
  /** The margin that readers need (ISO/IEC 18004). */
  private static final int QUIET = 4;

  private final ByteMatrix modules;

  private QrCode(ByteMatrix modules) {
    this.modules = modules;
  }

  /** Encodes a text; empty if it is too long for any code. */
  static Optional<QrCode> of(String text) {
    try {
      return Optional.of(new QrCode(Encoder.encode(text, ErrorCorrectionLevel.L).getMatrix()));
    } catch (WriterException e) {
      return Optional.empty();
    }
  }

  /**
   * Draws it: two rows of modules in a line of half blocks, or two characters for a module where
   * the terminal has no blocks.
   *
   * @param colours whether to have it black on white, whatever the terminal's colours are
   */
  List<String> draw(Charset charset, boolean colours) {
    boolean blocks = charset.canEncode() && charset.newEncoder().canEncode("█▀▄");
    List<String> lines = new ArrayList<>();
    for (int y = -QUIET; y < modules.getHeight() + QUIET; y += blocks ? 2 : 1) {
      StringBuilder line = new StringBuilder();
      for (int x = -QUIET; x < modules.getWidth() + QUIET; x++) {
        line.append(blocks ? half(x, y) : isDark(x, y) ? "  " : "##");
      }
      lines.add(colours && blocks ? "\u001b[97;40m" + line + "\u001b[0m" : line.toString());
    }
    return lines;
  }

  private String half(int x, int y) {
    boolean upper = !isDark(x, y);
    boolean lower = !isDark(x, y + 1);
    return upper ? lower ? "█" : "▀" : lower ? "▄" : " ";
  }

  private boolean isDark(int x, int y) {
    boolean inside = x >= 0 && y >= 0 && x < modules.getWidth() && y < modules.getHeight();
    return inside && modules.get(x, y) == 1;
  }
}
