package io.grantwright.sdk.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page on flows shows is code that compiles. */
final class FlowsDocumentTest {
  private static final Pattern BLOCK = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

  @Test
  void showsCodeThatCompiles() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "flows.md"));
    String compiled =
        Files.readString(
            Path.of("src", "test", "java", "io/grantwright/sdk/server/FlowExamples.java"));
    List<String> blocks = BLOCK.matcher(page).results().map(FlowsDocumentTest::code).toList();
    assertThat(blocks).hasSize(11);
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
