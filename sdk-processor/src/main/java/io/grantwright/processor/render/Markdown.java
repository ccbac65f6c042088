package io.grantwright.processor.render;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From the words of documentation comments to Markdown. */
final class Markdown {
  private static final Pattern LINK =
      Pattern.compile("<a\\s+href\\s*=\\s*\"([^\"]*)\"\\s*>(.*?)</a>", Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("\\{@(code|literal)\\s+");
  private static final Pattern SENTENCE = Pattern.compile("\\.(\\s|$)");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern NO_ANCHOR = Pattern.compile("[^\\p{L}\\p{N}_ -]");

  private static final List<Replacement> OF_CELLS =
      List.of(
          new Replacement("[ \\t]*\\n\\s*\\n\\s*", "<br><br>"),
          new Replacement("\\s*\\n- ", "<br>- "),
          new Replacement("\\s+", " "));

  private static final List<Replacement> OF_TAGS =
      List.of(
          new Replacement("\\s*<p>\\s*", "\n\n"),
          new Replacement("</p>", ""),
          new Replacement("\\s*<br\\s*/?>\\s*", "\n\n"),
          new Replacement("\\s*<li>\\s*", "\n- "),
          new Replacement("\\s*</li>", ""),
          new Replacement("\\s*<[uo]l>", "\n"),
          new Replacement("\\s*</[uo]l>\\s*", "\n\n"),
          new Replacement("</?(b|strong)>", "**"),
          new Replacement("</?(i|em)>", "*"),
          new Replacement("</?code>", "`"));

  private static final List<Replacement> OF_LINES =
      List.of(new Replacement("(?<!\n)\\n(?!\n|- )", " "), new Replacement("\\n{3,}", "\n\n"));

  private Markdown() {}

  /** What stands for each match of a pattern, which is compiled once for all texts. */
  private record Replacement(Pattern pattern, String with) {
    Replacement(String pattern, String with) {
      this(Pattern.compile(pattern), with);
    }

    static String all(List<Replacement> replacements, String text) {
      String replaced = text;
      for (Replacement each : replacements) {
        replaced = each.pattern.matcher(replaced).replaceAll(each.with);
      }
      return replaced;
    }
  }

  /** The text before the tags. */
  static String of(String documentation) {
    return converted(Doc.text(documentation));
  }

  /** The first sentence, in one line. */
  static String summary(String documentation) {
    String text = line(of(documentation));
    Matcher end = SENTENCE.matcher(text);
    return end.find() ? text.substring(0, end.start()) : text;
  }

  /** A text in one line. */
  static String line(String text) {
    return SPACE.matcher(text.strip()).replaceAll(" ");
  }

  /** A text as a cell of a table. */
  static String cell(String text) {
    return Replacement.all(OF_CELLS, text.strip()).replace("|", "\\|");
  }

  /** A row of a table. */
  static String row(List<String> cells) {
    StringBuilder row = new StringBuilder("|");
    cells.forEach(each -> row.append(' ').append(cell(each)).append(" |"));
    return row.append('\n').toString();
  }

  /** The head of a table. */
  static String head(String... titles) {
    return row(List.of(titles)) + "|" + "---|".repeat(titles.length) + "\n";
  }

  static String code(String text) {
    return text.contains("`") ? "`` " + text + " ``" : "`" + text + "`";
  }

  /** How GitHub links to a heading. */
  static String anchor(String heading) {
    return NO_ANCHOR.matcher(heading.toLowerCase(Locale.ROOT)).replaceAll("").replace(' ', '-');
  }

  /** What {@link Doc} gives, whose references are code already. */
  static String converted(String text) {
    String inlined = inlined(text);
    // Most texts have no tags at all.
    String untagged =
        inlined.indexOf('<') < 0
            ? inlined
            : Replacement.all(OF_TAGS, LINK.matcher(inlined).replaceAll("[$2]($1)"));
    return Replacement.all(OF_LINES, untagged).strip();
  }

  /** Inline tags end at the brace that matches theirs. */
  private static String inlined(String text) {
    StringBuilder inlined = new StringBuilder();
    Matcher tag = CODE.matcher(text);
    int copied = 0;
    while (tag.find(copied)) {
      int end = closing(text, tag.end());
      if (end < 0) {
        break;
      }
      String content = line(text.substring(tag.end(), end));
      inlined.append(text, copied, tag.start());
      inlined.append(
          tag.group(1).equals("code")
              ? code(content)
              : content.replace("&", "&amp;").replace("<", "&lt;"));
      copied = end + 1;
    }
    return inlined.append(text, copied, text.length()).toString();
  }

  private static int closing(String text, int from) {
    int depth = 1;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
