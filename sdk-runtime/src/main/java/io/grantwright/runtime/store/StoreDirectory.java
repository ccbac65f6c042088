package io.grantwright.runtime.store;

import io.grantwright.runtime.session.TokenStoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A directory of files that are the owner's alone and are replaced whole: synchronised, moved into
 * place, and their directory synchronised.
 */
final class StoreDirectory {
  /** A disk that others keep busy may need tens of seconds to synchronise one file. */
  private static final Duration LONGEST_WRITE = Duration.ofMinutes(1);

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final Path path;
  private final Disk disk;
  private final Pauses pauses;

  private StoreDirectory(Path path, Disk disk, Pauses pauses) {
    this.path = path;
    this.disk = disk;
    this.pauses = pauses;
  }

  /** Opens a directory, which is created if it is not there. */
  static StoreDirectory open(Path directory, Disk disk, Pauses pauses) {
    return new StoreDirectory(prepared(directory, disk), disk, pauses);
  }

  Path file(String name) {
    return path.resolve(name);
  }

  /** The files whose names end as a pattern does. */
  List<Path> files(String ending) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(path, "*" + ending)) {
      all.forEach(files::add);
      return files;
    } catch (DirectoryIteratorException e) {
      throw failure("cannot be read", path, new IOException(e.getMessage(), e));
    } catch (IOException e) {
      throw failure("cannot be read", path, e);
    }
  }

  /** Reads a file; empty if there is none. */
  Optional<byte[]> read(Path file) {
    try {
      return Optional.of(disk.read(file));
    } catch (NoSuchFileException e) {
      if (Files.isDirectory(path)) {
        return Optional.empty();
      }
      throw new TokenStoreException("%s is gone.".formatted(path), e);
    } catch (IOException e) {
      throw failure("cannot be read", file, e);
    }
  }

  /** Changes a file while no other writer looks. */
  void change(Path file, Path lock, Change change) {
    LockFile.Held held = writing(lock);
    try {
      change.make();
    } catch (IOException e) {
      throw failure("cannot be changed", file, e);
    } finally {
      close(held, lock);
    }
  }

  /** Writes beside a file, then moves what was written into place. */
  void replace(Path file, Path next, byte[] content) throws IOException {
    write(next, content);
    place(next, file);
  }

  /** Moves what was written into place, for good. */
  void place(Path next, Path file) throws IOException {
    disk.rename(next, file);
    disk.syncDirectory(path);
  }

  void write(Path file, byte[] content) throws IOException {
    try (Disk.Output output = disk.open(file)) {
      output.write(content);
      output.sync();
    }
  }

  boolean exists(Path file) {
    return disk.exists(file);
  }

  /** Deletes files, in this order; says whether the last one was there. */
  boolean delete(Path... files) throws IOException {
    boolean deleted = false;
    for (Path file : files) {
      deleted = disk.delete(file);
    }
    disk.syncDirectory(path);
    return deleted;
  }

  /** Writers hold this lock for a moment only, and a thread that was interrupted still writes. */
  private LockFile.Held writing(Path lock) {
    long deadline = pauses.nanoTime() + LONGEST_WRITE.toNanos();
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return LockFile.lock(lock, LockFile.Part.WRITING, deadline, pauses)
              .orElseThrow(
                  () ->
                      new TokenStoreException(
                          "%s has been locked by another writer for %s s. Is its process stopped?"
                              .formatted(lock, LONGEST_WRITE.toSeconds()),
                          null));
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (IOException e) {
      throw failure("cannot be locked", lock, e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static void close(LockFile.Held held, Path file) {
    try {
      held.close();
    } catch (IOException e) {
      throw failure("cannot be unlocked", file, e);
    }
  }

  /** The system's own words say why: no space left, permission denied, a read-only file system. */
  static TokenStoreException failure(String what, Path file, IOException cause) {
    return new TokenStoreException("%s %s: %s".formatted(file, what, reason(cause)), cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "Permission denied";
    }
    String reason =
        cause instanceof FileSystemException failed ? failed.getReason() : cause.getMessage();
    return reason != null ? reason : cause.getClass().getSimpleName();
  }

  /** A change of files. */
  interface Change {
    void make() throws IOException;
  }

  /** Finds the directory, or creates it so that it lasts. */
  private static Path prepared(Path directory, Disk disk) {
    if (directory.getFileSystem() != FileSystems.getDefault()
        || !directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      throw new TokenStoreException(
          "%s is on a file system without POSIX permissions; files there cannot be kept from others."
              .formatted(directory),
          null);
    }
    try {
      create(directory.toAbsolutePath(), disk);
      Path real = directory.toRealPath();
      String found = PosixFilePermissions.toString(Files.getPosixFilePermissions(real));
      if (!found.endsWith("------")) {
        throw new TokenStoreException(
            ("%s has the permissions %s; others than its owner must have none. Take them away"
                    + " (chmod 700), or name a directory in it that is not there yet.")
                .formatted(directory, found),
            null);
      }
      return real;
    } catch (IOException e) {
      throw failure("cannot be used as a directory for tokens", directory, e);
    }
  }

  private static void create(Path directory, Disk disk) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.getParent();
    if (parent != null) {
      create(parent, disk);
    }
    try {
      Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      if (parent != null) {
        disk.syncDirectory(parent);
      }
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
  }
}
