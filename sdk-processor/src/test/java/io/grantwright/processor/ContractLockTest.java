package io.grantwright.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed contract, and what happens when the source says something else. */
final class ContractLockTest {
  private static final JavaFileObject NOTES =
      Compile.source(
          "Notes",
          """
          /** Keeps notes. */
          @SdkClient(server = "https://notes.example.com")
          public interface Notes {
            /** Finds notes. */
            @Get("notes") @Fails(status = {"404", "4XX"}, as = Refusal.class)
            List<Note> find(@Query Optional<String> word);
            @Get("notes/{id}") Note get(@Path("id") long id);
          }
          """);

  private static final JavaFileObject CHANGED =
      Compile.source(
          "Notes",
          """
          /** Keeps notes. */
          @SdkClient(server = "https://notes.example.com")
          public interface Notes {
            /** Finds some notes. */
            @Get("notes") @Fails(status = {"404", "4XX"}, as = Refusal.class)
            List<Note> find(@Query Optional<String> word);
            @Get("notes/latest") Note latest();
          }
          """);

  private static final List<JavaFileObject> MODELS =
      List.of(
          Compile.source("Note", "@Model public record Note(String text) {}"),
          Compile.source("Refusal", "@Model(failure = true) public record Refusal(String why) {}"));

  @TempDir private Path directory;

  private Contracts contracts() {
    return new Contracts(directory);
  }

  private static List<JavaFileObject> with(JavaFileObject descriptor) {
    return Stream.concat(Stream.of(descriptor), MODELS.stream()).toList();
  }

  @Test
  void writesTheContractAsSortedText() {
    Compilation compilation = Contracts.compileAlone(with(NOTES));

    assertThat(compilation).succeededWithoutWarnings();
    assertThat(Contracts.output(compilation, "Notes.contract"))
        .isEqualTo(
            """
            grantwright contract 1
            descriptor example.Notes
            client
              documentation d3118daa
              name Notes
              server https://notes.example.com
            operation find
              documentation 436b49f3
              method find(java.util.Optional)
              request GET notes
              returns list of record example.Note
              safety idempotent
              statuses 2XX
            operation find failure 404 application/json
              as example.Refusal
            operation find failure 4XX application/json
              as example.Refusal
            operation find parameter 1
              name word
              presence optional
              type text
              wire query word
            operation get
              method get(long)
              request GET notes/{id}
              returns record example.Note
              safety idempotent
              statuses 2XX
            operation get parameter 1
              name id
              presence required
              type long
              wire path id
            record example.Note
              use received
            record example.Note component text
              presence required
              type text
              wire text
            record example.Refusal
              use received
            record example.Refusal component why
              presence required
              type text
              wire why
            end
            """);
  }

  @Test
  void comparesNothingWithoutADirectory() {
    assertThat(Contracts.compileAlone(with(NOTES)).generatedFiles())
        .extracting(JavaFileObject::getName)
        .noneMatch(name -> name.endsWith(".changes.md"));
  }

  @Test
  void isQuietWhileNothingChanges() {
    contracts().accept("Notes", with(NOTES));

    assertThat(contracts().compile(with(NOTES))).succeededWithoutWarnings();
  }

  @Test
  void failsWithOneLineForEachChangeAndTheWorstFirst() {
    contracts().accept("Notes", with(NOTES));

    Compilation compilation = contracts().compile(with(CHANGED));

    assertThat(compilation).failed();
    assertThat(Compile.messages(compilation))
        .containsExactly(
            "3 interface: [GW204] Breaking (source, binary): Operation get is gone."
                + " Undo it, or accept it, with Maven by -Pcontracts-accept.",
            "7 latest: [GW205] Compatible: Operation latest is new."
                + " Undo it, or accept it, with Maven by -Pcontracts-accept.",
            "6 find: [GW206] Documentation: Operation find: documentation has changed."
                + " Undo it, or accept it, with Maven by -Pcontracts-accept.");
  }

  /** Several changes at one place: javac itself shows only the first error of a position. */
  @Test
  void reportsEachChangeOfOneElement() {
    contracts().accept("Notes", with(NOTES));

    Compilation compilation =
        contracts().compile(with(Compile.source("Notes", "@SdkClient public interface Notes {}")));

    assertThat(Compile.messages(compilation)).hasSize(4).allMatch(each -> each.startsWith("1 "));
  }

