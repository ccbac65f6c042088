package io.grantwright.sdk.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whether a change breaks callers as the processor says: code that called the old client is
 * compiled against the new one, and what was compiled against the old one runs with the new one.
 */
final class BrokenCallersTest {
  private static final String IMPORTS =
      """
      package example;
      import io.grantwright.annotations.*;
      import io.grantwright.annotations.ClientAuthenticated.Mechanism;
      import io.grantwright.runtime.auth.ClientAuthentication;
      import io.grantwright.runtime.json.*;
      import io.grantwright.runtime.secret.*;
      import java.net.URI;
      import java.util.*;
      """;

  private static final String NOTES =
      """
      @SdkClient
      @PathVariable(name = "box", value = "main")
      @PathVariable(name = "spare", value = "a")
      interface Notes extends Readable {
        @Post("{box}/notes")
        @Fails(status = "409", as = Refusal.class) @Fails(status = "4XX", as = Clash.class)
        Note add(NewNote note);
        @Get("{box}/found")
        List<Note> find(Filter filter);
        @Delete("{box}/notes/{id}")
        void remove(@Path String id, @Query List<String> why);
        @Get("one")
        Outcome one();
        @Post("grant") @FormBody
        @ClientAuthenticated({Mechanism.BODY, Mechanism.NONE})
        void grant(String kind);
      }
      @Capability
      interface Readable {
        @Get("read") Note read();
      }
      @Model(request = true)
      record NewNote(String title, int size, Optional<String> tag) {}
      @Model
      record Filter(String word) {}
      @Model
      record Note(String title, Optional<String> tag, Kind kind, OpenEnum<Colour> colour) {}
      @Model
      enum Kind { LONG, SHORT }
      @Model
      enum Colour { RED, BLUE }
      sealed interface Outcome permits Added, Merged {}
      @Model @Status(201)
      record Added(String id) implements Outcome {}
      @Model @Status(202)
      record Merged(String id) implements Outcome {}
      @Model(failure = true)
      record Refusal(String why) {}
      @Model(failure = true)
      record Clash(String why) {}
      """;

  private static final String NOTE = note("short", "red");
  private static final String ADD =
      "client.add(NewNoteCompanion.builder().title(\"a\").size(1).build())";

  @TempDir private Path directory;
  private final MockWebServer server = new MockWebServer();

  /**
   * One edit of the descriptor, and code that calls it.
   *
   * @param code with {@code client} and {@code settings}, the builder of a client
   * @param before what the server answers before the edit
   * @param after what it answers after it
   * @param release of the code, which may use what is newer than records
   */
  private record Case(
      String name,
      String from,
      String to,
      String code,
      MockResponse before,
      MockResponse after,
      int release,
      List<String> breaks) {}

  private static Case edit(
      String name, String from, String to, String code, String answer, String... breaks) {
    return new Case(name, from, to, code, ok(answer), ok(answer), 17, List.of(breaks));
  }

