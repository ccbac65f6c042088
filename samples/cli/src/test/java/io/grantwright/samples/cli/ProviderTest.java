package io.grantwright.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.sdk.server.AuthorizationServer;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of the shipped descriptors. */
final class ProviderTest {
  @Test
  void allThatTheSdkShipsAreListed() throws Exception {
    assertThat(Provider.SHIPPED)
        .as("Provider.SHIPPED; add what is missing, with its deviations")
        .extracting(each -> each.descriptor().getName())
        .containsExactlyInAnyOrderElementsOf(shipped());
  }

  @Test
  void namesAreSorted() {
    assertThat(Provider.SHIPPED).extracting(Provider::name).isSorted().doesNotHaveDuplicates();
  }

  /** The descriptors are those that have a client beside them. */
  private static List<String> shipped() throws IOException, URISyntaxException {
    Path place =
        Path.of(
            AuthorizationServer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(place)) {
      return shipped(place);
    }
    try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
      return shipped(jar.getPath("/"));
    }
  }

  private static List<String> shipped(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.matches("io/grantwright/sdk/.*/[A-Za-z]+Client\\.class"))
          .map(name -> name.substring(0, name.length() - "Client.class".length()))
          .map(name -> name.replace('/', '.'))
          .toList();
    }
  }
}
