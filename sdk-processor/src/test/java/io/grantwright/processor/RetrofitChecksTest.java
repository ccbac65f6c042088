package io.grantwright.processor;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.processor.check.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that compares Retrofit's checks with the rules. */
final class RetrofitChecksTest {
  private static final Path PAGE = Path.of("../docs/retrofit-checks.md");

  @Test
  void namesRulesThatThereAre() throws IOException {
    List<String> named =
        Pattern.compile("GW[0-9]{3}")
            .matcher(Files.readString(PAGE))
            .results()
            .map(MatchResult::group)
            .toList();

    assertThat(named).hasSizeGreaterThan(40);
    assertThat(Stream.of(Rule.values()).map(Rule::code)).containsAll(named);
  }
}
