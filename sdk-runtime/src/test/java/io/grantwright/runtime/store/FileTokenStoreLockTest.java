package io.grantwright.runtime.store;

import static io.grantwright.runtime.store.Grants.ALICE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantwright.runtime.session.TokenStore.GrantLock;
import io.grantwright.runtime.session.TokenStoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A grant's lock holds against other processes, whatever this one does meanwhile. */
final class FileTokenStoreLockTest {
  @TempDir private Path temporary;
  private FileTokenStore store;
  private Path lockFile;

  @BeforeEach
  void open() {
    Path directory = temporary.resolve("grants");
    store = FileTokenStore.open(directory);
    lockFile = directory.resolve(GrantFormat.fileName(ALICE) + ".lock");
  }

  @AfterEach
  void noLockFileStaysOpen() {
    assertThat(LockFile.open()).isZero();
  }

  @Test
  void nothingThatThisProcessDoesLetsAnotherIn() throws Exception {
    try (JavaProcess other = JavaProcess.start(LockingProcess.class, directory().toString())) {
      try (GrantLock lock = lock()) {
        assertThat(lock).isNotNull();
        assertThat(other.ask("lock")).as("a held lock").isEqualTo("busy");

        store.replace(ALICE, 0, Grants.marked(2));
        store.read(ALICE);
        store.replace(ALICE, 2, Grants.plain(3));
        assertThat(other.ask("lock")).as("after reading and writing").isEqualTo("busy");

        Path link = Files.createSymbolicLink(temporary.resolve("link"), directory());
        FileTokenStore same = FileTokenStore.open(link);
        assertThat(same.lock(ALICE, Duration.ZERO)).isEmpty();
        same.replace(ALICE, 3, Grants.plain(4));
        assertThat(other.ask("lock")).as("after another store's try").isEqualTo("busy");

        Thread.currentThread().interrupt();
        store.replace(ALICE, 4, Grants.plain(5));
        assertThatThrownBy(() -> store.lock(ALICE, Duration.ofSeconds(9)))
            .isInstanceOf(InterruptedException.class);
        assertThat(other.ask("lock")).as("after an interrupt").isEqualTo("busy");

        store.delete(ALICE, 5);
        assertThat(other.ask("lock")).as("after the deletion").isEqualTo("busy");
      }
      assertThat(other.ask("lock")).isEqualTo("locked");
      assertThat(store.lock(ALICE, Duration.ZERO)).isEmpty();
      assertThat(other.ask("unlock")).isEqualTo("unlocked");
      lock().close();
    }
  }

  @Test
  void theLockOfAProcessThatWasKilledIsFree() throws Exception {
    try (JavaProcess other = JavaProcess.start(LockingProcess.class, directory().toString())) {
      assertThat(other.ask("lock")).isEqualTo("locked");
    }
    lock().close();
  }

  @Test
  void theLockFileIsNeverReplaced() throws Exception {
    lock().close();
    Object identity = Files.getAttribute(lockFile, "unix:ino");
    store.replace(ALICE, 0, Grants.plain(1));
    store.delete(ALICE, 1);
    lock().close();
    assertThat(Files.getAttribute(lockFile, "unix:ino")).isEqualTo(identity);
  }

  @Test
  void asksAgainAfterGrowingPausesUntilTheTimeIsUp() throws Exception {
    CountedPauses pauses = new CountedPauses();
    Files.createFile(lockFile);
    try (FileChannel foreign = FileChannel.open(lockFile, WRITE);
        FileLock lock = foreign.lock(0, 1, false)) {
      assertThat(lock.isValid()).isTrue();
      assertThat(store(pauses).lock(ALICE, Duration.ofMillis(60))).isEmpty();
    }
    assertThat(pauses.millis).containsExactly(1L, 2L, 4L, 8L, 16L, 16L, 13L);
  }

  @Test
  void aWriterThatIsStuckIsNamedAfterAMinute() throws Exception {
    CountedPauses pauses = new CountedPauses();
    Files.createFile(lockFile);
    try (FileChannel foreign = FileChannel.open(lockFile, WRITE);
        FileLock lock = foreign.lock(1, 1, false)) {
      assertThat(lock.isValid()).isTrue();
      FileTokenStore store = store(pauses);
      assertThatThrownBy(() -> store.replace(ALICE, 0, Grants.plain(1)))
          .isInstanceOf(TokenStoreException.class)
          .hasMessage(
              "%s has been locked by another writer for 60 s. Is its process stopped?",
              lockFile.toRealPath());
    }
  }

  @Test
  void aWaitWithoutAnEndIsBounded() throws Exception {
    store.lock(ALICE, Duration.ofSeconds(Long.MAX_VALUE)).orElseThrow().close();
  }

  @Test
  void aLockFileThatCannotBeOpenedSaysSo() throws IOException {
    Files.createDirectory(lockFile);
    FileSystemException why =
        catchThrowableOfType(
            FileSystemException.class, () -> FileChannel.open(lockFile, WRITE).close());
    assertThatThrownBy(() -> store.lock(ALICE, Duration.ZERO))
        .isInstanceOf(TokenStoreException.class)
        .hasMessage("%s cannot be locked: %s", lockFile.toRealPath(), why.getReason());
  }

  private GrantLock lock() throws InterruptedException {
    return store.lock(ALICE, Duration.ZERO).orElseThrow();
  }

  private Path directory() {
    return temporary.resolve("grants");
  }

  private FileTokenStore store(Pauses pauses) {
    return new FileTokenStore(
        directory(), new GrantFormat(List.of(), new SecureRandom()), new LocalDisk(), pauses);
  }

  /** Time that passes only in pauses. */
  private static final class CountedPauses implements Pauses {
    final List<Long> millis = new ArrayList<>();
    private long now;

    @Override
    public long nanoTime() {
      return now;
    }

    @Override
    public void pause(long nanos) {
      millis.add(TimeUnit.NANOSECONDS.toMillis(nanos));
      now += nanos;
    }
  }
}
