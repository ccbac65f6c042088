package io.grantwright.runtime.store;

import static io.grantwright.runtime.store.Grants.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantwright.runtime.session.StoredGrant;
import io.grantwright.runtime.session.TokenStoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on the disk, when, and what happens when the disk fails. */
final class FileTokenStoreWritingTest {
  @TempDir private Path temporary;

  /** The store names files as they are, without links. */
  @BeforeEach
  void followLinks() throws IOException {
    temporary = temporary.toRealPath();
  }

  @Test
  void filesAreTheirOwnersAlone() throws IOException {
    Path directory = temporary.resolve("above/grants");
    FileTokenStore store = FileTokenStore.open(directory);
    store.replace(ALICE, 0, Grants.plain(1));
    store.replace(ALICE, 1, Grants.marked(2));
    try (Stream<Path> all = Files.walk(temporary.resolve("above"))) {
      assertThat(all.map(file -> permissions(file) + " " + WatchedDisk.kind(file)))
          .containsExactlyInAnyOrder(
              "rwx------ directory",
              "rwx------ directory",
              "rw------- grant",
              "rw------- lock",
              "rw------- room");
    }
  }

  @Test
  void aFileIsSynchronisedThenMovedThenItsDirectoryIsSynchronised() {
    List<String> steps = new ArrayList<>();
    FileTokenStore store = store(WatchedDisk.noting(steps));
    steps.clear();
    store.replace(ALICE, 0, Grants.plain(1));
    assertThat(steps)
        .containsExactly("open next", "write next", "sync next", "rename next", "sync directory");
  }

  @Test
  void roomIsReservedBeforeTheMarker() {
    List<String> steps = new ArrayList<>();
    FileTokenStore store = store(WatchedDisk.noting(steps));
    store.replace(ALICE, 0, Grants.plain(1));
    steps.clear();
    store.replace(ALICE, 1, Grants.marked(2));
    assertThat(steps)
        .containsExactly(
            "open room",
            "write room",
            "sync room",
            "open next",
            "write next",
            "sync next",
            "rename next",
            "sync directory");
  }

  @Test
  void theAnswerIsWrittenIntoTheRoom() throws IOException {
    List<String> steps = new ArrayList<>();
    FileTokenStore store = store(WatchedDisk.noting(steps));
    store.replace(ALICE, 0, Grants.marked(2));
    steps.clear();
    store.replace(ALICE, 2, Grants.plain(3));
    assertThat(steps)
        .containsExactly("open room", "write room", "sync room", "rename room", "sync directory");
    assertThat(store.read(ALICE)).contains(Grants.plain(3));
    assertThat(kinds()).containsExactly("grant", "lock");
  }

  @Test
  void aNewDirectoryLastsAsWell() {
    List<String> steps = new ArrayList<>();
    new FileTokenStore(
        temporary.resolve("a/b"),
        new GrantFormat(List.of(), new SecureRandom()),
        WatchedDisk.noting(steps),
        Pauses.REAL);
    assertThat(steps).containsExactly("sync directory", "sync directory");
  }

  @Test
  void aDeletedGrantLeavesTheLockFileOnly() throws IOException {
    List<String> steps = new ArrayList<>();
    FileTokenStore store = store(WatchedDisk.noting(steps));
    store.replace(ALICE, 0, Grants.marked(2));
    steps.clear();
    store.delete(ALICE, 2);
    assertThat(steps)
        .containsExactly("delete next", "delete room", "delete grant", "sync directory");
    assertThat(kinds()).containsExactly("lock");
  }

  @Test
  void whereverTheDiskFailsTheGrantIsTheOldOneOrTheNewOne() {
    List<String> results = new ArrayList<>();
    for (int step = 0; step < 8; step++) {
      Path directory = temporary.resolve("grants" + step);
      FileTokenStore good = FileTokenStore.open(directory);
      good.replace(ALICE, 0, Grants.plain(1));
      List<String> failed = new ArrayList<>();
      FileTokenStore failing = store(directory, WatchedDisk.failingAt(step, failed::add));
      assertThatThrownBy(() -> failing.replace(ALICE, 1, Grants.marked(2)))
          .isInstanceOf(TokenStoreException.class)
          .hasMessageEndingWith(".grant cannot be changed: Input/output error");
      long version = good.read(ALICE).orElseThrow().version();
      results.add(failed.get(0) + ": version " + version);
      assertThat(good.replace(ALICE, version, Grants.plain(3))).isTrue();
    }
    assertThat(results)
        .containsExactly(
            "open room: version 1",
            "write room: version 1",
            "sync room: version 1",
            "open next: version 1",
            "write next: version 1",
            "sync next: version 1",
            "rename next: version 1",
            "sync directory: version 2");
  }

  @Test
  void withNoRoomForTheAnswerThereIsNoMarker() {
    FullDisk space = new FullDisk(FileTokenStore.ROOM);
    FileTokenStore store = store(new WatchedDisk(space::check));
    store.replace(ALICE, 0, Grants.plain(1));
    assertThatThrownBy(() -> store.replace(ALICE, 1, Grants.marked(2)))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageEndingWith(".grant cannot be changed: No space left on device");
    assertThat(store.read(ALICE)).contains(Grants.plain(1));
    assertThat(directory()).isDirectoryNotContaining("glob:**.room");
  }

