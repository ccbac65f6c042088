package io.grantwright.processor.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The directory of the providers' documents, which is only read. */
public final class DocumentDirectory {
  /** The largest documents that are known have a tenth of it. */
  private static final long LARGEST = 128L << 20;

  private final String directory;

  /**
   * @param directory as the option gives it
   */
  public DocumentDirectory(String directory) {
    this.directory = directory;
  }

  /** As the option gives it. */
  public String name() {
    return directory;
  }

  /**
   * A document.
   *
   * @param file its name, or its path in the directory
   * @return empty if there is none
   * @throws IOException if it cannot be read
   */
  public Optional<byte[]> document(String file) throws IOException {
    try {
      Path path = Path.of(directory, file);
      if (!Files.isRegularFile(path)) {
        return Optional.empty();
      }
      if (Files.size(path) > LARGEST) {
        throw new IOException("it is larger than " + (LARGEST >> 20) + " MiB");
      }
      return Optional.of(Files.readAllBytes(path));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** The names of what is there. */
  public List<String> files() {
    try (Stream<Path> files = Files.list(Path.of(directory))) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    } catch (IOException | InvalidPathException e) {
      return List.of();
    }
  }
}
