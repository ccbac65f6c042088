package io.grantwright.samples.phal;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One bridge in a directory: two would answer each request twice. Ends with its process. */
final class InstanceLock implements AutoCloseable {
  private final FileChannel channel;

  private InstanceLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws Refusal if another bridge has it
   */
  static InstanceLock take(Path directory) throws IOException {
    FileChannel channel = FileChannel.open(directory.resolve("bridge.lock"), Set.of(CREATE, WRITE));
    if (!isFree(channel)) {
      channel.close();
      throw new Refusal(
          "Another bridge runs in %s. End it first, or give this one another --directory, --port"
                  .formatted(directory)
              + " and --bus.");
    }
    return new InstanceLock(channel);
  }

  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
