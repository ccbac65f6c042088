package io.grantwright.processor;

import static com.google.testing.compile.Compiler.javac;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;

/** Compiles descriptors against a directory of committed contracts. */
final class Contracts {
  private final Path directory;

  Contracts(Path directory) {
    this.directory = directory;
  }

  Path lock(String descriptor) {
    return directory.resolve("example." + descriptor + ".lock");
  }

  Path notes(String descriptor) {
    return directory.resolve("example." + descriptor + ".changes.md");
  }

  /** Compiles with this directory and further options. */
  Compilation compile(List<JavaFileObject> sources, String... options) {
    return compile(Stream.concat(Stream.of("contracts=" + directory), Stream.of(options)), sources);
  }

  /** Compiles without a directory. */
  static Compilation compileAlone(List<JavaFileObject> sources) {
    return compile(Stream.of(), sources);
  }

  /** Compiles, and copies what the profile would copy. */
  void accept(String descriptor, List<JavaFileObject> sources, String... options) {
    Compilation compilation =
        compile(
            sources,
            Stream.concat(Stream.of("contracts.accept=true"), Stream.of(options))
                .toArray(String[]::new));
    try {
      Files.createDirectories(directory);
      Files.writeString(lock(descriptor), output(compilation, descriptor + ".contract"));
      Files.writeString(notes(descriptor), output(compilation, descriptor + ".changes.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file that the processor wrote beside the classes. */
  static String output(Compilation compilation, String name) {
    Optional<JavaFileObject> file =
        compilation.generatedFile(
            StandardLocation.CLASS_OUTPUT, "META-INF/grantwright/example." + name);
    try {
      return file.orElseThrow().getCharContent(false).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Compilation compile(Stream<String> options, List<JavaFileObject> sources) {
    List<JavaFileObject> all = new ArrayList<>(RuntimeStubs.all());
    all.addAll(sources);
    List<String> arguments = new ArrayList<>(List.of("-parameters"));
    options.forEach(option -> arguments.add("-Agrantwright." + option));
    return javac()
        .withOptions(arguments)
        .withProcessors(new DescriptorProcessor(Shells.RENDERERS))
        .compile(all);
  }
}
