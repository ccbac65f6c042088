package io.grantwright.samples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadmeTableTest {
  @TempDir Path directory;

  @Test
  void whatCameOutIsReadFromTheReport() throws Exception {
    Files.writeString(
        directory.resolve("TEST-a.xml"),
        """
        <testsuite><testcase><system-out><![CDATA[something else
        %1$sServer 1 | CODE | yes
        ]]></system-out></testcase><testcase><system-out><![CDATA[%1$sServer 2 | CODE | no
        ]]></system-out></testcase></testsuite>
        """
            .formatted(Flow.MARK));

    assertThat(ReadmeTable.report(directory))
        .isEqualTo(
            Map.of("Server 1", Map.of(Flow.CODE, "yes"), "Server 2", Map.of(Flow.CODE, "no")));
  }

  @Test
  void aFlowHasARowAndAServerAColumn() {
    String table =
        ReadmeTable.table(
            new TreeMap<>(Map.of("A", Map.of(Flow.CODE, "yes"), "B", Map.of(Flow.REUSE, "no"))));

    assertThat(table)
        .startsWith(
            """
            | | A | B |
            |---|---|---|
            | Code with PKCE and consent, id token | yes | not tried |
            """)
        .contains("| An old refresh token again | not tried | no |\n")
        .hasLineCount(2 + Flow.values().length);
  }

  @Test
  void onlyTheTableIsReplaced() {
    String readme = "before\n" + ReadmeTable.BEGIN + "%s" + ReadmeTable.END + "after\n";

    assertThat(ReadmeTable.withTable(readme.formatted("old\n"), "new\n"))
        .isEqualTo(readme.formatted("new\n"));
    assertThatThrownBy(() -> ReadmeTable.withTable("no place", "new\n"))
        .hasMessage("The README has no place for the table of servers.");
  }
}
