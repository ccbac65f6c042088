package io.grantwright.samples.forge;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The forge, changed in each way that {@code docs/contracts.md} classifies. The changes, and what
 * javac says of them, are those of {@code changes.md}.
 */
final class ForgeContractTest {
  private static final Path COMMITTED = Path.of("contracts");
  private static final Path PAGE = Path.of("changes.md");
  private static final Path RULES = Path.of("../../docs/contracts.md");
  private static final String FORGE = "io.grantwright.samples.forge.Forge";
  private static final String LOCK = FORGE + ".lock";
  private static final String NOTES = FORGE + ".changes.md";
  private static final String WAY_OUT = " Undo it, or accept it, with Maven by -Pcontracts-accept.";
  private static final Pattern BLOCK = Pattern.compile("(?s)```(diff)?\n(.*?)```\n");
  private static final Pattern CHANGE = Pattern.compile("(.*): \\[GW\\d+] ([^:]*): (.*)");

  @TempDir private Path directory;

  /**
   * One section of the page.
   *
   * @param group what is changed
   * @param rule the rule, as the documentation names it
   * @param diffs the change; before it, where there are two, what is locked in place of the forge
   * @param lines what javac says
   */
  private record Case(String group, String rule, List<String> diffs, List<String> lines) {
    /** As the table of the documentation has it. */
    String row() {
      String levels = lines.stream().map(Case::level).distinct().collect(joining("; "));
      return group + " | " + rule + " | " + (levels.isEmpty() ? "no change" : levels);
    }

    private static String level(String line) {
      return CHANGE.matcher(line).replaceFirst("$2").toLowerCase(Locale.ROOT);
    }

    /** The forge as it is locked. */
    ForgeSources before() throws IOException {
      ForgeSources sources = new ForgeSources();
      if (diffs.size() > 1) {
        apply(diffs.get(0), sources);
      }
      return sources;
    }

    /** The forge as it is changed. */
    ForgeSources after() throws IOException {
      ForgeSources sources = before();
      apply(diffs.get(diffs.size() - 1), sources);
      return sources;
    }

    private static void apply(String diff, ForgeSources sources) {
      String file = "";
      for (String edit : diff.split("(?m)^(?=--- |@@$)", -1)) {
        StringBuilder from = new StringBuilder();
        StringBuilder to = new StringBuilder();
        for (String line : edit.split("\n", -1)) {
          String text = line.isEmpty() ? "\n" : line.substring(1) + "\n";
          if (line.startsWith("--- ")) {
            file = line.substring("--- ".length());
          } else if (line.startsWith("-")) {
            from.append(text);
          } else if (line.startsWith("+")) {
            to.append(text);
          } else if (!line.equals("@@")) {
            from.append(text);
            to.append(text);
          }
        }
        if (!edit.isEmpty()) {
          sources.replace(file, without(from), without(to));
        }
      }
    }

    /** Without the line break that ends the edit itself. */
    private static String without(StringBuilder lines) {
      return lines.substring(0, Math.max(0, lines.length() - 1));
    }
  }

