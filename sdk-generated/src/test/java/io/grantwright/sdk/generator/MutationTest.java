package io.grantwright.sdk.generator;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.processor.DescriptorProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;

/**
 * Whatever becomes of a source, the processor says what is wrong, or leaves it to javac, or what it
 * generates compiles.
 */
final class MutationTest {
  private static final int MUTANTS = 100;
  private static final long SEED = 20_250_101;
  private static final Pattern BOUNDARY = Pattern.compile("(?<=\\W)|(?=\\W)");

  private static final String SOURCE =
      """
      package example;

      import io.grantwright.annotations.*;
      import io.grantwright.runtime.call.*;
      import io.grantwright.runtime.error.OAuthError;
      import io.grantwright.runtime.json.*;
      import io.grantwright.runtime.secret.*;
      import java.util.*;

      /** Keeps notes. */
      @SdkClient(server = "https://notes.example.com/v1")
      @PathVariable(name = "box", value = "main")
      public interface Notes extends Crud<Notes.Note, Long> {
        /** Finds notes. */
        @Get("{box}/notes")
        @Fails(status = {"404", "4XX"}, as = Refusal.class)
        List<Note> find(@Query String word, @Query("max") Optional<Integer> limit, CallOptions options);

        @Post("{box}/notes") @IdempotencyKey
        Outcome add(@Header("X-From") String from, NewNote note);

        @Post("login") @FormBody @Idempotent(when = "kind=again")
        @Constant(name = "scope", value = "all") @Timeouts(attemptMillis = 10, totalMillis = 20)
        @Fails(status = "401", as = OAuthError.class)
        void login(String kind, Secret code, @Joined(" ") List<String> more);

        @Get("pages") @PagedByCursor(next = "next", parameter = "from")
        Pages<Page, Note> pages(Optional<String> from);

        @Get("shapes") Shape shape(Filter filter);

        @Head("notes/{id}") void exists(@Path("id") long number);

        @Model record Note(long id, @Name("text") String title, Map<String, List<Kind>> kinds,
            OpenEnum<Kind> kind, UnknownMembers rest) {}
        @Model(request = true) record NewNote(String title, Maybe<String> tag, Optional<Kind> kind) {}
        @Model record Filter(@Query String word, @Header("X-Kind") Kind kind) {}
        @Model record Page(List<Note> items, Optional<String> next) {}
        @Model(failure = true) record Refusal(@OneOrMany List<String> why) {}
        @Model enum Kind { SHORT, @Name("l") LONG }
        sealed interface Outcome {}
        @Model @Status(201) record Added(@Header("Location") String at) implements Outcome {}
        @Model @Status({202, 203}) record Queued(int number) implements Outcome {}
        @Model @Discriminator("type") sealed interface Shape {}
        @Model @Variant("round") record Circle(double radius) implements Shape {}
        @Model @Variant(otherwise = true) record Other(String type) implements Shape {}
      }

      @Capability interface Crud<T, I> {
        @Get("notes/{id}") T get(@Path I id);
      }

      @Fakes(Notes.class) class Holder {}
      """;

  @Test
  void compilesItself() {
    assertThat(compile(SOURCE).messages()).isEmpty();
  }

  @Test
  void neverFailsAndNeverGeneratesWhatDoesNotCompile() {
    Random random = new Random(SEED);
    List<String> words = List.of(BOUNDARY.split(SOURCE));
    int diagnosed = 0;
    int compiled = 0;
    for (int i = 0; i < MUTANTS; i++) {
      String mutant = mutant(words, random);
      Javac.Result result = compile(mutant);

      assertThat(result.codes()).as(mutant).doesNotContain("GW000");
      boolean faulty =
          result.diagnostics().stream()
              .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
              .anyMatch(each -> !Javac.isGenerated(each.getSource()));
      if (!faulty) {
        assertThat(result.aboutGenerated()).as(mutant).isEmpty();
        compiled++;
      } else if (!result.codes().isEmpty()) {
        diagnosed++;
      }
    }
    assertThat(compiled).as("mutants that compile").isPositive();
    assertThat(diagnosed).as("mutants with diagnostics").isPositive();
  }

  /** One word or two are left out, said twice, or said in each other's place. */
  private static String mutant(List<String> words, Random random) {
    List<String> mutated = new ArrayList<>(words);
    int changes = 1 + random.nextInt(2);
    for (int i = 0; i < changes; i++) {
      int at = word(mutated, random);
      int other = word(mutated, random);
      switch (random.nextInt(4)) {
        case 0 -> mutated.remove(at);
        case 1 -> mutated.add(at, mutated.get(at) + " ");
        case 2 -> mutated.set(at, mutated.get(other));
        default -> {
          String word = mutated.get(at);
          mutated.set(at, mutated.get(other));
          mutated.set(other, word);
        }
      }
    }
    return String.join("", mutated);
  }

  /** Behind the imports, which javac alone reads. */
  private static int word(List<String> words, Random random) {
    int first = words.lastIndexOf("import") + 10;
    int at = first;
    do {
      at = first + random.nextInt(words.size() - first);
    } while (words.get(at).isBlank());
    return at;
  }

  private static Javac.Result compile(String source) {
    return Javac.compile(
        Map.of("example.Notes", source),
        Javac.ClassPath.EMPTY,
        List.of(new DescriptorProcessor()),
        // Nothing is found by writing class files.
        "-XDshould-stop.ifNoError=FLOW");
  }
}
