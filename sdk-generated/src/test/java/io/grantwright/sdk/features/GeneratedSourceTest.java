package io.grantwright.sdk.features;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sources and resources that are generated from this module's descriptors and from {@link
 * Notes}.
 */
final class GeneratedSourceTest {
  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  /** Without the classes of this module, which are compiled anew. */
  private static final String CLASS_PATH =
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
          .filter(entry -> !Path.of(entry).startsWith(Path.of("target").toAbsolutePath()))
          .collect(joining(File.pathSeparator));

  @TempDir private Path directory;

  /**
   * What a compilation said and generated.
   *
   * @param generated the text of each generated source and resource, by its path
   */
  private record Outcome(List<String> messages, Map<String, String> generated) {}

  @Test
  void isTheSameInEachRun() throws IOException {
    Outcome first = compile(directory.resolve("first"), CLASS_PATH, sources());
    Outcome second = compile(directory.resolve("second"), CLASS_PATH, sources());

    assertThat(first.messages()).isEmpty();
    assertThat(first.generated()).hasSizeGreaterThan(20).isEqualTo(second.generated());
  }

  @Test
  void isTheSameWhenEachSourceIsCompiledAlone() throws IOException {
    Map<String, String> together =
        compile(directory.resolve("together"), CLASS_PATH, sources()).generated();

    Map<String, String> alone = new TreeMap<>();
    String classPath =
        directory.resolve("together").resolve("classes") + File.pathSeparator + CLASS_PATH;
    for (Path source : sources()) {
      Path output = directory.resolve("alone-" + source.getFileName());
      alone.putAll(compile(output, classPath, List.of(source), "-proc:only").generated());
    }

    assertSame(alone, together);
  }

  @Test
  void compilesInEclipsesCompilerWithoutWarnings() throws IOException {
    Outcome javac = compile(directory.resolve("javac"), CLASS_PATH, sources());

    Path output = directory.resolve("ecj");
    List<String> arguments = new ArrayList<>(options(output, CLASS_PATH));
    sources().forEach(source -> arguments.add(source.toString()));
    StringWriter messages = new StringWriter();
    PrintWriter printer = new PrintWriter(messages);
    BatchCompiler.compile(arguments.toArray(String[]::new), printer, printer, null);

    assertThat(messages).hasToString("");
    assertSame(generated(output), javac.generated());
  }

  /** File by file, so that a difference shows where it is. */
  private static void assertSame(Map<String, String> actual, Map<String, String> expected) {
    assertThat(actual.keySet()).isEqualTo(expected.keySet());
    expected.forEach((file, text) -> assertThat(actual.get(file)).as(file).isEqualTo(text));
  }

  /**
   * The other JDKs are those beside the running one, and those that variables such as {@code
   * JAVA_HOME_25} name. Without one there is nothing to compare with, and the test is skipped.
   */
  @Test
  void isTheSameOnEachJdk() throws IOException, InterruptedException {
    List<Path> others = otherJdks();
    assumeThat(others).as("other JDKs, from JAVA_HOME_<version> or beside this one").isNotEmpty();
    Map<String, String> here =
        compile(directory.resolve("here"), CLASS_PATH, sources()).generated();

    for (Path jdk : others) {
      Path output = directory.resolve(jdk.getFileName());
      List<String> command = new ArrayList<>(List.of(jdk.resolve("bin/javac").toString()));
      command.addAll(options(output, CLASS_PATH));
      command.addAll(List.of("-Xlint:all,-processing", "-Werror"));
      sources().forEach(source -> command.add(source.toString()));
      Path log = directory.resolve("log");
      Process javac =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();

      assertThat(javac.waitFor()).as(jdk + ": " + Files.readString(log)).isZero();
      assertSame(generated(output), here);
    }
  }

  private static Outcome compile(Path output, String classPath, List<Path> sources, String... more)
      throws IOException {
    List<String> options = new ArrayList<>(options(output, classPath));
    options.addAll(List.of(more));
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = JAVAC.getStandardFileManager(diagnostics, null, null)) {
      JavaCompiler.CompilationTask task =
          JAVAC.getTask(
              null,
              files,
              diagnostics,
              options,
              null,
              files.getJavaFileObjectsFromFiles(sources.stream().map(Path::toFile).toList()));
      task.call();
    }
    List<String> messages = diagnostics.getDiagnostics().stream().map(Object::toString).toList();
    return new Outcome(messages, generated(output));
  }

  private static List<String> options(Path output, String classPath) throws IOException {
    Path classes = Files.createDirectories(output.resolve("classes"));
    Path generated = Files.createDirectories(output.resolve("generated"));
    return List.of(
        "--release",
        "17",
        "-parameters",
        "-encoding",
        "UTF-8",
        "-classpath",
        classPath,
        "-processorpath",
        CLASS_PATH,
        "-processor",
        "io.grantwright.processor.DescriptorProcessor",
        "-d",
        classes.toString(),
        "-s",
        generated.toString());
  }

  private static Map<String, String> generated(Path output) throws IOException {
    Map<String, String> generated = new TreeMap<>();
    try (Stream<Path> files = Files.walk(output)) {
      files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".class"))
          .forEach(file -> generated.put(output.relativize(file).toString(), read(file)));
    }
    return generated;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sources of this module by hand, and those of this package that are no tests. */
  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path root :
        List.of(Path.of("src/main/java"), Path.of("src/test/java/io/grantwright/sdk/features"))) {
      try (Stream<Path> files = Files.walk(root)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !file.endsWith("module-info.java"))
            .filter(file -> !file.toString().endsWith("Test.java"))
            .sorted()
            .forEach(sources::add);
      }
    }
    return sources;
  }

  private static List<Path> otherJdks() throws IOException {
    List<Path> found = new ArrayList<>();
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.matches("JAVA_HOME_[0-9]+.*")) {
                found.add(Path.of(value));
              }
            });
    Path home = Path.of(System.getProperty("java.home")).toRealPath();
    try (Stream<Path> beside = Files.list(home.resolveSibling("."))) {
      beside.forEach(found::add);
    }
    Map<Integer, Path> byVersion = new TreeMap<>();
    for (Path jdk : found) {
      Path release = jdk.resolve("release");
      if (Files.isExecutable(jdk.resolve("bin/javac")) && Files.isRegularFile(release)) {
        String version =
            Files.readString(release).replaceFirst("(?s).*JAVA_VERSION=\"([0-9]+).*", "$1");
        byVersion.putIfAbsent(Integer.parseInt(version), jdk);
      }
    }
    byVersion.keySet().removeIf(version -> version < 17 || version == Runtime.version().feature());
    return List.copyOf(byVersion.values());
  }
}
