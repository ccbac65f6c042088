package io.grantwright.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static com.google.testing.compile.Compiler.javac;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** Types that another processor writes, while this one is at work. */
final class LaterRoundsTest {
  private static final JavaFileObject NOTES =
      Compile.source(
          "Notes",
          """
          @SdkClient(server = "https://notes.example.com/v1")
          public interface Notes {
            @Get("notes") Note find();
            @Post("tags") void add(Tag tag);
          }
          """);
  private static final String NOTE = "@Model public record Note(Tag tag) {}";
  private static final String TAG = "@Model public record Tag(String text) {}";

  @Test
  void waitsForWhatTheFirstAndTheSecondRoundBring() {
    Compilation compilation = compile(new Generating("Note", NOTE, "Tag", TAG));

    assertThat(compilation).succeededWithoutWarnings();
    assertThat(compilation.generatedSourceFiles())
        .extracting(JavaFileObject::getName)
        .containsExactlyInAnyOrder(
            "/SOURCE_OUTPUT/example/Note.java",
            "/SOURCE_OUTPUT/example/Tag.java",
            "/SOURCE_OUTPUT/example/NotesClient.java",
            "/SOURCE_OUTPUT/example/NoteCompanion.java",
            "/SOURCE_OUTPUT/example/TagCompanion.java");
  }

  @Test
  void leavesWhatNeverComesToJavac() {
    Compilation compilation = compile(new Generating("Note", NOTE));

    assertThat(compilation).hadErrorContaining("cannot find symbol");
    assertThat(Compile.messages(compilation)).isEmpty();
  }

  private static Compilation compile(Generating other) {
    List<JavaFileObject> sources = new ArrayList<>(RuntimeStubs.all());
    sources.add(NOTES);
    return javac()
        .withOptions("-parameters")
        .withProcessors(new DescriptorProcessor(Shells.RENDERERS), other)
        .compile(sources);
  }

  /** Writes one source a round. */
  private static final class Generating extends AbstractProcessor {
    private final List<String> namesAndTexts;

    Generating(String... namesAndTexts) {
      this.namesAndTexts = new ArrayList<>(List.of(namesAndTexts));
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      if (!namesAndTexts.isEmpty()) {
        String name = namesAndTexts.remove(0);
        try (Writer writer =
            processingEnv.getFiler().createSourceFile("example." + name).openWriter()) {
          writer.write(Compile.text(namesAndTexts.remove(0)));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return false;
    }
  }
}
