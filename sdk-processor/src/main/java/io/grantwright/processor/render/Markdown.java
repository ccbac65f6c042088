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

  private Markdown() {}

  /** The text before the tags. */
  static String of(String documentation) {
    return converted(Doc.text(documentation));
  }

  /** The first sentence, in one line. */
  static String summary(String documentation) {
    String text = line(of(documentation));
    Matcher end = Pattern.compile("\\.(\\s|$)").matcher(text);
    return end.find() ? text.substring(0, end.start()) : text;
  }

  /** A text in one line. */
  static String line(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  /** A text as a cell of a table. */
  static String cell(String text) {
    return text.strip()
        .replaceAll("[ \\t]*\\n\\s*\\n\\s*", "<br><br>")
        .replaceAll("\\s*\\n- ", "<br>- ")
        .replaceAll("\\s+", " ")
        .replace("|", "\\|");
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
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-');
  }

  /** What {@link Doc} gives, whose references are code already. */
  static String converted(String text) {
    String linked = LINK.matcher(inlined(text)).replaceAll("[$2]($1)");
    return linked
        .replaceAll("\\s*<p>\\s*", "\n\n")
        .replaceAll("</p>", "")
        .replaceAll("\\s*<br\\s*/?>\\s*", "\n\n")
        .replaceAll("\\s*<li>\\s*", "\n- ")
        .replaceAll("\\s*</li>", "")
        .replaceAll("\\s*<[uo]l>", "\n")
        .replaceAll("\\s*</[uo]l>\\s*", "\n\n")
        .replaceAll("</?(b|strong)>", "**")
        .replaceAll("</?(i|em)>", "*")
        .replaceAll("</?code>", "`")
        .replaceAll("(?<!\n)\\n(?!\n|- )", " ")
        .replaceAll("\\n{3,}", "\n\n")
        .strip();
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
