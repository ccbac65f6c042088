package io.grantwright.runtime.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The disk itself. Files are streams here, not channels: an interrupt closes a channel, and a
 * thread that was told to stop must still be able to store the one valid refresh token.
 */
final class LocalDisk implements Disk {
  private static final int MOST_READS = 5;

  static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  @Override
  public byte[] read(Path file) throws IOException {
    for (int left = MOST_READS - 1; ; left--) {
      try (FileInputStream input = new FileInputStream(file.toFile())) {
        return input.readAllBytes();
      } catch (FileNotFoundException e) {
        if (Files.notExists(file)) {
          throw new NoSuchFileException(file.toString());
        }
        // It may not be read, or was not there yet a moment ago.
        if (left == 0) {
          throw e;
        }
      }
    }
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
    boolean interrupted = Thread.interrupted();
    try {
      while (!forced(directory)) {
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** There is no stream of a directory; hence a channel, and another try after an interrupt. */
  private static boolean forced(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, READ)) {
      channel.force(true);
      return true;
    } catch (ClosedByInterruptException e) {
      return false;
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
