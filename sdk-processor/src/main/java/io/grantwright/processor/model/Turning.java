package io.grantwright.processor.model;

/** How one page leads to the next. The names are those of {@link PagePath}s, and may be empty. */
public sealed interface Turning {
  /** The component that has the items; empty for the only one that can. */
  String items();

  /** Where the items are named. */
  Origin itemsOrigin();

  /**
   * The page has a cursor.
   *
   * @param parameter the query parameter that takes it
   */
  record ByCursor(
      String items,
      Origin itemsOrigin,
      String next,
      Origin nextOrigin,
      String parameter,
      Origin parameterOrigin)
      implements Turning {}

  /**
   * The pages have numbers.
   *
   * @param parameter the query parameter that takes one
   * @param first the number of the first page, where the caller gives none
   * @param last the component with the number of the last page
   * @param more the component that says whether there are more
   */
  record ByNumber(
      String items,
      Origin itemsOrigin,
      String parameter,
      Origin parameterOrigin,
      long first,
      String last,
      Origin lastOrigin,
      String more,
      Origin moreOrigin)
      implements Turning {}

  /** A header of the page leads to the next one. */
  record ByLink(String items, Origin itemsOrigin) implements Turning {}
}