  @Test
  void generatesTheClientOfAChangedContractSoThatItsCallersCompile() {
    contracts().accept("Notes", with(NOTES));

    JavaFileObject caller = Compile.source("Caller", "class Caller { NotesClient client; }");
    List<JavaFileObject> sources =
        Stream.concat(Stream.of(caller), with(CHANGED).stream()).toList();

    assertThat(contracts().compile(sources).errors())
        .extracting(error -> error.getMessage(null))
        .isNotEmpty()
        .allMatch(message -> message.startsWith("[GW20"));
  }

  @Test
  void acceptsAndNotesWhatChanged() {
    contracts().accept("Notes", with(NOTES), "contracts.version=1.0");
    contracts().accept("Notes", with(CHANGED), "contracts.version=1.1");

    assertThat(contracts().compile(with(CHANGED), "contracts.version=1.2"))
        .succeededWithoutWarnings();
    assertThat(contracts().notes("Notes"))
        .hasContent(
            """
            # Changes of Notes

            ## 1.1

            - **Breaking** (source, binary): Operation get is gone.
            - **Compatible**: Operation latest is new.
            - **Documentation**: Operation find: documentation has changed.

            ## 1.0

            - First contract.
            """);
  }

  @Test
  void notesSeveralChangesOfOneVersionBelowOneHeading() {
    contracts().accept("Notes", with(NOTES));
    contracts().accept("Notes", with(CHANGED));
    contracts().accept("Notes", with(CHANGED));

    assertThat(contracts().notes("Notes"))
        .hasContent(
            """
            # Changes of Notes

            ## Unreleased

            - **Breaking** (source, binary): Operation get is gone.
            - **Compatible**: Operation latest is new.
            - **Documentation**: Operation find: documentation has changed.
            - First contract.
            """);
  }

  @Test
  void onlyReadsTheDirectory() throws IOException {
    contracts().accept("Notes", with(NOTES));
    String before = Files.readString(contracts().lock("Notes"));

    contracts().compile(with(CHANGED));
    contracts().compile(with(CHANGED), "contracts.accept=true");

    assertThat(contracts().lock("Notes")).hasContent(before);
    assertThat(directory).isDirectoryNotContaining(file -> !file.toString().contains("Notes."));
  }

  @Test
  void warnsOfAContractThatIsNotLocked() {
    Compilation compilation = contracts().compile(with(NOTES));

    assertThat(compilation).succeeded();
    assertThat(Compile.messages(compilation))
        .containsExactly(
            "3 interface: [GW201] The contract of example.Notes is not locked. Accept it, with Maven"
                + " by -Pcontracts-accept, and commit "
                + contracts().lock("Notes")
                + ".");
  }

  @Test
  void keepsQuietAboutASuppressedWarning() {
    JavaFileObject suppressed =
        Compile.source("Notes", "@SdkClient @SuppressWarnings(\"GW201\") interface Notes {}");

    assertThat(contracts().compile(List.of(suppressed))).succeededWithoutWarnings();
  }

  @Test
  void refusesADirectoryThatDoesNotExist() {
    Path missing = directory.resolve("missing");

    Compilation compilation = new Contracts(missing).compile(with(NOTES));

    assertThat(Compile.messages(compilation))
        .containsExactly(
            "3 interface: [GW200] The directory of the contracts, \""
                + missing
                + "\", does not exist. Create it, or correct the option grantwright.contracts;"
                + " relative paths start where javac runs.");
  }

  @Test
  void acceptsIntoADirectoryThatDoesNotExistYet() {
    Contracts missing = new Contracts(directory.resolve("missing"));

    missing.accept("Notes", with(NOTES));

    assertThat(missing.compile(with(NOTES))).succeededWithoutWarnings();
  }

  @Test
  void refusesALockOfANewerVersionEvenIfChangesAreAccepted() throws IOException {
    Files.writeString(contracts().lock("Notes"), "grantwright contract 2\nsomething else\n");

    for (Compilation compilation :
        List.of(
            contracts().compile(with(NOTES)),
            contracts().compile(with(NOTES), "contracts.accept=true"))) {
      assertThat(Compile.messages(compilation))
          .containsExactly(
              "3 interface: [GW202] "
                  + contracts().lock("Notes")
                  + " has format 2, which is newer than this processor. Use the processor that wrote"
                  + " it, or a newer one.");
    }
  }