  private static List<Case> cases() {
    return List.of(
        edit(
            "an operation is gone",
            "@Delete(\"{box}/notes/{id}\")\n  void remove(@Path String id, @Query List<String> why);",
            "",
            "client.remove(\"1\", List.of());",
            "",
            "binary",
            "source"),
        edit(
            "an operation is new",
            "@Get(\"one\")",
            "@Get(\"two\") Note two();\n  @Get(\"one\")",
            ADD + ";",
            NOTE),
        edit(
            "its signature",
            "@Path String id",
            "@Path long id",
            "client.remove(\"1\", List.of());",
            "",
            "binary",
            "source"),
        edit(
            "the elements of a list",
            "List<String> why",
            "List<URI> why",
            "List<String> why = List.of(\"a\"); client.remove(\"1\", why);",
            "",
            "binary",
            "source"),
        edit(
            "what it returns",
            "List<Note> find",
            "Note find",
            "List<Note> found = client.find(new Filter(\"a\"));",
            "[" + NOTE + "]",
            "binary",
            "source"),
        edit(
            "a path variable is gone",
            "@PathVariable(name = \"spare\", value = \"a\")",
            "",
            "settings.spare(\"b\");",
            "",
            "binary",
            "source"),
        edit(
            "a capability is gone",
            "extends Readable {",
            "{ @Get(\"read\") Note read();",
            "Readable readable = client; readable.read();",
            NOTE,
            "binary",
            "source"),
        new Case(
            "a declared failure is gone",
            "@Fails(status = \"409\", as = Refusal.class)",
            "",
            "try { " + ADD + "; } catch (RefusalException e) { e.body(); }",
            refused(409),
            refused(409),
            17,
            List.of("binary")),
        new Case(
            "a status in the range of a failure fails as another record",
            "@Fails(status = \"409\", as = Refusal.class)",
            "@Fails(status = \"409\", as = Refusal.class) @Fails(status = \"410\", as = Refusal.class)",
            "try { " + ADD + "; } catch (ClashException e) { e.body(); }",
            refused(410),
            refused(410),
            17,
            List.of("binary")),
        new Case(
            "a failure is read into another record",
            "as = Refusal.class",
            "as = Clash.class",
            "try { " + ADD + "; } catch (RefusalException e) { e.body(); }",
            refused(409),
            refused(409),
            17,
            List.of("binary")),
        new Case(
            "a further record of a sealed result",
            "permits Added, Merged {}",
            "permits Added, Merged, Queued {} @Model @Status(203) record Queued(String id) implements Outcome {}",
            "String id = switch (client.one()) { case Added a -> a.id(); case Merged m -> m.id(); };",
            new MockResponse.Builder()
                .code(201)
                .setHeader("Content-Type", "application/json")
                .body("{\"id\":\"a\"}")
                .build(),
            new MockResponse.Builder()
                .code(203)
                .setHeader("Content-Type", "application/json")
                .body("{\"id\":\"a\"}")
                .build(),
            21,
            List.of("binary", "source")),
        edit(
            "a secret is required",
            "@ClientAuthenticated({Mechanism.BODY, Mechanism.NONE})",
            "@ClientAuthenticated(value = {Mechanism.BODY, Mechanism.NONE}, secretRequired = true)",
            "client.grant(\"a\");",
            "",
            "binary"),
        edit(
            "a further optional component, with a builder",
            "int size, Optional<String> tag",
            "int size, Optional<String> more, Optional<String> tag",
            ADD + ";",
            NOTE),
        edit(
            "a further required component, with a builder",
            "int size, Optional<String> tag",
            "String more, int size, Optional<String> tag",
            ADD + ";",
            NOTE,
            "binary",
            "source"),
        edit(
            "a further optional component, with a constructor",
            "Filter(String word)",
            "Filter(String word, Optional<String> more)",
            "client.find(new Filter(\"a\"));",
            "[]",
            "binary",
            "source"),
        edit(
            "the order of a builder's stages",
            "String title, int size,",
            "int size, String title,",
            ADD + ";",
            NOTE,
            "binary",
            "source"),
        edit(
            "a type that is the same on the wire",
            "int size",
            "long size",
            "int size = NewNoteCompanion.builder().title(\"a\").size(1).build().size();",
            "",
            "binary",
            "source"),
        edit(
            "a required component is optional",
            "String title, int size",
            "String title, Optional<Integer> size",
            "int size = NewNoteCompanion.builder().title(\"a\").size(1).build().size();",
            "",
            "binary",
            "source"),
        edit(
            "a component of what is received is gone",
            "String title, Optional<String> tag, Kind",
            "String title, Kind",
            "Optional<String> tag = client.read().tag();",
            NOTE,
            "binary",
            "source"),
        edit(
            "a further optional component of what is received",
            "String title, Optional<String> tag, Kind",
            "Optional<String> more, String title, Optional<String> tag, Kind",
            "Optional<String> tag = client.read().tag();",
            NOTE),
        new Case(
            "a further value of an enum",
            "LONG, SHORT",
            "LONG, SHORT, NEITHER",
            "int kind = switch (client.read().kind()) { case LONG -> 1; case SHORT -> 2; };",
            ok(NOTE),
            ok(note("neither", "red")),
            17,
            List.of("binary", "source")),
        new Case(
            "a further value of an OpenEnum",
            "RED, BLUE",
            "RED, BLUE, GREEN",
            "Colour colour = client.read().colour().known().orElse(Colour.RED);"
                + " boolean red = switch (colour) { case RED -> true; default -> false; };",
            ok(NOTE),
            ok(note("short", "green")),
            17,
            List.of()),
        edit(
            "a value of an enum is gone",
            "RED, BLUE",
            "RED",
            "Colour colour = Colour.BLUE;",
            "",
            "binary",
            "source"));
  }

  private static String note(String kind, String colour) {
    return "{\"title\":\"a\",\"kind\":\"%s\",\"colour\":\"%s\"}".formatted(kind, colour);
  }

