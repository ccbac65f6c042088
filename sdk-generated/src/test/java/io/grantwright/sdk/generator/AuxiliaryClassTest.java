package io.grantwright.sdk.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.processor.DescriptorProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Models in the file of another class: what javac says, and what is done about it. */
final class AuxiliaryClassTest {
  private static final String IMPORT = "package example; import io.grantwright.annotations.*; ";
  private static final String NOTES =
      IMPORT + "@SdkClient public interface Notes { @Get(\"a\") void a(); @Post(\"b\") void b(";

  /** As {@code docs/troubleshooting.md} quotes it. */
  @Test
  void areNamedByGeneratedCode() throws IOException {
    Javac.Result result =
        compile(
            Map.of(
                "example.Notes",
                NOTES + "Note note); }",
                "example.Models",
                IMPORT + "public class Models {} @Model record Note(String text) {}"));

    assertThat(result.success()).isTrue();
    String said =
        result.aboutGenerated().stream()
            .filter(each -> each.startsWith("/example/NotesClient.java"))
            .findFirst()
            .orElseThrow();
    assertThat(Files.readString(Path.of("../docs/troubleshooting.md")))
        .contains(
            said.replaceFirst("/example/(NotesClient.java:[0-9]+): ", "\n$1: warning: ") + "\n");
  }

  @Test
  void areNoneInsideOfAnotherType() {
    Javac.Result result =
        compile(
            Map.of(
                "example.Notes",
                NOTES + "Models.Note note); }",
                "example.Models",
                IMPORT + "interface Models { @Model record Note(String text) {} }"));

    assertThat(result.success()).isTrue();
    assertThat(result.messages()).isEmpty();
  }

  private static Javac.Result compile(Map<String, String> sources) {
    return Javac.compile(
        sources,
        Javac.ClassPath.EMPTY,
        List.of(new DescriptorProcessor()),
        "-Xlint:all,-processing");
  }
}
