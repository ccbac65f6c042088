package io.grantwright.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import io.grantwright.annotations.SdkClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DescriptorProcessorTest {
  private static final JavaFileObject NOTES =
      Compile.source(
          "Notes",
          """
          @SdkClient(server = "https://notes.example.com/v1")
          public interface Notes extends Crud<Note, Long> {
            @Post("notes") void add(Note note, CallOptions options);
            default void addTwice(Note note) {}
            static void nothing() {}
          }
          """);
  private static final JavaFileObject CRUD =
      Compile.source(
          "Crud",
          """
          @Capability
          public interface Crud<T, I> {
            @Get("notes/{id}") T get(@Path I id);
          }
          """);
  private static final JavaFileObject NOTE =
      Compile.source(
          "Note", "@Model public record Note(String text, Optional<List<String>> tags) {}");

  @Test
  void writesAClientThatInheritsFromAGenericInterface() {
    Compilation compilation = Compile.of(NOTES, CRUD, NOTE);

    assertThat(compilation).succeededWithoutWarnings();
    assertThat(compilation.generatedSourceFiles())
        .extracting(JavaFileObject::getName)
        .containsExactlyInAnyOrder(
            "/SOURCE_OUTPUT/example/NotesClient.java",
            "/SOURCE_OUTPUT/example/CrudDescription.java",
            "/SOURCE_OUTPUT/example/NoteCompanion.java");
  }

  @Test
  void reportsAllProblemsOfAllTypesInOneCompilation() {
    Compilation compilation =
        Compile.of(
            Compile.source("A", "@SdkClient interface A { void a();\n void b(); }"),
            Compile.source(
                "B", "@SdkClient(server = \"b\") interface B { @Get(\"{b}\") void b(); }"));

    assertThat(Compile.messages(compilation))
        .extracting(message -> message.replaceFirst(".*(\\[GW...]).*", "$1"))
        .containsExactlyInAnyOrder("[GW006]", "[GW006]", "[GW050]", "[GW021]");
  }

  @Test
  void reportsAnInheritedProblemOnTheDescriptorAndNamesTheMember() {
    Compilation compilation =
        Compile.of(
            Compile.source(
                "Notes",
                "interface Above { void find(); }\n@SdkClient interface Notes extends Above {}"));

    assertThat(Compile.messages(compilation))
        .singleElement()
        .asString()
        .startsWith("2 interface: In Above.find: [GW006] find has no verb.");
  }

  /** As in Java: what overrides another counts, in whatever order both are inherited. */
  @Test
  void callsWhatOverridesOfTwoThatAreInherited() {
    Compilation compilation =
        Compile.of(
            Compile.source(
                "Notes",
                """
                @SdkClient public interface Notes extends Top, Left, Right {}
                interface Top { @Get("find") void find(); @Get("add") void add(); @Get("end") void end(); }
                interface Left extends Top { @Override @Get("better") void find(); }
                interface Right extends Top { @Override default void add() {} }
                """));

    assertThat(compilation).succeededWithoutWarnings();
    assertThat(Contracts.output(compilation, "Notes.contract").lines())
        .filteredOn(line -> line.contains("request"))
        .containsExactly("  request GET end", "  request GET better");
  }

  @Test
  void asksForAReportWhenItFailsItself() {
    Renderers failing =
        new Renderers(
            descriptor -> {
              throw new IllegalStateException("boom");
            },
            Shells.RENDERERS.companion(),
            Shells.RENDERERS.exception(),
            Shells.RENDERERS.names(),
            Shells.RENDERERS.union(),
            Shells.RENDERERS.description(),
            Shells.RENDERERS.fake());

    Compilation compilation =
        Compile.with(
            new DescriptorProcessor(failing),
            Compile.source("Notes", "@SdkClient interface Notes {}"));

    assertThat(Compile.messages(compilation))
        .singleElement()
        .asString()
        .startsWith(
            "1 interface: [GW000] The processor failed with java.lang.IllegalStateException: boom (at"
                + " io.grantwright.processor.DescriptorProcessorTest.")
        .endsWith("This is a bug of the processor: please report it with this declaration.");
  }

  @Test
  void saysWhichFileCannotBeWritten(@TempDir Path directory) throws IOException {
    Files.writeString(
        directory.resolve("example"), "a file where the package's directory should be");
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = javac.getStandardFileManager(found, null, null)) {
      files.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(directory));
      List<JavaFileObject> sources = new ArrayList<>(RuntimeStubs.all());
      sources.add(Compile.source("Note", "@Model record Note(String text) {}"));
      JavaCompiler.CompilationTask task =
          javac.getTask(null, files, found, List.of("-proc:only"), null, sources);
      task.setProcessors(List.of(new DescriptorProcessor(Shells.RENDERERS)));

      assertThat(task.call()).isFalse();
    }

    assertThat(found.getDiagnostics())
        .extracting(each -> each.getMessage(null))
        .filteredOn(message -> message.startsWith("[GW"))
        .singleElement()
        .asString()
        .startsWith("[GW141] example.NoteCompanion cannot be written: java.io.IOException: ")
        .endsWith("See to the directory that javac writes to.");
  }

  @Test
  void keepsQuietAboutASuppressedWarning() {
    Compilation compilation =
        Compile.of(
            Compile.source(
                "Notes",
                "@SdkClient @SuppressWarnings(\"GW070\") interface Notes {\n"
                    + "  @Post(\"a\") @JsonBody void a(); }"));

    assertThat(compilation).succeededWithoutWarnings();
  }

  @Test
  void namesTheConstantsThatItKnowsWhenTheVocabularyIsNewer() {
    JavaFileObject naming =
        JavaFileObjects.forSourceString(
            "io.grantwright.annotations.Naming",
            """
            package io.grantwright.annotations;
            public @interface Naming {
              Case value();
              enum Case { CAMEL }
            }
            """);

    Compilation compilation =
        Compile.of(
            naming,
            Compile.source("Note", "@Model @Naming(Naming.Case.CAMEL) record Note(String a) {}"));

    assertThat(Compile.messages(compilation))
        .containsExactly(
            "1 .CAMEL: [GW010] @Naming names a constant that does not exist."
                + " Known: AS_WRITTEN, SNAKE, KEBAB, PASCAL, UPPER_SNAKE.");
  }

  @Test
  void writesTheSameBytesWhateverIsCompiledBesides() throws IOException {
    JavaFileObject other =
        Compile.source("Other", "@SdkClient public interface Other { @Get(\"o\") void o(); }");

    assertThat(client(Compile.of(NOTES, CRUD, NOTE)))
        .isEqualTo(client(Compile.of(other, NOTE, CRUD, NOTES)));
  }

  private static String client(Compilation compilation) throws IOException {
    return compilation
        .generatedSourceFile("example.NotesClient")
        .orElseThrow()
        .getCharContent(false)
        .toString();
  }

  @Test
  void leavesATypeThatNobodyWritesToJavac() {
    Compilation compilation =
        Compile.of(
            Compile.source("Notes", "@SdkClient interface Notes { @Get(\"a\") Missing a(); }"));

    assertThat(compilation).hadErrorContaining("cannot find symbol");
    assertThat(Compile.messages(compilation)).isEmpty();
  }

  @Test
  void leavesAFakeOfATypeThatNobodyWritesToJavac() {
    Compilation compilation =
        Compile.of(
            Compile.source("Notes", "@SdkClient interface Notes { @Get(\"a\") void a(); }"),
            Compile.source("Some", "@Fakes({Notes.class, Missing.class}) class Some {}"),
            Compile.source("One", "@Fakes(Missing.class) class One {}"));

    assertThat(compilation).hadErrorContaining("cannot find symbol");
    assertThat(Compile.messages(compilation)).isEmpty();
  }

  @Test
  void isIsolatingForGradle() throws IOException {
    try (InputStream kinds =
        DescriptorProcessor.class.getResourceAsStream(
            "/META-INF/gradle/incremental.annotation.processors")) {
      assertThat(kinds).hasContent(DescriptorProcessor.class.getName() + ",isolating");
    }
  }

  @Test
  void writesEachFileFromOneElement() {
    RecordingProcessor recording = new RecordingProcessor(Shells.RENDERERS);

    Compile.with(recording, NOTES, CRUD, NOTE);

    assertThat(recording.origins())
        .containsOnly(
            entry("example.NotesClient", List.of("Notes")),
            entry("META-INF/grantwright/example.Notes.contract", List.of("Notes")),
            entry("META-INF/grantwright/example.Notes.md", List.of("Notes")),
            entry("META-INF/grantwright/example.Notes.openapi.json", List.of("Notes")),
            entry("example.CrudDescription", List.of("Crud")),
            entry("example.NoteCompanion", List.of("Note")));
  }

  @Test
  void asksForTheNameOfAParameterThatTheClassFileHasLost(@TempDir Path classes) throws IOException {
    Compilation compilation =
        compileAgainst(
            classes,
            Compile.source(
                "Above", "public interface Above { @Get(\"a\") void find(String text); }"),
            Compile.source("Notes", "@SdkClient interface Notes extends Above {}"));

    assertThat(Compile.messages(compilation))
        .containsExactly(
            "1 interface: In Above.find: [GW011] The class file has lost the name of parameter arg0."
                + " Name it in its annotation, or compile its interface with -parameters.");
  }

  /** As in an application's tests: what was compiled before was checked then. */
  @Test
  void fakesADescriptorWhoseClassFileHasLostTheNamesOfParameters(@TempDir Path classes)
      throws IOException {
    Compilation compilation =
        compileAgainst(
            classes,
            Compile.source(
                "Above",
                "@SdkClient public interface Above { @Get(\"{text}\") void find(@Path String text); }"),
            Compile.source("Some", "@Fakes(Above.class) class Some {}"));

    assertThat(Compile.messages(compilation)).isEmpty();
    assertThat(compilation).generatedSourceFile("example.AboveFake");
  }

  /** Compiles a source against the class file of another, which has no names of parameters. */
  private static Compilation compileAgainst(
      Path classes, JavaFileObject before, JavaFileObject source) throws IOException {
    List<JavaFileObject> sources = new ArrayList<>(RuntimeStubs.all());
    sources.add(before);
    for (JavaFileObject file : javac().compile(sources).generatedFiles()) {
      Path target = classes.resolve(file.getName().replaceFirst("^/CLASS_OUTPUT/", ""));
      Files.createDirectories(target.resolveSibling("."));
      try (InputStream bytes = file.openInputStream()) {
        Files.write(target, bytes.readAllBytes());
      }
    }
    return javac()
        .withClasspath(
            Stream.concat(
                    Stream.of(classes),
                    Stream.of(
                        Path.of(
                            SdkClient.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath())))
                .map(Path::toFile)
                .toList())
        .withProcessors(new DescriptorProcessor(Shells.RENDERERS))
        .compile(source);
  }

  @Test
  void makesNoFakesOfSourcesThatKnowNoRecords() {
    Compilation compilation =
        javac()
            .withOptions("--release", "11")
            .withProcessors(new DescriptorProcessor(Shells.RENDERERS))
            .compile(
                JavaFileObjects.forSourceString(
                    "Notes",
                    """
                    import io.grantwright.annotations.*;
                    @SdkClient @Fakes(Notes.class) interface Notes { @Get("a") void a(); }
                    """));

    assertThat(compilation.errors())
        .extracting(each -> each.getMessage(null))
        .containsExactly(
            "[GW174] The sources are of Java 11, and fakes have records."
                + " Compile them with --release 17.");
  }

  @Test
  void keepsNoSchemaInTheDocumentThatNothingRefersTo() {
    Compilation compilation =
        Compile.of(
            Compile.source(
                "Notes",
                """
                @SdkClient public interface Notes {
                  @Get("a") @Fails(status = "404", as = Refusal.class) List<Note> find(Filter filter);
                  @Model record Filter(@Query Kind kind, @Query String word) {}
                  @Model record Note(Optional<Part> part) {}
                  @Model record Part(List<Part> parts) {}
                  @Model(failure = true) record Refusal(String why) {}
                  @Model enum Kind { A }
                }
                """));

    assertThat(Contracts.output(compilation, "Notes.openapi.json").lines())
        .filteredOn(line -> line.matches(" {6}\"Notes.*\\{"))
        .extracting(String::strip)
        .containsExactly(
            "\"Notes.Kind\": {", "\"Notes.Note\": {", "\"Notes.Part\": {", "\"Notes.Refusal\": {");
  }

  /** What holds for all methods gives way to what one says. */
  @Test
  void sendsAConstantOfTheMethodInPlaceOfThatOfTheType() {
    Compilation compilation =
        Compile.of(
            Compile.source(
                "Notes",
                """
                @Constant(in = Constant.Place.QUERY, name = "v", value = "1")
                @SdkClient public interface Notes {
                  @Get("a") void old();
                  @Get("b") @Constant(in = Constant.Place.QUERY, name = "v", value = "2") void find();
                }
                """));

    assertThat(compilation).succeededWithoutWarnings();
    assertThat(Contracts.output(compilation, "Notes.openapi.json").lines())
        .filteredOn(line -> line.contains("\"const\""))
        .extracting(String::strip)
        .containsExactly("\"const\": \"1\"", "\"const\": \"2\"");
  }

  @Test
  void leavesASecondIssuerToJavac() {
    Compilation compilation =
        Compile.of(
            Compile.source(
                "Notes",
                """
                @SdkClient @Issuer("/a")
                @Issuer("/b") interface Notes {
                  @Get("a") @At(Role.AUTHORIZATION) String a();
                }
                """));

    assertThat(compilation.errors())
        .filteredOn(error -> error.getMessage(null).contains("is not a repeatable annotation"))
        .isNotEmpty();
    assertThat(Compile.messages(compilation)).isEmpty();
  }

  /**
   * Javac starts no processor where an annotation names what does not exist. It says so in its own
   * words, which differ from one JDK to the next.
   */
  @Test
  void leavesAnUnknownConstantToJavac() {
    Compilation compilation =
        Compile.of(
            Compile.source("Note", "@Model @Naming(Naming.Case.CAMEL) record Note(String a) {}"));

    assertThat(compilation.errors())
        .extracting(error -> error.getLineNumber() - Compile.LINES_BEFORE)
        .containsOnly(1L);
    assertThat(Compile.messages(compilation)).isEmpty();
  }
}
