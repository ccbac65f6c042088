package io.grantwright.samples.cli;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A picture of what a terminal shows, in the colours that it has, and a phone's camera. */
enum PicturedTerminal {
  DARK(0x1E1E1E, 0xCCCCCC),
  LIGHT(0xFDF6E3, 0x333333);

  private static final int CELL_WIDTH = 8;
  private static final int CELL_HEIGHT = 16;
  private static final int BLACK = 0x000000;
  private static final int WHITE = 0xFFFFFF;
  private static final Pattern CELL = Pattern.compile("\u001b\\[([0-9;]*)m|(.)", Pattern.DOTALL);

  private final int background;
  private final int text;

  PicturedTerminal(int background, int text) {
    this.background = background;
    this.text = text;
  }

  /** Reads the QR code on the terminal; empty where no reader of ordinary codes can. */
  Optional<String> read(List<String> lines) {
    int columns =
        CELL.matcher(lines.get(0)).results().mapToInt(cell -> cell.group(2) == null ? 0 : 1).sum();
    // A margin, as a camera sees more than the code.
    int width = (columns + 8) * CELL_WIDTH;
    int height = (lines.size() + 4) * CELL_HEIGHT;
    int[] pixels = new int[width * height];
    Arrays.fill(pixels, background);
    for (int row = 0; row < lines.size(); row++) {
      int fore = text;
      int back = background;
      int column = 4;
      Matcher cells = CELL.matcher(lines.get(row));
      while (cells.find()) {
        String style = cells.group(1);
        if (style == null) {
          paint(pixels, width, column++, row + 2, cells.group(2).charAt(0), fore, back);
        } else if (style.equals("0")) {
          fore = text;
          back = background;
        } else {
          fore = colour(style, "38", fore);
          back = colour(style, "48", back);
        }
      }
    }
    BinaryBitmap picture =
        new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
    try {
      return Optional.of(new QRCodeReader().decode(picture).getText());
    } catch (ReaderException e) {
      return Optional.empty();
    }
  }

  private static int colour(String style, String which, int otherwise) {
    Matcher found = Pattern.compile("(?:^|;)" + which + ";5;(16|231)(?:;|$)").matcher(style);
    return found.find() ? found.group(1).equals("16") ? BLACK : WHITE : otherwise;
  }

  private static void paint(
      int[] pixels, int width, int column, int row, char drawn, int fore, int back) {
    boolean upper = drawn == '█' || drawn == '▀' || drawn == '#';
    boolean lower = drawn == '█' || drawn == '▄' || drawn == '#';
    for (int y = 0; y < CELL_HEIGHT; y++) {
      boolean inked = y < CELL_HEIGHT / 2 ? upper : lower;
      int start = (row * CELL_HEIGHT + y) * width + column * CELL_WIDTH;
      Arrays.fill(pixels, start, start + CELL_WIDTH, inked ? fore : back);
    }
  }
}
