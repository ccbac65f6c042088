package io.grantwright.runtime.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.grantwright.runtime.flow.AuthorizationCodeFlow;
import io.grantwright.runtime.flow.AuthorizationException;
import io.grantwright.runtime.flow.PendingAuthorization;
import io.grantwright.runtime.flow.PendingSeal;
import io.grantwright.runtime.flow.PendingStore;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.TokenStoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * Keeps authorizations in a directory, a sealed file each, for all processes of a machine that open
 * it. One process takes what another has put, and only one: whose deletion of the file succeeds.
 *
 * <p>It needs a local file system with POSIX permissions, and may share the directory of a {@link
 * FileTokenStore}. Its methods throw {@link TokenStoreException} if the directory fails.
 */
public final class FilePendingStore implements PendingStore {
  private static final int DEFAULT_CAPACITY = 10_000;
  private static final String PENDING = ".pending";
  private static final String NEXT = ".next";

  private final StoreDirectory directory;
  private final PendingSeal seal;
  private final int capacity;
  private final Clock clock;

  FilePendingStore(Path directory, SecretKey key, int capacity, Clock clock) {
    this.directory = StoreDirectory.open(directory, new LocalDisk(), Pauses.REAL);
    this.seal = new PendingSeal(key, clock, new SecureRandom());
    this.capacity = capacity;
    this.clock = clock;
  }

  /**
   * Opens a directory for 10,000 authorizations: anyone can start one and leave it, so the oldest
   * makes room.
   *
   * @param directory where the files are, or will be: it is created with all that is above it, and
   *     belongs to its owner alone
   * @param key a key for AES, of 128 bits or more, the same in all processes
   * @return the store
   * @throws TokenStoreException if the directory cannot be created, or if others have access to it
   * @throws IllegalArgumentException if it is a key for something else
   */
  public static FilePendingStore open(Path directory, SecretKey key) {
    return new FilePendingStore(directory, key, DEFAULT_CAPACITY, Clock.systemUTC());
  }

  /** Keeps an authorization until its deadline. */
  @Override
  public void put(PendingAuthorization pending, Secret browser) {
    byte[] content = seal.sealForStore(pending, browser).getBytes(US_ASCII);
    Path file = file(pending.state());
    Path next = directory.file(file.getFileName() + NEXT);
    try {
      makeRoom();
      directory.write(next, content);
      // The system's own time of a file may be that of the last tick, and of many files.
      Files.setLastModifiedTime(next, FileTime.from(clock.instant()));
      directory.place(next, file);
    } catch (IOException e) {
      throw StoreDirectory.failure("cannot be written", file, e);
    }
  }

  @Override
  public Optional<PendingAuthorization> take(Secret state, Secret browser) {
    Path file = file(state);
    return directory.read(file).flatMap(content -> taken(file, content, browser));
  }

  private Optional<PendingAuthorization> taken(Path file, byte[] content, Secret browser) {
    PendingAuthorization pending;
    try {
      pending = seal.open(new String(content, US_ASCII), browser);
    } catch (AuthorizationException.BrokenSeal e) {
      return Optional.empty(); // Another browser's, most likely; it stays.
    }
    try {
      return directory.delete(file) ? Optional.of(pending) : Optional.empty();
    } catch (IOException e) {
      throw StoreDirectory.failure("cannot be deleted", file, e);
    }
  }

  /**
   * Whatever was put before the longest lifetime has expired. What somebody else is just writing is
   * left alone.
   */
  private void makeRoom() throws IOException {
    Instant longAgo = clock.instant().minus(AuthorizationCodeFlow.LIFETIME);
    List<Kept> kept = new ArrayList<>();
    for (Path file : directory.files(PENDING + "*")) {
      Kept found = Kept.of(file);
      if (!found.since().isAfter(longAgo)) {
        Files.deleteIfExists(file);
      } else if (!file.toString().endsWith(NEXT)) {
        kept.add(found);
      }
    }
    kept.sort(Comparator.comparing(Kept::since));
    for (int i = 0; i <= kept.size() - capacity; i++) {
      Files.deleteIfExists(kept.get(i).file());
    }
  }

  private record Kept(Path file, Instant since) {
    static Kept of(Path file) throws IOException {
      try {
        return new Kept(file, Files.getLastModifiedTime(file).toInstant());
      } catch (NoSuchFileException e) {
        return new Kept(file, Instant.MIN); // Taken meanwhile.
      }
    }
  }

  private Path file(Secret state) {
    return directory.file(FileFormat.sha256(state.reveal().getBytes(UTF_8)) + PENDING);
  }
}
