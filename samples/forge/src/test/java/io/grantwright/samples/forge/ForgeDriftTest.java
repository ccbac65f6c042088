package io.grantwright.samples.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The forge as javac sees it when the forge's own document says something else. */
final class ForgeDriftTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path DOCUMENT =
      Path.of(
          "target/classes/META-INF/grantwright/io.grantwright.samples.forge.Forge.openapi.json");

  @TempDir private Path directory;

  @Test
  void agreesWithItsOwnDocument() throws IOException {
    assertThat(compile(Files.readString(DOCUMENT))).isEmpty();
  }

  /** One edit, and the start of what is said of it. */
  private record Edit(String name, String from, String to, String message) {}

  private static List<Edit> edits() {
    return List.of(
        new Edit(
            "another server",
            "\"url\": \"https://forge.example/api\"",
            "\"url\": \"https://forge.example/api/v2\"",
            "[GW125] Forge is at https://forge.example/api, and forge.json has it at"
                + " https://forge.example/api/v2."),
        new Edit(
            "another path",
            "\"/rendering\": {",
            "\"/renderings\": {",
            "[GW124] render calls POST /rendering, which forge.json does not have. Correct it, or"
                + " remove it if the provider has. Did you mean POST /renderings?"),
        new Edit(
            "other names of path variables",
            "\"/repositories/{owner}/{repository}/comments/{id}\": {",
            "\"/repositories/{a}/{b}/comments/{c}\": {",
            ""));
  }

  @TestFactory
  Stream<DynamicTest> saysWhatChanged() {
    return edits().stream()
        .map(
            edit ->
                dynamicTest(
                    edit.name(),
                    () -> {
                      String document = Files.readString(DOCUMENT);
                      assertThat(document).containsOnlyOnce(edit.from());
                      List<String> messages = compile(document.replace(edit.from(), edit.to()));
                      if (edit.message().isEmpty()) {
                        assertThat(messages).isEmpty();
                      } else {
                        assertThat(messages).singleElement().asString().startsWith(edit.message());
                      }
                    }));
  }

  private List<String> compile(String document) throws IOException {
    Files.writeString(directory.resolve("forge.json"), document);
    List<JavaFileObject> sources = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .sorted()
          .forEach(file -> sources.add(described(file)));
    }
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
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
                "-Agrantwright.openapi=" + directory,
                "-d",
                directory.toString()),
            null,
            sources)
        .call();
    return diagnostics.getDiagnostics().stream()
        .filter(each -> each.getKind() != Diagnostic.Kind.NOTE)
        .map(each -> each.getMessage(Locale.ROOT))
        .toList();
  }

  private static JavaFileObject described(Path file) {
    try {
      String text = Files.readString(file);
      String described =
          file.endsWith("Forge.java")
              ? text.replace(
                  "@SdkClient(",
                  "@io.grantwright.annotations.DescribedBy(\"forge.json\")\n@SdkClient(")
              : text;
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
