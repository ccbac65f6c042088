package io.grantwright.runtime.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.StoredGrant;
import io.grantwright.runtime.session.TokenStore;
import io.grantwright.runtime.session.TokenStoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

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
  private static final String GRANT = ".grant";

  private final StoreDirectory directory;
  private final GrantFormat format;
  private final Pauses pauses;

  FileTokenStore(Path directory, GrantFormat format, Disk disk, Pauses pauses) {
    this.directory = StoreDirectory.open(directory, disk, pauses);
    this.format = format;
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
  public List<GrantKey> grants() {
    List<GrantKey> keys = new ArrayList<>();
    for (Path file : directory.files(GRANT)) {
      directory.read(file).ifPresent(content -> keys.add(format.key(content, file)));
    }
    return keys;
  }

  @Override
  public Optional<StoredGrant> read(GrantKey key) {
    Path file = file(key, GRANT);
    return directory.read(file).map(content -> format.read(key, content, file));
  }

  @Override
  public Optional<GrantLock> lock(GrantKey key, Duration wait) throws InterruptedException {
    Path file = file(key, ".lock");
    Duration bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    long deadline = pauses.nanoTime() + bounded.toNanos();
    try {
      return LockFile.lock(file, LockFile.Part.GRANT, deadline, pauses)
          .map(held -> () -> StoreDirectory.close(held, file));
    } catch (IOException e) {
      throw StoreDirectory.failure("cannot be locked", file, e);
    }
  }

  @Override
  public boolean replace(GrantKey key, long expected, StoredGrant grant) {
    return change(key, expected, () -> put(key, grant));
  }

  @Override
  public boolean delete(GrantKey key, long expected) {
    // The grant's file goes last: until then the grant is there.
    return change(
        key,
        expected,
        () -> directory.delete(file(key, ".next"), file(key, ".room"), file(key, GRANT)));
  }

  /** What cannot be read throws, and so is never overwritten. */
  private boolean change(GrantKey key, long expected, StoreDirectory.Change change) {
    AtomicBoolean changed = new AtomicBoolean();
    directory.change(
        file(key, GRANT),
        file(key, ".lock"),
        () -> {
          if (read(key).map(StoredGrant::version).orElse(0L) == expected) {
            change.make();
            changed.set(true);
          }
        });
    return changed.get();
  }

  /**
   * The file beside the grant's is the reserved room, where there is one: its blocks are there
   * already.
   */
  private void put(GrantKey key, StoredGrant grant) throws IOException {
    byte[] content = format.write(key, grant);
    Path room = file(key, ".room");
    Path next = file(key, ".next");
    if (grant.marker().isPresent()) {
      reserve(room, content.length + ROOM);
    } else if (directory.exists(room)) {
      next = room;
    }
    directory.replace(file(key, GRANT), next, content);
  }

  /** Room that is not enough is given back: on a full disk others need it. */
  private void reserve(Path room, int length) throws IOException {
    boolean isThere = directory.exists(room);
    try {
      directory.write(room, padding(length));
    } catch (IOException e) {
      if (!isThere) {
        try {
          directory.delete(room);
        } catch (IOException again) {
          e.addSuppressed(again);
        }
      }
      throw e;
    }
  }

  private static byte[] padding(int length) {
    return " ".repeat(length).getBytes(US_ASCII);
  }

  private Path file(GrantKey key, String ending) {
    return directory.file(GrantFormat.fileName(key) + ending);
  }
}
