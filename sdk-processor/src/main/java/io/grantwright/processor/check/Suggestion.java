package io.grantwright.processor.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What was probably meant. */
public final class Suggestion {
  private Suggestion() {}

  /** {@code " Did you mean …?"}, or nothing where nothing is close. */
  public static String of(String written, Collection<String> known, String format) {
    return known.stream()
        .filter(candidate -> isClose(written, candidate))
        .min(
            Comparator.comparingInt((String candidate) -> distance(written, candidate))
                .thenComparing(Comparator.naturalOrder()))
        .map(candidate -> "Did you mean " + String.format(Locale.ROOT, format, candidate) + "?")
        .orElse("");
  }

  private static boolean isClose(String written, String candidate) {
    String lower = written.toLowerCase(Locale.ROOT);
    String other = candidate.toLowerCase(Locale.ROOT);
    boolean ending =
        Math.min(lower.length(), other.length()) > 1
            && (lower.endsWith(other) || other.endsWith(lower));
    return ending || distance(lower, other) <= Math.max(1, Math.min(2, other.length() / 3));
  }

  /** How many characters are to be put in, taken out or replaced (Levenshtein). */
  public static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
