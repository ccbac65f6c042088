package io.grantwright.runtime.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.StoredGrant;
import io.grantwright.runtime.session.TokenStore;
import io.grantwright.runtime.session.TokenStoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps grants in a directory, a file each, for all processes of a machine that open the directory.
 * Files are written whole, synchronised and moved into place, so that neither a process that ends
 * nor a machine that loses power leaves half a grant; they are the owner's alone. With the marker
 * of a refresh, room for the answer is reserved on the disk.
 *
 * <p>It needs a local file system with POSIX permissions and locks.
 */
public final class FileTokenStore implements TokenStore {
  /** More than the tokens of one answer take: servers cannot send headers of this size. */
  static final int ROOM = 64 * 1024;

  private static final Duration LONGEST_WAIT = Duration.ofDays(365);
  private static final Duration LONGEST_WRITE = Duration.ofSeconds(10);
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final Path directory;
  private final GrantFormat format;
  private final Disk disk;
  private final Pauses pauses;

  FileTokenStore(Path directory, GrantFormat format, Disk disk, Pauses pauses) {
    this.directory = prepared(directory, disk);
    this.format = format;
    this.disk = disk;
    this.pauses = pauses;
  }

  /**
   * Opens a directory whose files are not encrypted.
   *
   * @param directory where the files are, or will be: it is created with all that is above it, and
   *     belongs to its owner alone
   * @return the store
   * @throws TokenStoreException if it cannot be created, or if others have access to it
   */
  public static FileTokenStore open(Path directory) {
    return open(directory, List.of());
  }

  /**
   * Opens a directory whose files are encrypted. Plain files in it are refused.
   *
   * @param directory where the files are, or will be: it is created with all that is above it, and
   *     belongs to its owner alone
   * @param key what encrypts
   * @param older keys that are replaced by {@code key}: they decrypt, and encrypt nothing any more
   * @return the store
   * @throws TokenStoreException if it cannot be created, or if others have access to it
   */
  public static FileTokenStore open(Path directory, EncryptionKey key, EncryptionKey... older) {
    List<EncryptionKey> keys = new ArrayList<>(List.of(older));
    keys.add(0, key);
    return open(directory, keys);
  }

  private static FileTokenStore open(Path directory, List<EncryptionKey> keys) {
    return new FileTokenStore(
        directory, new GrantFormat(keys, new SecureRandom()), new LocalDisk(), Pauses.REAL);
  }

  @Override
  public Optional<StoredGrant> read(GrantKey key) {
    Path file = file(key, "grant");
    try {
      return Optional.of(format.read(key, disk.read(file), file));
    } catch (NoSuchFileException e) {
      if (Files.isDirectory(directory)) {
        return Optional.empty();
      }
      throw new TokenStoreException("%s is gone.".formatted(directory), e);
    } catch (IOException e) {
      throw failure("cannot be read", file, e);
    }
  }

  @Override
  public Optional<GrantLock> lock(GrantKey key, Duration wait) throws InterruptedException {
    Path file = file(key, "lock");
    Duration bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    long deadline = pauses.nanoTime() + bounded.toNanos();
    try {
      return LockFile.lock(file, LockFile.Part.GRANT, deadline, pauses)
          .map(held -> () -> close(held, file));
    } catch (IOException e) {
      throw failure("cannot be locked", file, e);
    }
  }

  @Override
  public boolean replace(GrantKey key, long expected, StoredGrant grant) {
    return change(key, expected, () -> put(key, grant));
  }

  @Override
  public boolean delete(GrantKey key, long expected) {
    return change(key, expected, () -> remove(key));
  }

  /**
   * Changes a grant while no other writer looks. What cannot be read throws, and so is never
   * overwritten.
   */
  private boolean change(GrantKey key, long expected, Change change) {
    Path lock = file(key, "lock");
    LockFile.Held held = writing(lock);
    try {
      if (read(key).map(StoredGrant::version).orElse(0L) != expected) {
        return false;
      }
      change.make();
      return true;
    } catch (IOException e) {
      throw failure("cannot be changed", file(key, "grant"), e);
    } finally {
      close(held, lock);
    }
  }

  /**
   * Writes beside the grant's file, then moves it into place. The file beside it is the reserved
   * room, where there is one: its blocks are there already.
   */
  private void put(GrantKey key, StoredGrant grant) throws IOException {
    byte[] content = format.write(key, grant);
    Path room = file(key, "room");
    Path next = file(key, "next");
    if (grant.marker().isPresent()) {
      write(room, padding(content.length + ROOM));
    } else if (disk.exists(room)) {
      next = room;
    }
    write(next, content);
    disk.rename(next, file(key, "grant"));
    disk.syncDirectory(directory);
  }

  private void write(Path file, byte[] content) throws IOException {
    try (Disk.Output output = disk.open(file)) {
      output.write(content);
      output.sync();
    }
  }

  private static byte[] padding(int length) {
    return " ".repeat(length).getBytes(US_ASCII);
  }

  /** The grant's file goes last: until then the grant is there. */
  private void remove(GrantKey key) throws IOException {
    disk.delete(file(key, "next"));
    disk.delete(file(key, "room"));
    disk.delete(file(key, "grant"));
    disk.syncDirectory(directory);
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
                          "%s has been locked by another writer for %d s. Is its process stopped?"
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

  private static void close(LockFile.Held held, Path file) {
    try {
      held.close();
    } catch (IOException e) {
      throw failure("cannot be unlocked", file, e);
    }
  }

  private Path file(GrantKey key, String kind) {
    return directory.resolve(GrantFormat.fileName(key) + "." + kind);
  }

  /** The system's own words say why: no space left, permission denied, a read-only file system. */
  private static TokenStoreException failure(String what, Path file, IOException cause) {
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

  private interface Change {
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
