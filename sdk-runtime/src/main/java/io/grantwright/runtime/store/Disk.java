package io.grantwright.runtime.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What {@link FileTokenStore} does to files: a seam for tests, which watch the order and fail it.
 */
interface Disk {
  /** Reads a file; {@code NoSuchFileException} only if there surely is none. */
  byte[] read(Path file) throws IOException;

  boolean exists(Path file);

  /** Opens a file to write it in place; a new one is the owner's alone. */
  Output open(Path file) throws IOException;

  void rename(Path from, Path to) throws IOException;

  /** Says whether this is what deleted it: of many that try, one does. */
  boolean delete(Path file) throws IOException;

  /** Makes renames and deletions last. */
  void syncDirectory(Path directory) throws IOException;

  /** A file that is being written. */
  interface Output extends Closeable {
    /** Writes from the beginning over what is there, then cuts off the rest. */
    void write(byte[] content) throws IOException;

    /** Makes the content last. */
    void sync() throws IOException;
  }
}