  private static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    String group = "";
    for (String section : Files.readString(PAGE).split("(?m)^(?=#)", -1)) {
      String heading = section.substring(0, section.indexOf('\n'));
      if (heading.startsWith("## ")) {
        group = heading.substring("## ".length());
      } else if (heading.startsWith("### ")) {
        List<String> diffs = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (MatchResult block : BLOCK.matcher(section).results().toList()) {
          if (block.group(1) != null) {
            diffs.add(block.group(2));
          } else {
            block.group(2).lines().forEach(lines::add);
          }
        }
        cases.add(new Case(group, heading.substring("### ".length()), diffs, lines));
      }
    }
    return cases;
  }

  @TestFactory
  Stream<DynamicTest> saysWhatEachChangeBreaks() throws IOException {
    return cases().stream()
        .map(each -> dynamicTest(each.group() + ": " + each.rule(), () -> check(each)));
  }

  private void check(Case change) throws IOException {
    Path contracts = Files.createTempDirectory(directory, "contracts");
    Path classes = Files.createTempDirectory(directory, "classes");
    if (change.diffs().size() == 1) {
      copyCommitted(contracts);
    } else {
      assertThat(compile(change.before(), contracts, classes, true)).isEmpty();
      accept(classes, contracts);
    }
    ForgeSources after = change.after();

    assertThat(compile(after, contracts, classes, false))
        .containsExactlyElementsOf(change.lines().stream().map(line -> line + WAY_OUT).toList());

    assertThat(Files.readAllLines(written(classes, NOTES)))
        .containsAll(change.lines().stream().map(ForgeContractTest::note).toList());
  }

  /**
   * {@code "Forge.java me: [GW204] Breaking (wire): …"} as the notes, which are Markdown, have it.
   */
  private static String note(String line) {
    String text = CHANGE.matcher(line).replaceFirst("- **$2**: $3");
    return text.replaceFirst("(\\*\\*Breaking)( \\(.*?\\))\\*\\*", "$1**$2").replace("_", "\\_");
  }

  /** Every rule is tried, and says of the forge what the documentation says. */
  @Test
  void isEachChangeThatTheDocumentationClassifies() throws IOException {
    String group = "";
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(RULES)) {
      String[] cells = line.split("\\|", -1);
      if (cells.length == 5 && !cells[2].isBlank() && !cells[2].contains("---")) {
        group = cells[1].isBlank() ? group : cells[1].strip();
        rows.add(group + " | " + cells[2].strip() + " | " + cells[3].strip());
      }
    }
    rows.remove(0);

    assertThat(cases().stream().map(Case::row)).hasSizeGreaterThan(80).isEqualTo(rows);
  }

  /** One of each class: what is accepted is noted, and compiles, as the forge's own code does. */
  @ParameterizedTest
  @ValueSource(strings = {"its path", "its timeouts", "its documentation"})
  void compilesAgainWhenItIsAccepted(String rule) throws IOException {
    Case change =
        cases().stream()
            .filter(each -> each.group().equals("an operation") && each.rule().equals(rule))
            .findFirst()
            .orElseThrow();
    Path classes = directory.resolve("classes");
    Path contracts = Files.createDirectory(directory.resolve("contracts"));
    copyCommitted(contracts);
    ForgeSources after = change.after();
    assertThat(compile(after, contracts, classes, false)).isNotEmpty();

    assertThat(compile(after, contracts, classes, true)).isEmpty();
    accept(classes, contracts);

    assertThat(contracts.resolve(NOTES))
        .hasContent(
            "# Changes of Forge\n\n## 2\n\n"
                + note(change.lines().get(0))
                + "\n\n## 0.1.0-SNAPSHOT\n\n- First contract.\n");
    assertThat(after.compile(classes, "-Agrantwright.contracts=" + contracts)).isEmpty();
    assertThat(classes.resolve("io/grantwright/samples/forge/ForgeClient.class")).exists();
  }

  private static List<String> compile(
      ForgeSources sources, Path contracts, Path classes, boolean accepting) throws IOException {
    return sources.compile(
        classes,
        "-proc:only",
        "-Agrantwright.contracts=" + contracts,
        "-Agrantwright.contracts.version=2",
        "-Agrantwright.contracts.accept=" + accepting);
  }

  private static void copyCommitted(Path contracts) throws IOException {
    for (String file : List.of(LOCK, NOTES)) {
      Files.copy(COMMITTED.resolve(file), contracts.resolve(file));
    }
  }

  /** What the Maven profile does. */
  private static void accept(Path classes, Path contracts) throws IOException {
    Files.writeString(
        contracts.resolve(LOCK), Files.readString(written(classes, FORGE + ".contract")));
    Files.writeString(contracts.resolve(NOTES), Files.readString(written(classes, NOTES)));
  }

  private static Path written(Path classes, String name) {
    return classes.resolve("META-INF/grantwright").resolve(name);
  }
}
