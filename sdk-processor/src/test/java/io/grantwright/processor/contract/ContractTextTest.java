package io.grantwright.processor.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ContractTextTest {
  private static final String TEXT =
      """
      grantwright contract 1
      descriptor example.Notes
      client
        name Notes
      operation find
        request GET notes
      operation find parameter 1
        wire query q
      end
      """;

  @Test
  void writesWhatItReads() {
    assertThat(ContractText.write(read(TEXT))).isEqualTo(TEXT);
  }

  @Test
  void readsTheLineEndsOfWindows() {
    assertThat(read(TEXT.replace("\n", "\r\n"))).isEqualTo(read(TEXT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "a b", " a ", "\\", "\\s", "\\u0041", "a\nb", "\r", "é\u2028", "😀", "\ud800"
      })
  void keepsEveryTextInOneLine(String text) {
    SortedMap<Aspect, String> aspects = new TreeMap<>(Map.of(Aspect.VALUE, text));
    Contract contract =
        new Contract(
            "example.Notes", new TreeMap<>(Map.of(Subject.of(Kind.VARIABLE, text), aspects)));

    String written = ContractText.write(contract);

    assertThat(written.lines()).hasSize(5).noneMatch(line -> line.endsWith(" "));
    assertThat(read(written)).isEqualTo(contract);
  }

  @Test
  void tellsAnotherVersionFromABrokenFile() {
    assertThat(ContractText.read("grantwright contract 12\nwhatever"))
        .isEqualTo(new ContractText.Newer("12"));
  }

  /** Wherever the writing stopped. */
  @Test
  void tellsThatAFileIsHalfWritten() {
    for (int length = 0; length < TEXT.length() - 1; length++) {
      assertThat(ContractText.read(TEXT.substring(0, length)))
          .as(TEXT.substring(0, length))
          .isInstanceOf(ContractText.Broken.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'grantwright contract 1', 'grantwright contract', 'line 1 is not \"grantwright contract 1\"'",
    "'grantwright contract 1', 'grantwright contract 0', 'line 1 is not \"grantwright contract 1\"'",
    "'grantwright contract 1', 'grantwright contract 99999999999', 'line 1 is not \"grantwright contract 1\"'",
    "'end\n', '', 'its last line, \"end\", is missing'",
    "'descriptor example.Notes', 'descriptor', 'line 2 does not name the descriptor'",
    "'client\n', '', 'line 3 belongs to nothing'",
    "'client\n', '<<<<<<< HEAD\n', 'line 3 says nothing that this processor knows'",
    "'  name Notes', '  name', 'line 4 says nothing that this processor knows'",
    "'  name Notes', '  colour blue', 'line 4 says nothing that this processor knows'",
    "'  name Notes', '  name \\x', 'line 4 has an unknown escape'",
    "'  name Notes', '  name \\', 'line 4 has an unknown escape'",
    "'  name Notes', '  name A\n  name B', 'line 5 is there twice'",
    "'operation find parameter 1', 'operation find', 'line 7 is there twice'",
    "'operation find parameter 1', 'operation', 'line 7 says nothing that this processor knows'",
  })
  void namesTheLineThatItCannotRead(String from, String to, String why) {
    assertThat(ContractText.read(TEXT.replace(from, to == null ? "" : to)))
        .isEqualTo(new ContractText.Broken(why));
  }

  private static Contract read(String text) {
    assertThat(ContractText.read(text)).isInstanceOf(ContractText.Understood.class);
    return ((ContractText.Understood) ContractText.read(text)).contract();
  }
}
