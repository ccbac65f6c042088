package io.grantwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.processor.check.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page of all diagnostics, written from the rules and from the examples of {@link RulesTest}.
 *
 * <p>{@code mvn test -pl sdk-processor -am -Dgrantwright.goldens=update} writes it anew.
 */
final class DiagnosticsPageTest {
  private static final Path PAGE = Path.of("../docs/diagnostics.md");

  private static final String HEAD =
      """
      # Diagnostics

      What the processor says, by code. A message stands on the literal at fault, or as near to it as javac knows: what was found, what was
      meant, and what to do. Where it is about an inherited member it stands on the descriptor, and names the member. A warning is silenced by
      `@SuppressWarnings` with its code, at the element or around it; an error is not.

      Nothing at all is said, and nothing generated, if javac does not run the processor: JDK 23 and newer run only those that are on the
      processor path. The README shows how to put it there.

      """;

  /** Each with what the document says. */
  private static final Map<Rule, String> DRIFT =
      Map.ofEntries(
          Map.entry(
              Rule.DRIFT_OPERATION,
              """
              ```yaml
              paths: { /notes: … }
              ```

              ```java
              @Get("note") List<Note> find();
              ```"""),
          Map.entry(
              Rule.DRIFT_ADDRESS,
              """
              ```yaml
              paths: { /notes: … }
              ```

              ```java
              @Get("notes/") List<Note> find();
              ```"""),
          Map.entry(
              Rule.DRIFT_FAILURE,
              """
              ```yaml
              responses: { 200: …, 409: { content: { application/json: … } } }
              ```

              ```java
              @Get("notes") List<Note> find(); // no @Fails(status = "409", …)
              ```"""),
          Map.entry(
              Rule.DRIFT_UNKNOWN,
              """
              ```yaml
              parameters: [{ name: limit, in: query, … }]
              ```

              ```java
              @Get("notes") List<Note> find(@Query Optional<Integer> limits);
              ```"""),
          Map.entry(
              Rule.DRIFT_PLACE,
              """
              ```yaml
              parameters: [{ name: tenant, in: header, … }]
              ```

              ```java
              @Get("notes") List<Note> find(@Query Optional<String> tenant);
              ```"""),
          Map.entry(
              Rule.DRIFT_REQUIRED,
              """
              ```yaml
              parameters: [{ name: limit, in: query, required: true, … }]
              ```

              ```java
              @Get("notes") List<Note> find(@Query Optional<Integer> limit);
              ```"""),
          Map.entry(
              Rule.DRIFT_OPTIONAL,
              """
              ```yaml
              parameters: [{ name: limit, in: query, … }]
              ```

              ```java
              @Get("notes") List<Note> find(@Query int limit);
              ```"""),
          Map.entry(
              Rule.DRIFT_TYPE,
              """
              ```yaml
              parameters: [{ name: limit, in: query, schema: { type: string } }]
              ```

              ```java
              @Get("notes") List<Note> find(@Query Optional<Integer> limit);
              ```"""),
          Map.entry(
              Rule.DRIFT_CONTENT,
              """
              ```yaml
              requestBody: { content: { application/json: … } }
              ```

              ```java
              @Post("notes") @FormBody void create(String title);
              ```"""),
          Map.entry(
              Rule.DRIFT_STATUS,
              """
              ```yaml
              responses: { 302: … }
              ```

              ```java
              @Get("notes") List<Note> find(); // expects 2XX
              ```"""),
          Map.entry(
              Rule.DRIFT_ANSWER,
              """
              ```yaml
              Note: { type: object, properties: { title: { type: string } } }
              ```

              ```java
              @Model record Note(String title) {} // nothing says that it is required
              ```"""));

