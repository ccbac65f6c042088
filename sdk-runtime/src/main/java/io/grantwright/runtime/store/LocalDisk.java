package io.grantwright.runtime.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The disk itself. An interrupt closes a channel, and a thread that was told to stop must still be
 * able to store the one valid refresh token: hence files are written as streams. They are read
 * through channels, which alone say exactly why a file did not open.
 */
final class LocalDisk implements Disk {
  static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  @Override
  public byte[] read(Path file) throws IOException {
    return uninterrupted(() -> Files.readAllBytes(file));
  }

  @Override
  public boolean exists(Path file) {
    return Files.exists(file);
  }

  @Override
  public Output open(Path file) throws IOException {
    create(file);
    return new LocalOutput(new RandomAccessFile(file.toFile(), "rw"));
  }

  static void create(Path file) throws IOException {
    try {
      Files.createFile(file, OWNER_ONLY);
    } catch (FileAlreadyExistsException e) {
      return; // As good.
    }
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, ATOMIC_MOVE);
  }

  @Override
  public boolean delete(Path file) throws IOException {
    return Files.deleteIfExists(file);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    uninterrupted(
        () -> {
          try (FileChannel channel = FileChannel.open(directory, READ)) {
            channel.force(true);
            return directory;
          }
        });
  }

  private interface Work<T> {
    T done() throws IOException;
  }

  /** What needs a channel and may be done twice: once more after an interrupt, which is kept. */
  private static <T> T uninterrupted(Work<T> work) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return work.done();
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private record LocalOutput(RandomAccessFile file) implements Output {
    @Override
    public void write(byte[] content) throws IOException {
      file.seek(0);
      file.write(content);
      file.setLength(content.length);
    }

    @Override
    public void sync() throws IOException {
      file.getFD().sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
