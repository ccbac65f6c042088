package io.grantwright.processor;

import static com.google.testing.compile.Compiler.javac;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/** Compiles sources of the package {@code example} with the processor. */
final class Compile {
  private static final String IMPORTS =
      """
      package example;
      import io.grantwright.annotations.*;
      import io.grantwright.annotations.ClientAuthenticated.*;
      import io.grantwright.runtime.call.*;
      import io.grantwright.runtime.error.OAuthError;
      import io.grantwright.runtime.json.*;
      import io.grantwright.runtime.secret.*;
      import java.util.*;
      """;

  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|@?[\\w.]+|.");

  /** How many lines stand before those of a source. */
  static final long LINES_BEFORE = IMPORTS.lines().count();

  private Compile() {}

  /** Text without package and imports, as a file of the package {@code example}. */
  static JavaFileObject source(String name, String text) {
    return JavaFileObjects.forSourceString("example." + name, text(text));
  }

  /** The whole of such a file. */
  static String text(String text) {
    return IMPORTS + text;
  }

  static Compilation with(Processor processor, JavaFileObject... sources) {
    List<JavaFileObject> all = new ArrayList<>(RuntimeStubs.all());
    all.addAll(List.of(sources));
    return javac().withOptions("-parameters").withProcessors(processor).compile(all);
  }

  static Compilation of(JavaFileObject... sources) {
    return with(new DescriptorProcessor(Shells.RENDERERS), sources);
  }

  /** The processor's own messages with lines and words, as in {@code "3 find: [GW006] …"}. */
  static List<String> messages(Compilation compilation) {
    return Stream.concat(compilation.errors().stream(), compilation.warnings().stream())
        .filter(each -> each.getMessage(null).contains("[GW"))
        .map(each -> line(each) + " " + word(each) + ": " + each.getMessage(null))
        .toList();
  }

  private static long line(Diagnostic<? extends JavaFileObject> diagnostic) {
    return diagnostic.getLineNumber() - LINES_BEFORE;
  }

  /** The name, annotation or literal at which a message stands. */
  private static String word(Diagnostic<? extends JavaFileObject> diagnostic) {
    try {
      String source = diagnostic.getSource().getCharContent(false).toString();
      Matcher word = WORD.matcher(source).region((int) diagnostic.getPosition(), source.length());
      return word.lookingAt() ? word.group() : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
