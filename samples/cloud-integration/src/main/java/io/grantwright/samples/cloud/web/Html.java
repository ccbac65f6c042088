package io.grantwright.samples.cloud.web;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Markup. Text gets into it only through {@link #of}, which escapes it.
 *
 * @param markup the markup
 */
public record Html(String markup) {
  /** Nothing. */
  public static final Html NONE = new Html("");

  private static final String PLACE = "{}";

  /**
   * Fills in a template.
   *
   * @param template markup with a {@code {}} for each value: between tags, or in a quoted attribute
   * @param values markup, which is taken as it is, or anything else, which is escaped
   */
  public static Html of(String template, Object... values) {
    StringBuilder markup = new StringBuilder();
    int from = 0;
    for (Object value : values) {
      int place = template.indexOf(PLACE, from);
      if (place < 0) {
        throw new IllegalArgumentException("The template has too few places: " + template);
      }
      markup.append(template, from, place);
      markup.append(value instanceof Html html ? html.markup : escaped(String.valueOf(value)));
      from = place + PLACE.length();
    }
    if (template.indexOf(PLACE, from) >= 0) {
      throw new IllegalArgumentException("The template has too many places: " + template);
    }
    return new Html(markup.append(template, from, template.length()).toString());
  }

  /** One after the other. */
  public static Html all(List<Html> parts) {
    return new Html(parts.stream().map(Html::markup).collect(Collectors.joining()));
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }

  @Override
  public String toString() {
    return markup;
  }
}
