package io.grantwright.samples.forge;

import io.grantwright.processor.DescriptorProcessor;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The sources of the forge, to be changed and compiled. */
final class ForgeSources {
  private static final Path DIRECTORY = Path.of("src/main/java/io/grantwright/samples/forge");
  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();

  /** One for all compilations, so that the jars are read once. */
  private static final StandardJavaFileManager CLASS_PATH =
      JAVAC.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);

  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|@?[\\w.]+|.");

  /** What a changed source may need besides what it imports. */
  private static final String IMPORTS =
      "import io.grantwright.annotations.*;"
          + " import io.grantwright.annotations.ClientAuthenticated.*;"
          + " import io.grantwright.runtime.json.*;"
          + " import java.net.URI;"
          + " import java.util.*;"
          + " import org.jspecify.annotations.*;";

  private final Map<String, String> texts = new TreeMap<>();

  /** Reads them as they are. */
  ForgeSources() throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      for (Path file : files.toList()) {
        texts.put(file.getFileName().toString(), Files.readString(file));
      }
    }
  }

  /**
   * Replaces what is there once. Changes these sources.
   *
   * @param from the lines that are replaced; empty for a new file
   */
  void replace(String file, String from, String to) {
    String text = texts.getOrDefault(file, "");
    int at = text.indexOf(from);
    if (at < 0 || text.isEmpty() != from.isEmpty() || at != text.lastIndexOf(from)) {
      throw new IllegalArgumentException(file + " does not have this once:\n" + from);
    }
    texts.put(file, text.substring(0, at) + to + text.substring(at + from.length()));
  }

  /**
   * Compiles them into a directory.
   *
   * @return what javac said at least as a warning, as in {@code "Forge.java keys: [GW204] …"}
   */
  List<String> compile(Path output, String... options) throws IOException {
    Files.createDirectories(output);
    List<String> all = new ArrayList<>();
    all.addAll(List.of("-parameters", "-d", output.toString()));
    all.addAll(List.of(options));
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    JavaCompiler.CompilationTask task = JAVAC.getTask(null, CLASS_PATH, said, all, null, files());
    // By its name it would be loaded anew each time.
    task.setProcessors(List.of(new DescriptorProcessor()));
    task.call();
    List<String> lines = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> each : said.getDiagnostics()) {
      if (each.getKind() != Diagnostic.Kind.NOTE) {
        lines.add(line(each));
      }
    }
    return lines;
  }

  private List<JavaFileObject> files() {
    List<JavaFileObject> files = new ArrayList<>();
    texts.forEach((name, text) -> files.add(new Source(name, withImports(text))));
    return files;
  }

  /** On the line of the package, so that no line moves. */
  private static String withImports(String text) {
    return text.replaceFirst("(?m)^(package .*;)$", "$1 " + IMPORTS);
  }

  private static String line(Diagnostic<? extends JavaFileObject> diagnostic) throws IOException {
    String message = diagnostic.getMessage(Locale.ROOT);
    JavaFileObject file = diagnostic.getSource();
    if (file == null) {
      return message;
    }
    String text = file.getCharContent(false).toString();
    Matcher word = WORD.matcher(text).region((int) diagnostic.getPosition(), text.length());
    String name = Path.of(file.getName()).getFileName().toString();
    return name + (word.lookingAt() ? " " + word.group() : "") + ": " + message;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///io/grantwright/samples/forge/" + name), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
