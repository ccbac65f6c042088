package io.grantwright.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is generated for one descriptor and its models, to be read.
 *
 * <p>{@code mvn test -pl sdk-processor -am -Dgrantwright.goldens=update} writes the files anew.
 */
final class GoldenTest {
  private static final Path GOLDENS = Path.of("src/test/resources/goldens");
  private static final boolean UPDATE = "update".equals(System.getProperty("grantwright.goldens"));

  private static final List<JavaFileObject> SOURCES =
      List.of(
          Compile.source(
              "Tickets",
              """
              /** A helpdesk. */
              @SdkClient(server = "https://help.example.com/v1")
              @PathVariable(name = "desk", value = "main")
              @Issuer(value = "/{desk}", atRoot = true, inCallbacks = true)
              @SuppressWarnings("GW152") // It has no authorizations.
              public interface Tickets {
                /**
                 * Opens a ticket, see {@link Opened}.
                 *
                 * @param request what is wrong
                 * @return what became of it
                 */
                @Post("{desk}/tickets")
                @Fails(status = "4XX", as = Refusal.class)
                Outcome open(OpenRequest request);

                /** Finds tickets. */
                @Get("{desk}/tickets/{id}")
                @Bearer
                @Timeouts(attemptMillis = 1_500)
                List<Opened> find(@Path long id, Optional<Priority> priority);

                /**
                 * Closes a ticket.
                 *
                 * @deprecated tickets close by themselves
                 */
                @Deprecated
                @Delete("{desk}/tickets/{id}")
                void delete(@Path long id);
              }
              """),
          Compile.source(
              "Helpdesk",
              """
              @Fakes(Tickets.class)
              public final class Helpdesk {}
              """),
          Compile.source(
              "OpenRequest",
              """
              /**
               * What is wrong.
               *
               * @param title in one line
               * @param priority how bad it is
               * @param token who asks
               * @param tags what it is about
               */
              @Model(request = true)
              @Naming(Naming.Case.SNAKE)
              public record OpenRequest(
                  String title,
                  OpenEnum<Priority> priority,
                  Optional<Secret> token,
                  List<String> tags) {}
              """),
          Compile.source(
              "Outcome",
              """
              public sealed interface Outcome permits Opened, Merged {}
              """),
          Compile.source(
              "Opened",
              """
              /** It is open. */
              @Model @Status(201)
              public record Opened(
                  @Name(value = "id", aliases = "number") long id,
                  @OneOrMany List<String> watchers,
                  UnknownMembers rest) implements Outcome {}
              """),
          Compile.source(
              "Merged",
              """
              /** It is part of another one. */
              @Model @Status(303)
              public record Merged(@Header("Location") java.net.URI location) implements Outcome {}
              """),
          Compile.source(
              "Refusal",
              """
              /** Why not. */
              @Model(failure = true)
              public record Refusal(String reason) {}
              """),
          Compile.source(
              "Priority",
              """
              /** How bad it is. */
              @Model
              public enum Priority { LOW, VERY_HIGH }
              """));

  @TempDir private Path output;

  @TestFactory
  Stream<DynamicTest> generatesWhatIsThere() throws IOException {
    List<Path> generated = generate();
    if (UPDATE) {
      Files.createDirectories(GOLDENS);
      for (Path file : generated) {
        Files.writeString(golden(file), Files.readString(file));
      }
    }
    try (Stream<Path> files = Files.list(GOLDENS)) {
      assertThat(files.map(Path::getFileName))
          .containsExactlyInAnyOrderElementsOf(generated.stream().map(Path::getFileName).toList());
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : generated) {
      String source = Files.readString(file);
      tests.add(
          dynamicTest(
              file.getFileName().toString(),
              () -> assertThat(source).isEqualTo(Files.readString(golden(file)))));
    }
    return tests.stream();
  }

  /** With nothing but javac: what is generated does not compile without the runtime. */
  private List<Path> generate() throws IOException {
    List<JavaFileObject> sources = new ArrayList<>(RuntimeStubs.all());
    sources.addAll(SOURCES);
    JavaCompiler.CompilationTask task =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                null,
                null,
                ignored -> {},
                List.of(
                    "-parameters", "-proc:only", "-s", output.toString(), "-d", output.toString()),
                null,
                sources);
    task.setProcessors(List.of(new DescriptorProcessor()));
    task.call();
    try (Stream<Path> files = Files.walk(output)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Path golden(Path file) {
    return GOLDENS.resolve(file.getFileName());
  }
}
