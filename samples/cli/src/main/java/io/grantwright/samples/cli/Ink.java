package io.grantwright.samples.cli;

/** What a QR code is drawn with, so that light modules are light: few readers take it inverted. */
enum Ink {
  /** White and black of its own: right on every terminal that shows colours. */
  COLOURS,
  /** The terminal's text for light: right on a dark background. */
  LIGHT_TEXT,
  /** The terminal's text for dark: right on a light background. */
  DARK_TEXT
}
