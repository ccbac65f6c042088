package io.grantwright.sdk.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped descriptors agree with the documents that are written from them. */
final class DriftTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path DOCUMENTS = Path.of("../docs/reference");
  private static final Pattern DESCRIPTOR = Pattern.compile("(?m)^@SdkClient\\b");

  @TempDir private Path output;

  @Test
  void findsNothingInOnesOwnDocuments() throws IOException {
    List<JavaFileObject> sources;
    try (Stream<Path> files = Files.walk(SOURCES)) {
      sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !file.endsWith("module-info.java"))
              .sorted()
              .map(DriftTest::described)
              .toList();
    }
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();

    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                null,
                null,
                diagnostics,
                List.of(
                    "-proc:only",
                    "-parameters",
                    "-processor",
                    "io.grantwright.processor.DescriptorProcessor",
                    "-Agrantwright.openapi=" + DOCUMENTS,
                    "-d",
                    output.toString()),
                null,
                sources)
            .call();

    assertThat(diagnostics.getDiagnostics())
        .extracting(each -> each.getMessage(Locale.ROOT))
        .noneMatch(message -> message.contains("[GW"));
    assertThat(compiled).isTrue();
  }

  private static JavaFileObject described(Path file) {
    try {
      String name = file.getFileName().toString().replace(".java", "");
      String text = Files.readString(file);
      String described =
          DESCRIPTOR
              .matcher(text)
              .replaceFirst(
                  "@io.grantwright.annotations.DescribedBy(\"" + name + ".openapi.json\")\n$0");
      assertThat(Files.exists(DOCUMENTS.resolve(name + ".openapi.json")))
          .as("a document of " + name)
          .isEqualTo(!described.equals(text));
      return source(file.toUri(), described);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JavaFileObject source(URI file, String text) {
    return new SimpleJavaFileObject(file, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
