package io.grantwright.samples.forge;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is committed of the forge besides its sources: the lock, the page and the document. */
final class ForgeReferenceTest {
  private static final Path PAGE = Path.of("reference/Forge.md");
  private static final Path DOCUMENT = Path.of("reference/Forge.openapi.json");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```java\n(.*?)\n\n(.*?)```\n");
  private static final List<String> OPERATIONS =
      Stream.of(Forge.class.getMethods()).map(Method::getName).sorted().toList();

  @TempDir private Path classes;

  @ParameterizedTest
  @CsvSource({
    "contracts/io.grantwright.samples.forge.Forge.lock, contract",
    "reference/Forge.md, md",
    "reference/Forge.openapi.json, openapi.json"
  })
  void isWhatTheSourcesSay(Path committed, String ending) throws IOException {
    Path written =
        Path.of("target/classes/META-INF/grantwright/io.grantwright.samples.forge.Forge." + ending);

    assertThat(Files.readString(committed))
        .as("%s is stale: run mvn -Pcontracts-accept, and commit what it writes", committed)
        .isEqualTo(Files.readString(written));
  }

  @Test
  void hasAnExampleOfEachOperationThatCompiles() throws IOException {
    List<JavaFileObject> sources = new ArrayList<>();
    for (MatchResult example : EXAMPLE.matcher(Files.readString(PAGE)).results().toList()) {
      String name = "Example" + sources.size();
      String text = "%s\nclass %s {\n  void run() {\n%s  }\n}\n";
      sources.add(source(name, text.formatted(example.group(1), name, example.group(2))));
    }
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    ToolProvider.getSystemJavaCompiler()
        .getTask(
            null,
            null,
            said,
            List.of("-proc:none", "-Xlint:all", "-d", classes.toString()),
            null,
            sources)
        .call();

    assertThat(said.getDiagnostics()).isEmpty();
    assertThat(sources).hasSize(OPERATIONS.size());
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

  @Test
  void isOpenApiThatAPublicValidatorAccepts() throws IOException {
    SwaggerParseResult result = new OpenAPIV3Parser().readContents(Files.readString(DOCUMENT));

    assertThat(result.getMessages()).isEmpty();
    OpenAPI document = result.getOpenAPI();
    assertThat(document.getOpenapi()).isEqualTo("3.1.0");
    assertThat(
            document.getPaths().values().stream()
                .map(PathItem::readOperations)
                .flatMap(List::stream)
                .map(Operation::getOperationId))
        .containsExactlyInAnyOrderElementsOf(OPERATIONS);
  }
}
