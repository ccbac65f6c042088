package io.grantwright.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path with holes, exactly as written.
 *
 * @param holes the names between braces, in order, repeated if they are
 * @param balanced whether each brace has its counterpart, and each hole a name
 */
public record PathTemplate(String text, List<String> holes, boolean balanced, Origin origin) {
  private static final Pattern HOLE = Pattern.compile("\\{([^{}]*)}");

  public PathTemplate {
    holes = List.copyOf(holes);
  }

  /** The path with a value in each hole. */
  public String filled(String value) {
    return HOLE.matcher(text).replaceAll(Matcher.quoteReplacement(value));
  }

  public static PathTemplate parse(String text, Origin origin) {
    List<String> holes = new ArrayList<>();
    Matcher hole = HOLE.matcher(text);
    while (hole.find()) {
      holes.add(hole.group(1));
    }
    String rest = hole.replaceAll("");
    boolean balanced =
        rest.indexOf('{') < 0 && rest.indexOf('}') < 0 && holes.stream().noneMatch(String::isBlank);
    return new PathTemplate(text, holes, balanced, origin);
  }
}
