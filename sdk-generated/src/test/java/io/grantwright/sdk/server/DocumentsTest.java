package io.grantwright.sdk.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pages show is code that compiles. */
final class DocumentsTest {
  private static final Pattern BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

  @ParameterizedTest
  @CsvSource({"flows.md, FlowExamples, 12", "sessions.md, SessionExamples, 11"})
  void showCodeThatCompiles(String page, String examples, int count) throws IOException {
    String text = Files.readString(Path.of("..", "docs", page));
    String compiled =
        Files.readString(
            Path.of("src", "test", "java", "io/grantwright/sdk/server", examples + ".java"));
    List<String> blocks = BLOCK.matcher(text).results().map(DocumentsTest::code).toList();
    assertThat(blocks).hasSize(count);
    assertThat(blocks).allSatisfy(block -> assertThat(squeezed(compiled)).contains(block));
  }

  private static String code(MatchResult block) {
    return squeezed(block.group(1));
  }

  /** Line breaks are the formatter's business. */
  private static String squeezed(String code) {
    return code.replaceAll("\\s+", "");
  }
}