  @Test
  void anAnswerIsStoredOnADiskThatRanFullAfterTheMarker() {
    FullDisk space = new FullDisk(Long.MAX_VALUE);
    FileTokenStore store = store(new WatchedDisk(space::check));
    store.replace(ALICE, 0, Grants.plain(1));
    store.replace(ALICE, 1, Grants.marked(2));
    space.left = 0;
    StoredGrant answer = Grants.plain(3, "x".repeat(FileTokenStore.ROOM));
    assertThat(store.replace(ALICE, 2, answer)).isTrue();
    assertThat(store.read(ALICE)).contains(answer);
    assertThatThrownBy(() -> store.replace(ALICE, 3, Grants.plain(4)))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageEndingWith("No space left on device");
  }

  @Test
  void theRoomOfARefreshThatWasNeverFinishedServesTheNext() {
    FileTokenStore store = FileTokenStore.open(directory());
    store.replace(ALICE, 0, Grants.plain(1));
    store.replace(ALICE, 1, Grants.marked(2));
    store.replace(ALICE, 2, Grants.marked(3));
    store.replace(ALICE, 3, Grants.plain(4));
    assertThat(FileTokenStore.open(directory()).read(ALICE)).contains(Grants.plain(4));
  }

  @Test
  void aDirectoryThatCannotBeWrittenSaysSo() {
    FileTokenStore store =
        store(
            new WatchedDisk(
                (step, file, length) -> {
                  if (step.equals("open")) {
                    throw new AccessDeniedException(file.toString());
                  }
                }));
    assertThatThrownBy(() -> store.replace(ALICE, 0, Grants.plain(1)))
        .isInstanceOf(TokenStoreException.class)
        .hasMessage(
            "%s cannot be changed: Permission denied",
            directory().resolve(GrantFormat.fileName(ALICE) + ".grant"));
  }

  @Test
  void aDirectoryThatOthersMayEnterIsRefused() throws IOException {
    Path directory = Files.createDirectory(temporary.resolve("open"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x---"));
    assertThatThrownBy(() -> FileTokenStore.open(directory))
        .isInstanceOf(TokenStoreException.class)
        .hasMessage(
            "%s has the permissions rwxr-x---; others than its owner must have none. Take them away"
                + " (chmod 700), or name a directory in it that is not there yet.",
            directory);
  }

  @Test
  void aFileInPlaceOfTheDirectoryIsRefused() throws IOException {
    Path file = Files.createFile(temporary.resolve("file"));
    assertThatThrownBy(() -> FileTokenStore.open(file))
        .isInstanceOf(TokenStoreException.class)
        .hasMessageStartingWith(file + " cannot be used as a directory for tokens: ");
  }

  @Test
  void aGrantInADirectoryThatIsGoneIsNotAbsent() throws IOException {
    FileTokenStore store = FileTokenStore.open(directory());
    Files.delete(directory());
    assertThatThrownBy(() -> store.read(ALICE))
        .isInstanceOf(TokenStoreException.class)
        .hasMessage("%s is gone.", directory());
  }

  @Test
  void aFileThatNamesNoGrantIsNotLeftOutOfTheList() throws IOException {
    FileTokenStore store = FileTokenStore.open(directory());
    store.replace(ALICE, 0, Grants.plain(1));
    Path file = Files.writeString(directory().resolve("0.grant"), "{}");
    assertThatThrownBy(store::grants)
        .isInstanceOf(TokenStoreException.class)
        .hasMessageStartingWith(file + " is not a grant's file");
  }

  @Test
  void anInterruptedThreadReadsAndWrites() {
    FileTokenStore store = FileTokenStore.open(directory());
    Thread.currentThread().interrupt();
    assertThat(store.replace(ALICE, 0, Grants.marked(2))).isTrue();
    assertThat(store.replace(ALICE, 2, Grants.plain(3))).isTrue();
    assertThat(store.read(ALICE)).contains(Grants.plain(3));
    assertThat(store.delete(ALICE, 3)).isTrue();
    assertThat(Thread.interrupted()).isTrue();
  }

  private Path directory() {
    return temporary.resolve("grants");
  }

  private FileTokenStore store(Disk disk) {
    return store(directory(), disk);
  }

  private static FileTokenStore store(Path directory, Disk disk) {
    FileTokenStore.open(directory);
    return new FileTokenStore(
        directory, new GrantFormat(List.of(), new SecureRandom()), disk, Pauses.REAL);
  }

  private List<String> kinds() throws IOException {
    try (Stream<Path> files = Files.list(directory())) {
      return files.map(WatchedDisk::kind).sorted().toList();
    }
  }

  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Space runs out when files grow; what is written over costs nothing. */
  private static final class FullDisk {
    private final Map<Path, Integer> lengths = new HashMap<>();
    private long left;

    FullDisk(long left) {
      this.left = left;
    }

    void check(String step, Path file, int length) throws IOException {
      switch (step) {
        case "open" -> {
          if (!lengths.containsKey(file)) {
            take(1);
            lengths.put(file, 0);
          }
        }
        case "write" -> {
          take(Math.max(0, length - lengths.getOrDefault(file, 0)));
          lengths.put(file, length);
        }
        case "rename" -> lengths.remove(file);
        default -> {}
      }
    }

    private void take(long bytes) throws IOException {
      if (bytes > left) {
        throw new IOException("No space left on device");
      }
      left -= bytes;
    }
  }
}
