package io.grantwright.runtime.secret;

import org.jspecify.annotations.Nullable;

/**
 * A URI whose query, fragment or user information must not be shown, such as a callback with an
 * authorization code. It is text and never parsed: custom schemes with an empty host, and
 * characters that {@link java.net.URI} refuses, are kept as they are.
 */
public final class SensitiveUri {
  private final String text;

  private SensitiveUri(String text) {
    this.text = text;
  }

  /**
   * Makes a sensitive URI of its text.
   *
   * @param text the URI, not empty
   * @return the sensitive URI
   * @throws IllegalArgumentException if the text is empty
   */
  public static SensitiveUri of(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("A URI must not be empty; leave it out instead.");
    }
    return new SensitiveUri(text);
  }

  /** {@return the whole URI, as it was given} */
  public String reveal() {
    return text;
  }

  /** Compares the texts, without normalising them, in a time that depends on their lengths only. */
  @Override
  public boolean equals(@Nullable Object other) {
    if (this == other) {
      return true;
    }
    if (!(other instanceof SensitiveUri that) || text.length() != that.text.length()) {
      return false;
    }
    int difference = 0;
    for (int i = 0; i < text.length(); i++) {
      difference |= text.charAt(i) ^ that.text.charAt(i);
    }
    return difference == 0;
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** {@return the URI without its query, fragment and user information} */
  @Override
  public String toString() {
    String shown = withoutUserInfo(text.substring(0, endOfPath()));
    StringBuilder clean = new StringBuilder(shown.length());
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      clean.append(Character.isISOControl(c) ? ' ' : c);
    }
    return clean.toString();
  }

  private int endOfPath() {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '?' || c == '#') {
        return i;
      }
    }
    return text.length();
  }

  private static String withoutUserInfo(String uri) {
    int slashes = uri.indexOf("//");
    int start = slashes >= 0 ? slashes + 2 : uri.indexOf(':') + 1;
    int slash = uri.indexOf('/', start);
    int end = slash >= 0 && slashes >= 0 ? slash : uri.length();
    int at = uri.lastIndexOf('@', end - 1);
    return at >= start ? uri.substring(0, start) + uri.substring(at + 1) : uri;
  }
}
