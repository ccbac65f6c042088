package io.grantwright.processor;

import static com.google.testing.compile.Compiler.javac;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.JavaFileObject;

/** Compiles sources of the package {@code example} with the processor. */
final class Compile {
  private static final String IMPORTS =
      """
      package example;
      import io.grantwright.annotations.*;
      import io.grantwright.annotations.ClientAuthenticated.*;
      import io.grantwright.runtime.call.CallOptions;
      import io.grantwright.runtime.error.OAuthError;
      import io.grantwright.runtime.json.*;
      import io.grantwright.runtime.secret.*;
      import java.util.*;
      """;

  /** How many lines stand before those of a source. */
  static final long LINES_BEFORE = IMPORTS.lines().count();

  private Compile() {}

  /** Text without package and imports, as a file of the package {@code example}. */
  static JavaFileObject source(String name, String text) {
    return JavaFileObjects.forSourceString("example." + name, IMPORTS + text);
  }

  static Compilation with(Processor processor, JavaFileObject... sources) {
    List<JavaFileObject> all = new ArrayList<>(RuntimeStubs.all());
    all.addAll(List.of(sources));
    return javac().withOptions("-parameters").withProcessors(processor).compile(all);
  }

  static Compilation of(JavaFileObject... sources) {
    return with(new DescriptorProcessor(Shells.RENDERERS), sources);
  }

  /** The processor's own messages with their lines, as in {@code "3: [GW006] …"}. */
  static List<String> messages(Compilation compilation) {
    return Stream.concat(compilation.errors().stream(), compilation.warnings().stream())
        .filter(each -> each.getMessage(null).contains("[GW"))
        .map(each -> (each.getLineNumber() - LINES_BEFORE) + ": " + each.getMessage(null))
        .toList();
  }
}
