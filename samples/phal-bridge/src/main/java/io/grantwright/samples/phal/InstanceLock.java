package io.grantwright.samples.phal;

import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * One bridge in a directory: two would answer each request twice. Ends with its process.
 *
 * <p>POSIX drops a process's locks on a file when the process closes any descriptor of it. So a
 * process does not open the file of a bridge that it runs, not even to find it locked.
 */
final class InstanceLock implements AutoCloseable {
  /** The files of this process's bridges, by identity: links lead two paths to one file. */
  private static final Set<Object> TAKEN = new HashSet<>(); // Guards itself.

  private final Object file;
  private final FileChannel channel;

  private InstanceLock(Object file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws Refusal if another bridge has it, of this process or another
   */
  static InstanceLock take(Path directory) throws IOException {
    Path path = directory.resolve("bridge.lock");
    synchronized (TAKEN) {
      create(path);
      Object file =
          Objects.requireNonNull(
              Files.readAttributes(path, BasicFileAttributes.class).fileKey(),
              "The bridge needs a file system of POSIX");
      if (TAKEN.contains(file)) {
        throw taken(directory);
      }
      FileChannel channel = FileChannel.open(path, WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw taken(directory);
      }
      TAKEN.add(file);
      return new InstanceLock(file, channel);
    }
  }

  private static void create(Path path) throws IOException {
    try {
      Files.createFile(path);
    } catch (FileAlreadyExistsException e) {
      // By a bridge before this one.
    }
  }

  private static Refusal taken(Path directory) {
    return new Refusal(
        "Another bridge runs in %s. End it first, or give this one another --directory, --port"
                .formatted(directory)
            + " and --bus.");
  }

  /** Gives the directory to the next; once is enough. */
  @Override
  public void close() throws IOException {
    synchronized (TAKEN) {
      if (channel.isOpen()) {
        TAKEN.remove(file);
        channel.close();
      }
    }
  }
}