  private static MockResponse ok(String body) {
    return new MockResponse.Builder()
        .setHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  private static MockResponse refused(int status) {
    return new MockResponse.Builder()
        .code(status)
        .setHeader("Content-Type", "application/json")
        .body("{\"why\":\"not\"}")
        .build();
  }

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> areThoseThatTheProcessorNames() throws IOException {
    Path old = Files.createDirectory(directory.resolve("old"));
    assertThat(compile(old, 17, descriptor(NOTES), options(directory))).isTrue();
    Files.copy(
        old.resolve("META-INF/grantwright/example.Notes.contract"),
        directory.resolve("example.Notes.lock"));
    return cases().stream().map(each -> dynamicTest(each.name(), () -> check(each, old)));
  }

  private void check(Case edited, Path old) throws IOException, ReflectiveOperationException {
    assumeTrue(edited.release() <= Runtime.version().feature(), "the language is newer");
    assertThat(NOTES).contains(edited.from());
    Path work = Files.createTempDirectory(directory, "case");
    Path changed = Files.createDirectory(work.resolve("changed"));
    Path caller = Files.createDirectory(work.resolve("caller"));
    Path recompiled = Files.createDirectory(work.resolve("recompiled"));
    JavaFileObject code = caller(edited.code());

    assertThat(compile(caller, edited.release(), code, classPath(old))).isTrue();
    assertThat(run(edited.before(), caller, old)).as("with the old client").isNull();
    String descriptor = NOTES.replace(edited.from(), edited.to());
    assertThat(compile(changed, 17, descriptor(descriptor), options(directory))).isTrue();
    Set<String> broken = new TreeSet<>();
    if (!compile(recompiled, edited.release(), code, classPath(changed))) {
      broken.add("source");
    }
    Throwable failure = run(edited.after(), caller, changed);
    if (failure != null) {
      broken.add("binary");
    }

    assertThat(broken).as(String.valueOf(failure)).containsExactlyElementsOf(edited.breaks());
    assertThat(said(changed)).containsExactlyElementsOf(edited.breaks());
  }

  /** Whom the notes on the change call broken, but for the wire. */
  private static Set<String> said(Path changed) throws IOException {
    String notes =
        Files.readString(changed.resolve("META-INF/grantwright/example.Notes.changes.md"));
    Set<String> said = new TreeSet<>();
    Pattern.compile("\\*\\*Breaking\\*\\* \\(([^)]*)\\)")
        .matcher(notes)
        .results()
        .forEach(match -> said.addAll(List.of(match.group(1).split(", "))));
    assertThat(notes).contains("- **");
    said.remove("wire");
    return said;
  }

  private @Nullable Throwable run(MockResponse answer, Path caller, Path client)
      throws IOException, ReflectiveOperationException {
    server.setDispatcher(always(answer));
    URL[] classes = {caller.toUri().toURL(), client.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
      loader
          .loadClass("example.Caller")
          .getMethod("run", String.class)
          .invoke(null, server.url("/").toString());
      return null;
    } catch (InvocationTargetException e) {
      return e.getCause();
    }
  }

  private static Dispatcher always(MockResponse answer) {
    return new Dispatcher() {
      @Override
      public MockResponse dispatch(RecordedRequest request) {
        return answer;
      }
    };
  }

  private static List<String> options(Path contracts) {
    return List.of(
        "-parameters",
        "-processor",
        "io.grantwright.processor.DescriptorProcessor",
        "-Agrantwright.contracts=" + contracts,
        "-Agrantwright.contracts.accept=true");
  }

  private static List<String> classPath(Path client) {
    return List.of(
        "-proc:none",
        "-classpath",
        client + File.pathSeparator + System.getProperty("java.class.path"));
  }

  private static boolean compile(
      Path output, int release, JavaFileObject source, List<String> options) {
    List<String> all = new ArrayList<>(List.of("--release", "" + release, "-d", output.toString()));
    all.addAll(options);
    return ToolProvider.getSystemJavaCompiler()
        .getTask(null, null, ignored -> {}, all, null, List.of(source))
        .call();
  }

  private static JavaFileObject descriptor(String text) {
    return source("Notes", IMPORTS + text);
  }

  private static JavaFileObject caller(String code) {
    return source(
        "Caller",
        IMPORTS
            + """
              public class Caller {
                public static void run(String url) {
                  NotesClient.Builder settings =
                      NotesClient.builder()
                          .serverUrl(url)
                          .noRetries()
                          .clientAuthentication(ClientAuthentication.none("client"));
                  try (NotesClient client = settings.build()) {
              """
            + code
            + "\n}}}\n");
  }

  private static JavaFileObject source(String name, String text) {
    return new SimpleJavaFileObject(
        URI.create("string:///example/" + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
