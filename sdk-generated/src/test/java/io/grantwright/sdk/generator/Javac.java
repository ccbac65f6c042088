package io.grantwright.sdk.generator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Runs the JDK's compiler in memory, over sources with their names as keys. */
final class Javac {
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  /** One for all, which so opens each file of the class path once. */
  private static final StandardJavaFileManager FILES =
      COMPILER.getStandardFileManager(null, Locale.ROOT, UTF_8);

  private Javac() {}

  /**
   * What a compilation gave.
   *
   * @param generated the sources and resources that were written, by their paths
   * @param classes the class files, by the names of their classes
   */
  record Result(
      boolean success,
      List<Diagnostic<? extends JavaFileObject>> diagnostics,
      Map<String, String> generated,
      Map<String, byte[]> classes) {
    /** What was said, the place in front. */
    List<String> messages() {
      return diagnostics.stream()
          .map(
              each ->
                  (each.getSource() == null ? "" : each.getSource().getName())
                      + ":"
                      + each.getLineNumber()
                      + ": "
                      + each.getMessage(Locale.ROOT))
          .toList();
    }

    /** The errors and warnings that are about what was generated. */
    List<String> aboutGenerated() {
      return diagnostics.stream()
          .filter(each -> each.getSource() instanceof Output)
          .map(
              each ->
                  each.getSource().getName()
                      + ":"
                      + each.getLineNumber()
                      + ": "
                      + each.getMessage(Locale.ROOT))
          .toList();
    }

    /** The codes of the processor's diagnostics, in their order. */
    List<String> codes() {
      return diagnostics.stream()
          .map(each -> each.getMessage(Locale.ROOT))
          .filter(each -> each.contains("[GW"))
          .map(each -> each.replaceFirst("(?s).*\\[(GW[0-9]+)].*", "$1"))
          .toList();
    }
  }

  /**
   * Compiles.
   *
   * @param classPath classes beside those of the tests
   */
  static Result compile(
      Map<String, String> sources,
      ClassPath classPath,
      List<? extends Processor> processors,
      String... options) {
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    Memory memory = new Memory(classPath);
    List<String> all = new ArrayList<>(List.of("-parameters", "--release", "17"));
    all.addAll(List.of(options));
    if (processors.isEmpty()) {
      all.add("-proc:none");
    }
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((name, text) -> units.add(new Source(name, text)));
    JavaCompiler.CompilationTask task =
        COMPILER.getTask(null, memory, diagnostics, all, null, units);
    if (!processors.isEmpty()) {
      task.setProcessors(processors);
    }
    boolean success = task.call();
    return new Result(success, diagnostics.getDiagnostics(), memory.texts(), memory.classes());
  }

  /** A source by hand. */
  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** A file that the compiler or the processor writes. */
  private static final class Output extends SimpleJavaFileObject {
    private final String path;
    private byte[] bytes = {};

    Output(String path, Kind kind) {
      super(URI.create("memory:///" + path), kind);
      this.path = path;
    }

    Output(String className, byte[] bytes) {
      this(className.replace('.', '/') + ".class", Kind.CLASS);
      this.bytes = bytes;
    }

    String path() {
      return path;
    }

    String className() {
      return path().replaceFirst("\\.class$", "").replace('/', '.');
    }

    @Override
    public InputStream openInputStream() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public OutputStream openOutputStream() {
      return new ByteArrayOutputStream() {
        @Override
        public void close() {
          bytes = toByteArray();
        }
      };
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return new String(bytes, UTF_8);
    }
  }

  /** Classes that another compilation wrote, by their packages. */
  static final class ClassPath {
    static final ClassPath EMPTY = new ClassPath(Map.of());

    private final Map<String, List<JavaFileObject>> packages = new TreeMap<>();

    ClassPath(Map<String, byte[]> classes) {
      classes.forEach(
          (name, bytes) ->
              packages
                  .computeIfAbsent(
                      name.substring(0, Math.max(0, name.lastIndexOf('.'))),
                      ignored -> new ArrayList<>())
                  .add(new Output(name, bytes)));
    }
  }

  /** Keeps what is written, and finds classes that another compilation wrote. */
  private static final class Memory extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final ClassPath classPath;
    private final List<Output> written = new ArrayList<>();

    Memory(ClassPath classPath) {
      super(FILES);
      this.classPath = classPath;
    }

    Map<String, String> texts() {
      Map<String, String> texts = new TreeMap<>();
      for (Output each : written) {
        if (each.getKind() != JavaFileObject.Kind.CLASS) {
          texts.put(each.path(), each.getCharContent(true).toString());
        }
      }
      return texts;
    }

    Map<String, byte[]> classes() {
      Map<String, byte[]> classes = new TreeMap<>();
      for (Output each : written) {
        if (each.getKind() == JavaFileObject.Kind.CLASS) {
          classes.put(each.className(), each.bytes);
        }
      }
      return classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        JavaFileManager.Location location,
        String className,
        JavaFileObject.Kind kind,
        FileObject sibling) {
      return output(className.replace('.', '/') + kind.extension, kind);
    }

    @Override
    public FileObject getFileForOutput(
        JavaFileManager.Location location, String packageName, String name, FileObject sibling) {
      return output(name, JavaFileObject.Kind.OTHER);
    }

    private Output output(String path, JavaFileObject.Kind kind) {
      Output output = new Output(path, kind);
      written.add(output);
      return output;
    }

    @Override
    public Iterable<JavaFileObject> list(
        JavaFileManager.Location location,
        String packageName,
        Set<JavaFileObject.Kind> kinds,
        boolean recurse)
        throws IOException {
      Iterable<JavaFileObject> found = super.list(location, packageName, kinds, recurse);
      if (location != StandardLocation.CLASS_PATH
          || !kinds.contains(JavaFileObject.Kind.CLASS)
          || !classPath.packages.containsKey(packageName)) {
        return found;
      }
      List<JavaFileObject> all = new ArrayList<>(classPath.packages.get(packageName));
      found.forEach(all::add);
      return all;
    }

    @Override
    public String inferBinaryName(JavaFileManager.Location location, JavaFileObject file) {
      return file instanceof Output output
          ? output.className()
          : super.inferBinaryName(location, file);
    }

    @Override
    public boolean isSameFile(FileObject one, FileObject other) {
      return one instanceof Output written
          ? other instanceof Output another && written.path().equals(another.path())
          : one.equals(other);
    }
  }

  /** Whether the compiler or the processor wrote a file. */
  static boolean isGenerated(@Nullable JavaFileObject file) {
    return file instanceof Output;
  }

  /** The sources among what was generated, by the names of their classes. */
  static Map<String, String> sources(Map<String, String> generated) {
    Map<String, String> sources = new TreeMap<>();
    Stream.of(generated.keySet().toArray(String[]::new))
        .filter(path -> path.endsWith(".java"))
        .forEach(
            path ->
                sources.put(
                    path.replaceFirst("\\.java$", "").replace('/', '.'),
                    String.valueOf(generated.get(path))));
    return sources;
  }
}
