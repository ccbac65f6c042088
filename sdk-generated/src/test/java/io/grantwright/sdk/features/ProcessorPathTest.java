package io.grantwright.sdk.features;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.call.CallOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where javac finds the processor. What it says where it finds none is what {@code
 * docs/troubleshooting.md} opens with.
 */
final class ProcessorPathTest {
  private static final int JDK = Runtime.version().feature();

  /** What a user has on the class path: all of ours, and what these use. */
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  private static final String WITHOUT_PROCESSOR =
      Stream.of(CallOptions.class, SdkClient.class, org.jspecify.annotations.Nullable.class)
          .map(ProcessorPathTest::locationOf)
          .collect(joining(File.pathSeparator));

  private static final String NO_CLIENT =
      """
      Application.java:3: error: cannot find symbol
          NotesClient.builder().build().close();
          ^
        symbol:   variable NotesClient
        location: class Application
      1 error
      """;

  @TempDir private Path directory;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        directory.resolve("Notes.java"),
        """
        import io.grantwright.annotations.*;
        @SdkClient(server = "https://notes.example.com")
        interface Notes {
          @Get("notes") String notes();
        }
        """);
    Files.writeString(
        directory.resolve("Application.java"),
        """
        final class Application {
          void run() {
            NotesClient.builder().build().close();
          }
        }
        """);
  }

  private static String locationOf(Class<?> type) {
    CodeSource source = Objects.requireNonNull(type.getProtectionDomain().getCodeSource());
    return Path.of(source.getLocation().getPath()).toString();
  }

  @Test
  void isTheClassPathUpToJdk22() throws IOException, InterruptedException {
    assumeTrue(JDK <= 22, "Newer ones do not look there.");

    assertThat(compile("-classpath", CLASS_PATH)).doesNotContain("error");
    assertThat(directory.resolve("NotesClient.class")).exists();
  }

  @Test
  void isNotTheClassPathSinceJdk23() throws IOException, InterruptedException {
    assumeTrue(
        JDK >= 23, "Older ones look there; the build runs this on a JDK 25 if it finds one.");

    assertThat(compile("-classpath", CLASS_PATH)).isEqualTo(NO_CLIENT);
    assertThat(directory.resolve("NotesClient.java")).doesNotExist();
  }

  @Test
  void isTheClassPathWhereItIsAskedFor() throws IOException, InterruptedException {
    assumeTrue(JDK >= 21, "Older ones do not know -proc:full, and need not.");

    assertThat(compile("-classpath", CLASS_PATH, "-proc:full")).isEmpty();
    assertThat(directory.resolve("NotesClient.class")).exists();
  }

  @Test
  void isTheProcessorPath() throws IOException, InterruptedException {
    assertThat(compile("-classpath", CLASS_PATH, "-processorpath", CLASS_PATH)).isEmpty();
    assertThat(directory.resolve("NotesClient.class")).exists();
  }

  /** On each JDK the same, where the processor is nowhere at all. */
  @Test
  void isNoPathWithoutTheProcessor() throws IOException, InterruptedException {
    assertThat(compile("-classpath", WITHOUT_PROCESSOR)).isEqualTo(NO_CLIENT);
  }

  @Test
  void isWhatTroubleshootingOpensWith() throws IOException {
    String page = Files.readString(Path.of("../docs/troubleshooting.md"));
    String first =
        page.substring(page.indexOf("\n## "), page.indexOf("\n## ", page.indexOf("## ")));

    assertThat(first).contains("```\n" + NO_CLIENT + "```\n", "<annotationProcessorPaths>");
  }

  /**
   * Compiles, and gives what javac prints. In a process of its own: inside of this one it would
   * find the processor by the class loader of the tests.
   */
  private String compile(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    command.addAll(List.of("-J-Duser.language=en", "-parameters", "-d", "."));
    command.addAll(List.of(options));
    command.addAll(List.of("Notes.java", "Application.java"));
    Path printed = directory.resolve("printed");
    ProcessBuilder javac =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    // Of which a JVM says that it has picked them up.
    javac.environment().keySet().removeAll(Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVAC_OPTIONS"));
    javac.start().waitFor();
    return Files.readString(printed).replace("\r\n", "\n");
  }
}
