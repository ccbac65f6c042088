package io.grantwright.sdk.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What javac cannot see: a lock whose descriptor is gone. */
final class CommittedContractsTest {
  @Test
  void areThoseOfTheDescriptors() throws IOException {
    assertThat(texts(Path.of("contracts"), ".lock"))
        .isNotEmpty()
        .isEqualTo(texts(Path.of("target/classes/META-INF/grantwright"), ".contract"));
  }

  private static Map<String, String> texts(Path directory, String ending) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(each -> each.toString().endsWith(ending)).toList()) {
        texts.put(file.getFileName().toString().replace(ending, ""), Files.readString(file));
      }
    }
    return texts;
  }
}