  /** Rules whose example is no single source: what leads to them, in words or code. */
  static final Map<Rule, String> EXAMPLES_IN_WORDS =
      examples(
          Map.of(
              Rule.INTERNAL,
              "No source should lead to it: whatever does is a bug.",
              Rule.PARAMETER_NAME_LOST,
              """
              ```java
              // Compiled before, without -parameters.
              public interface Above {
                @Get("a") void find(String text);
              }

              @SdkClient interface Notes extends Above {}
              ```""",
              Rule.UNKNOWN_CONSTANT,
              """
              ```java
              // With annotations that are newer than the processor.
              @Model @Naming(Naming.Case.CAMEL) record Note(String a) {}
              ```""",
              Rule.CONTRACTS_DIRECTORY,
              "The option `-Agrantwright.contracts=contrats`, where there is only `contracts`.",
              Rule.CONTRACT_NOT_LOCKED,
              "The option `-Agrantwright.contracts=contracts`, and a descriptor that has no lock there yet.",
              Rule.CONTRACT_NEWER,
              "A lock whose first line is `grantwright contract 2`, and a processor that writes `grantwright contract 1`.",
              Rule.CONTRACT_BROKEN,
              "A lock without its last line, `end`, or with `<<<<<<< HEAD` in it.",
              Rule.CONTRACT_BREAKING,
              """
              ```java
              @SdkClient interface Notes {
                @Get("notes/{id}") Note get(@Path String id); // the lock has: long id
              }
              ```""",
              Rule.CONTRACT_COMPATIBLE,
              """
              ```java
              @SdkClient interface Notes {
                @Get("notes/{id}") Note get(@Path long id);
                @Get("notes/latest") Note latest(); // the lock does not have it
              }
              ```""",
              Rule.CONTRACT_DOCUMENTATION,
              """
              ```java
              @SdkClient interface Notes {
                /** Reads a note. */ // the lock has other words
                @Get("notes/{id}") Note get(@Path long id);
              }
              ```"""),
          Map.of(
              Rule.DOCUMENT_MISSING,
              "The option `-Agrantwright.openapi=providers`, and `@DescribedBy(\"note.yaml\")` where there is only `providers/notes.yaml`.",
              Rule.DOCUMENT_UNREADABLE,
              "A document that says `swagger: \"2.0\"`, or one that is half written.",
              Rule.NOT_COMPARED,
              "`@DescribedBy(\"notes.yaml\")` without the option `-Agrantwright.openapi`, or a `$ref` to another document.",
              Rule.DRIFT_MORE,
              "A document with operations that no method of the descriptor calls.",
              Rule.OBSCURED,
              """
              ```java
              package shop;

              // Two companions of one name: that of stock.Item is written with its package.
              @Model record Order(shop.Item item, stock.Item stock) {}
              ```"""),
          Map.of(
              Rule.SOURCE_LEVEL,
              "A `@Fakes` in a module that is compiled with `--release 11`.",
              Rule.TOO_MANY,
              "A record of 300 components, a method of 128 parameters of type `long`, or a descriptor of 501 endpoints.",
              Rule.INVISIBLE,
              """
              ```java
              package b;

              @Model record Hidden(String text) {}

              public interface Above {
                @Get("a") Hidden find();
              }
              ```

              ```java
              package a;

              @SdkClient public interface Notes extends b.Above {}
              ```""",
              Rule.UNWRITTEN,
              "A full disk, or a file where javac should make a directory.",
              Rule.UNNAMED_PACKAGE,
              "`@Model record Builder(String text) {}` in a file without a package."),
          DRIFT);

  @SafeVarargs
  private static Map<Rule, String> examples(Map<Rule, String>... parts) {
    Map<Rule, String> examples = new EnumMap<>(Rule.class);
    for (Map<Rule, String> part : parts) {
      examples.putAll(part);
    }
    return examples;
  }

  @Test
  void isWrittenFromTheRulesAndTheirExamples() throws IOException {
    String page = page();
    if ("update".equals(System.getProperty("grantwright.goldens"))) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE))
        .as("docs/diagnostics.md is stale: run the tests with -Dgrantwright.goldens=update")
        .isEqualTo(page);
  }

  private static String page() {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("| code | | what was found |\n|---|---|---|\n");
    for (Rule rule : rules()) {
      page.append("| [")
          .append(rule.code())
          .append("](#")
          .append(rule.code().toLowerCase(Locale.ROOT));
      page.append(") | ").append(severity(rule)).append(" | ");
      page.append(escaped(rule.cause()).replace("|", "\\|")).append(" |\n");
    }
    for (Rule rule : rules()) {
      page.append("\n## ").append(rule.code()).append("\n\n");
      page.append("**Cause** (").append(severity(rule)).append("): ");
      page.append(escaped(rule.cause())).append(".\n\n");
      page.append("**Remedy**: ").append(escaped(remedy(rule))).append("\n\n");
      page.append("**Example**");
      page.append(example(rule)).append('\n');
    }
    return page.toString();
  }

  private static List<Rule> rules() {
    return Stream.of(Rule.values()).sorted(Comparator.comparing(Rule::code)).toList();
  }

  private static String severity(Rule rule) {
    return rule.severity().name().toLowerCase(Locale.ROOT);
  }

  private static String remedy(Rule rule) {
    return rule.remedy().equals("…") ? "As the message says." : rule.remedy() + ".";
  }

  private static String example(Rule rule) {
    if (EXAMPLES_IN_WORDS.containsKey(rule)) {
      String words = EXAMPLES_IN_WORDS.get(rule);
      return (words.startsWith("```") ? "\n\n" : ": ") + words;
    }
    RulesTest.Example example =
        RulesTest.EXAMPLES.stream().filter(each -> each.rule() == rule).findFirst().orElseThrow();
    return ", which says so in line "
        + example.line()
        + ":\n\n```java\n"
        + example.source()
        + "```\n\n```\n["
        + rule.code()
        + "] "
        + example.message()
        + "\n```";
  }

  /** Outside of code, Markdown would take these for markup. */
  private static String escaped(String text) {
    return text.replace("<", "&lt;").replace("*", "\\*").replace("_", "\\_").replace("`", "\\`");
  }
}
