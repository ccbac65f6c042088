package io.grantwright.processor.read;

import io.grantwright.processor.model.ClassRef;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The directory of the committed contracts. It is only read: what is there changes when somebody
 * accepts a change, never by a compilation.
 */
public final class LockDirectory {
  private final String directory;

  /**
   * @param directory as the option gives it
   */
  public LockDirectory(String directory) {
    this.directory = directory;
  }

  /** Whether there is such a directory. */
  public boolean exists() {
    try {
      return !directory.isBlank() && Files.isDirectory(Path.of(directory));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** The file that holds a descriptor's contract, for messages: it need not exist. */
  public String lockOf(ClassRef descriptor) {
    return directory + "/" + descriptor.canonicalName() + ".lock";
  }

  /**
   * The committed contract of a descriptor; empty if there is none.
   *
   * @throws IOException if there is something that cannot be read as text
   */
  public Optional<String> contract(ClassRef descriptor) throws IOException {
    return text(descriptor, ".lock");
  }

  /**
   * The notes on all changes so far; empty if there are none.
   *
   * @throws IOException if there is something that cannot be read as text
   */
  public Optional<String> notes(ClassRef descriptor) throws IOException {
    return text(descriptor, ".changes.md");
  }

  private Optional<String> text(ClassRef descriptor, String ending) throws IOException {
    if (!exists()) {
      return Optional.empty();
    }
    Path file = Path.of(directory, descriptor.canonicalName() + ending);
    // A link that leads nowhere is there, and is no reason to lock the contract anew.
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file));
    } catch (MalformedInputException e) {
      throw new IOException("it is no text in UTF-8", e);
    } catch (FileSystemException e) {
      // The message alone is the name of the file.
      throw new IOException(e.getClass().getSimpleName() + ": " + e.getMessage(), e);
    }
  }
}
