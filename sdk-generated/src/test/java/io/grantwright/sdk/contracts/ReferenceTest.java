package io.grantwright.sdk.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The reference pages and OpenAPI documents that are written from the descriptors. */
final class ReferenceTest {
  private static final Path COMMITTED = Path.of("../docs/reference");
  private static final Path WRITTEN = Path.of("target/classes/META-INF/grantwright");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```java\n(.*?)\n\n(.*?)```\n");
  private static final Pattern LINK = Pattern.compile("]\\(#([^)]*)\\)");

  @TempDir private Path classes;

  @Test
  void isCommittedAsTheDescriptorsSay() throws IOException {
    assertThat(texts(COMMITTED))
        .as("docs/reference is stale: run mvn -Pcontracts-accept, and commit what it writes")
        .isEqualTo(texts(WRITTEN));
  }

  /** By the names below which they are committed: without packages. */
  private static Map<String, String> texts(Path directory) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (Path file : files(directory, ".md", ".openapi.json")) {
      String name = file.getFileName().toString();
      if (!name.endsWith(".changes.md")) {
        texts.put(name.replaceFirst("^([a-z0-9_]+\\.)*", ""), Files.readString(file));
      }
    }
    assertThat(texts).isNotEmpty();
    return texts;
  }

  private static List<Path> files(Path directory, String... endings) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    }
  }

  @TestFactory
  Stream<DynamicTest> hasExamplesThatCompile() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path page : files(COMMITTED, ".md")) {
      List<MatchResult> examples = EXAMPLE.matcher(Files.readString(page)).results().toList();
      tests.add(
          dynamicTest(
              page.getFileName() + ", " + examples.size() + " examples", () -> compile(examples)));
    }
    return tests.stream();
  }

  private void compile(List<MatchResult> examples) {
    List<JavaFileObject> sources = new ArrayList<>();
    for (MatchResult example : examples) {
      String name = "Example" + sources.size();
      sources.add(
          source(
              name,
              example.group(1)
                  + "\nclass "
                  + name
                  + " {\n  void run() {\n"
                  + example.group(2)
                  + "  }\n}\n"));
    }
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavaCompiler.CompilationTask task =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                null,
                null,
                diagnostics,
                List.of("-proc:none", "-Xlint:all,-processing", "-d", classes.toString()),
                null,
                sources);

    assertThat(task.call()).as(diagnostics.getDiagnostics().toString()).isTrue();
    assertThat(sources).isNotEmpty();
    assertThat(diagnostics.getDiagnostics()).isEmpty();
  }

  private static JavaFileObject source(String name, String text) {
    return new SimpleJavaFileObject(
        URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  @TestFactory
  Stream<DynamicTest> hasNoDeadLinks() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path page : files(COMMITTED, ".md")) {
      String text = Files.readString(page);
      List<String> links = LINK.matcher(text).results().map(link -> link.group(1)).toList();
      tests.add(
          dynamicTest(
              page.getFileName().toString(),
              () -> assertThat(anchors(text)).isNotEmpty().containsAll(links)));
    }
    return tests.stream();
  }

  /** As GitHub makes them: the second of a name has a number. */
  private static List<String> anchors(String page) {
    Map<String, Integer> seen = new TreeMap<>();
    return page.lines()
        .filter(line -> line.matches("#{1,6} .*"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(java.util.Locale.ROOT))
        .map(line -> line.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
        .map(
            line -> {
              int before = seen.merge(line, 1, Integer::sum) - 1;
              return before == 0 ? line : line + "-" + before;
            })
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> isOpenApiThatAPublicValidatorAccepts() throws IOException {
    return files(COMMITTED, ".openapi.json").stream()
        .map(file -> dynamicTest(file.getFileName().toString(), () -> validate(file)));
  }

  private static void validate(Path file) throws IOException {
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    SwaggerParseResult result =
        new OpenAPIV3Parser().readContents(Files.readString(file), null, options);

    assertThat(result.getMessages()).isEmpty();
    OpenAPI document = result.getOpenAPI();
    assertThat(document.getOpenapi()).isEqualTo("3.1.0");
    String page = Files.readString(Path.of(file.toString().replace(".openapi.json", ".md")));
    assertThat(
            document.getPaths().values().stream()
                .map(PathItem::readOperations)
                .flatMap(List::stream)
                .map(operation -> "## " + operation.getOperationId() + "\n")
                .collect(Collectors.toSet()))
        .isNotEmpty()
        .allSatisfy(heading -> assertThat(page).contains(heading));
  }

  /** A validator that finds nothing wrong would be of no use. */
  @Test
  void isNotAcceptedIfItIsBroken() throws IOException {
    Path file = files(COMMITTED, ".openapi.json").get(0);
    String broken =
        Files.readString(file)
            .replace("\"in\": \"query\"", "\"in\": \"somewhere\"")
            .replace("\"responses\"", "\"answers\"");

    assertThat(new OpenAPIV3Parser().readContents(broken).getMessages()).isNotEmpty();
  }
}
