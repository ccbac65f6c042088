package io.grantwright.processor;

import static com.google.testing.compile.Compiler.javac;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;

/** Compiles descriptors against a directory of providers' documents. */
final class Documents {
  private final Path directory;

  Documents(Path directory) {
    this.directory = directory;
  }

  Documents with(String file, String text) {
    return with(file, text.getBytes(StandardCharsets.UTF_8));
  }

  Documents with(String file, byte[] bytes) {
    try {
      Files.write(directory.resolve(file), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Compiles with this directory and further options. */
  Compilation compile(List<JavaFileObject> sources, String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("openapi=" + directory);
    return compileAlone(sources, all.toArray(String[]::new));
  }

  /** Compiles without a directory. */
  static Compilation compileAlone(List<JavaFileObject> sources, String... options) {
    List<JavaFileObject> all = new ArrayList<>(RuntimeStubs.all());
    all.addAll(sources);
    List<String> arguments = new ArrayList<>(List.of("-parameters"));
    for (String option : options) {
      arguments.add("-Agrantwright." + option);
    }
    return javac()
        .withOptions(arguments)
        .withProcessors(new DescriptorProcessor(Shells.RENDERERS))
        .compile(all);
  }
}
