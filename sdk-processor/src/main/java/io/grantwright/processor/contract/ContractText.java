package io.grantwright.processor.contract;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A contract as text: a subject a line, its facts indented below it, all of it sorted. The first
 * line names the version of the format, and the last one shows that the file is whole.
 */
public final class ContractText {
  private static final int VERSION = 1;
  private static final int FINGERPRINT = 4;
  private static final Pattern FIRST = Pattern.compile("grantwright contract ([1-9][0-9]{0,8})");
  private static final String LAST = "end";
  private static final String INDENT = "  ";
  private static final Pattern ESCAPED = Pattern.compile("\\\\(?:u([0-9a-f]{4})|(.?))");

  private ContractText() {}

  /** What a text turned out to be. */
  public sealed interface Read {}

  /** A contract. */
  public record Understood(Contract contract) implements Read {}

  /** One in a format that is newer than this processor. */
  public record Newer(String version) implements Read {}

  /** Not a contract, or only a part of one. */
  public record Broken(String why) implements Read {}

  /** Writes a contract. */
  public static String write(Contract contract) {
    StringBuilder text = new StringBuilder();
    line(text, "grantwright contract " + VERSION);
    line(text, "descriptor " + word(contract.descriptor()));
    contract
        .facts()
        .forEach(
            (subject, aspects) -> {
              line(text, subject.words().stream().map(ContractText::word).collect(joining(" ")));
              aspects.forEach(
                  (aspect, value) -> line(text, INDENT + aspect.word() + " " + value(value)));
            });
    line(text, LAST);
    return text.toString();
  }

  /** Reads a contract; whatever the text is, the answer says so. */
  public static Read read(String text) {
    List<String> lines = text.lines().toList();
    Matcher first = FIRST.matcher(lines.isEmpty() ? "" : lines.get(0));
    if (!first.matches()) {
      return new Broken("line 1 is not \"grantwright contract " + VERSION + "\"");
    }
    if (Integer.parseInt(first.group(1)) > VERSION) {
      return new Newer(first.group(1));
    }
    if (!lines.get(lines.size() - 1).equals(LAST)) {
      return new Broken("its last line, \"" + LAST + "\", is missing");
    }
    return new Reader(lines).read();
  }

  /** A few digits that tell a text from others. */
  public static String fingerprint(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, FINGERPRINT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }

  /** A text without white space in it. */
  private static String word(String text) {
    return text.isEmpty() ? "\\e" : escaped(text).replace(" ", "\\s");
  }

  /** A text in one line that neither begins nor ends with white space. */
  private static String value(String text) {
    if (text.isEmpty()) {
      return "\\e";
    }
    String escaped = escaped(text);
    return escaped.startsWith(" ") || escaped.endsWith(" ") ? escaped.replace(" ", "\\s") : escaped;
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        escaped.append("\\\\");
      } else if (c < ' ' || c > '~') {
        escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }

  private static String unescaped(String text) throws BrokenException {
    StringBuilder unescaped = new StringBuilder();
    Matcher escape = ESCAPED.matcher(text);
    int copied = 0;
    while (escape.find()) {
      unescaped.append(text, copied, escape.start());
      copied = escape.end();
      if (escape.group(1) != null) {
        unescaped.append((char) Integer.parseInt(escape.group(1), 16));
        continue;
      }
      switch (escape.group(2)) {
        case "\\" -> unescaped.append('\\');
        case "s" -> unescaped.append(' ');
        case "e" -> {}
        default -> throw new BrokenException("has an unknown escape");
      }
    }
    return unescaped.append(text, copied, text.length()).toString();
  }

  /** The lines of one text between its first and its last. */
  private static final class Reader {
    private final List<String> lines;
    private final SortedMap<Subject, SortedMap<Aspect, String>> facts = new TreeMap<>();

    Reader(List<String> lines) {
      this.lines = lines;
    }

    Read read() {
      int at = 1;
      try {
        List<String> descriptor = words(lines.get(at));
        if (descriptor.size() != 2 || !descriptor.get(0).equals("descriptor")) {
          throw new BrokenException("does not name the descriptor");
        }
        SortedMap<Aspect, String> current = new TreeMap<>();
        for (at = 2; at < lines.size() - 1; at++) {
          String line = lines.get(at);
          if (line.startsWith(INDENT)) {
            if (facts.isEmpty()) {
              throw new BrokenException("belongs to nothing");
            }
            addAspect(line.substring(INDENT.length()), current);
          } else {
            current = new TreeMap<>();
            if (facts.put(subject(line), current) != null) {
              throw new BrokenException("is there twice");
            }
          }
        }
        return new Understood(new Contract(descriptor.get(1), facts));
      } catch (BrokenException e) {
        return new Broken("line " + (at + 1) + " " + e.getMessage());
      }
    }

    private static void addAspect(String line, SortedMap<Aspect, String> aspects)
        throws BrokenException {
      String[] parts = line.split(" ", 2);
      Optional<Aspect> aspect = Aspect.of(parts[0]);
      if (aspect.isEmpty() || parts.length < 2) {
        throw new BrokenException("says nothing that this processor knows");
      }
      if (aspects.put(aspect.get(), unescaped(parts[1])) != null) {
        throw new BrokenException("is there twice");
      }
    }

    private static Subject subject(String line) throws BrokenException {
      List<String> words = words(line);
      return Stream.of(Kind.values())
          .flatMap(kind -> kind.names(words).map(names -> new Subject(kind, names)).stream())
          .findFirst()
          .orElseThrow(() -> new BrokenException("says nothing that this processor knows"));
    }

    private static List<String> words(String line) throws BrokenException {
      List<String> words = new ArrayList<>();
      for (String word : line.split(" ", -1)) {
        words.add(unescaped(word));
      }
      return words;
    }
  }

  private static final class BrokenException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenException(String message) {
      super(message);
    }
  }
}
