package io.grantwright.samples.cli;

import java.util.Locale;

/**
 * Something that doctor has looked at.
 *
 * @param level what it means
 * @param about what was looked at, in a word
 * @param text what was found, and what to do
 */
record Finding(Level level, String about, String text) {
  /** What a finding means for the user. */
  enum Level {
    /** It works. */
    FINE(Screen.Style.GOOD),
    /** It works, but not all that the program can do does. */
    CAREFUL(Screen.Style.CAREFUL),
    /** It will not work. */
    WRONG(Screen.Style.BAD);

    private final Screen.Style style;

    Level(Screen.Style style) {
      this.style = style;
    }

    Screen.Style style() {
      return style;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Finding fine(String about, String text) {
    return new Finding(Level.FINE, about, text);
  }

  static Finding careful(String about, String text) {
    return new Finding(Level.CAREFUL, about, text);
  }

  static Finding wrong(String about, String text) {
    return new Finding(Level.WRONG, about, text);
  }
}
