package io.grantwright.processor.contract;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;

/** The changes of a contract, version by version, as a page to be read. */
public final class ReleaseNotes {
  private static final String FIRST = "- First contract.\n";

  private ReleaseNotes() {}

  /**
   * Adds changes to what was written before, below the heading of a version.
   *
   * @param written the notes so far; empty for none
   * @param locked whether there was a contract before
   */
  public static String add(
      String written, String client, String version, boolean locked, List<Change> changes) {
    String entries = locked ? entries(changes) : FIRST;
    String normal = written.replace("\r\n", "\n");
    String title = "# Changes of " + client + "\n\n";
    String before = normal.startsWith(title) ? normal.substring(title.length()) : normal;
    if (entries.isEmpty()) {
      return title + before;
    }
    String heading = "## " + version + "\n\n";
    String rest =
        before.startsWith(heading)
            ? before.substring(heading.length())
            : before.isEmpty() ? "" : "\n" + before;
    return title + heading + entries + rest;
  }

  private static String entries(List<Change> changes) {
    return changes.stream().map(ReleaseNotes::entry).collect(joining());
  }

  private static String entry(Change change) {
    String level = change.level().name();
    String audience = change.breaks().isEmpty() ? "" : " (" + change.audience() + ")";
    return "- **"
        + level.charAt(0)
        + level.substring(1).toLowerCase(Locale.ROOT)
        + "**"
        + audience
        + ": "
        + change.text().replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_")
        + ".\n";
  }
}