  @Test
  void refusesALockThatIsHalfWritten() throws IOException {
    contracts().accept("Notes", with(NOTES));
    String text = Files.readString(contracts().lock("Notes"));
    Files.writeString(contracts().lock("Notes"), text.substring(0, text.length() / 2));

    assertThat(Compile.messages(contracts().compile(with(NOTES))))
        .containsExactly(
            "3 interface: [GW203] "
                + contracts().lock("Notes")
                + " cannot be read: its last line, \"end\", is missing. Restore it from version"
                + " control, or delete it and accept the contract anew.");
  }

  @Test
  void refusesTheLockOfAnotherDescriptor() throws IOException {
    contracts().accept("Notes", with(NOTES));
    Files.move(contracts().lock("Notes"), contracts().lock("Others"));

    Compilation compilation =
        contracts().compile(List.of(Compile.source("Others", "@SdkClient interface Others {}")));

    assertThat(Compile.messages(compilation))
        .singleElement()
        .asString()
        .contains("[GW203]", "cannot be read: it is the contract of example.Notes.");
  }

  @Test
  void refusesALockThatIsNoText() throws IOException {
    Files.write(contracts().lock("Notes"), "\u00ff".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(Compile.messages(contracts().compile(with(NOTES))))
        .singleElement()
        .asString()
        .contains("[GW203]", "cannot be read: it is no text in UTF-8.");
  }

  @Test
  void refusesALockThatIsADirectory() throws IOException {
    Files.createDirectory(contracts().lock("Notes"));

    assertThat(Compile.messages(contracts().compile(with(NOTES))))
        .singleElement()
        .asString()
        .contains("[GW203]", contracts().lock("Notes") + " cannot be read: ");
  }

  @Test
  void saysNothingOfContractsWhileThereAreOtherErrors() {
    contracts().accept("Notes", with(NOTES));

    Compilation compilation =
        contracts()
            .compile(
                List.of(
                    NOTES,
                    MODELS.get(1),
                    Compile.source("Note", "@Model public record Note(int[] text) {}")));

    assertThat(Compile.messages(compilation)).singleElement().asString().contains("[GW032]");
  }

  @Test
  void writesEachFileFromOneElement() {
    RecordingProcessor recording = new RecordingProcessor(Shells.RENDERERS);

    Compile.with(recording, with(NOTES).toArray(JavaFileObject[]::new));

    assertThat(recording.origins())
        .contains(entry("META-INF/grantwright/example.Notes.contract", List.of("Notes")));
  }

  /** An incremental build compiles a descriptor without its models, or without its callers. */
  @Test
  void isTheSameWhateverIsCompiledBesides() {
    JavaFileObject other =
        Compile.source("Other", "@SdkClient public interface Other { @Get(\"o\") void o(); }");

    assertThat(
            Contracts.output(
                Contracts.compileAlone(
                    Stream.concat(Stream.of(other), with(NOTES).stream()).toList()),
                "Notes.contract"))
        .isEqualTo(Contracts.output(Contracts.compileAlone(with(NOTES)), "Notes.contract"));
  }

  @Test
  void reportsAChangeOfAGoneTypeWhereItWas() {
    contracts().accept("Notes", with(NOTES));
    JavaFileObject note =
        Compile.source("Note", "@Model public record Note(String text, Optional<Long> id) {}");

    assertThat(Compile.messages(contracts().compile(List.of(NOTES, note, MODELS.get(1)))))
        .containsExactly(
            "1 id: [GW205] Compatible: Component Note.id is new and optional."
                + " Undo it, or accept it, with Maven by -Pcontracts-accept.");
  }

  /** A cycle of records is walked once. */
  @Test
  void endsWhereRecordsContainEachOther() {
    Compilation compilation =
        Contracts.compileAlone(
            List.of(
                Compile.source("Tree", "@SdkClient interface Tree { @Get(\"a\") Node a(); }"),
                Compile.source("Node", "@Model record Node(List<Node> below, Leaf leaf) {}"),
                Compile.source("Leaf", "@Model record Leaf(Optional<Node> above) {}")));

    assertThat(compilation).succeededWithoutWarnings();
    assertThat(Contracts.output(compilation, "Tree.contract"))
        .contains("record example.Leaf\n", "record example.Node\n");
  }
}
