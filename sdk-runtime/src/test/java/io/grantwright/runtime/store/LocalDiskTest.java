package io.grantwright.runtime.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalDiskTest {
  private final LocalDisk disk = new LocalDisk();

  @TempDir private Path directory;

  /** Whoever asks for tokens while somebody else logs in finds them or finds none. */
  @Test
  void aFileThatComesOrGoesWhileItIsReadIsThereOrNot() throws Exception {
    Path file = directory.resolve("file");
    Path next = directory.resolve("next");
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> reading =
        CompletableFuture.runAsync(
            () -> {
              while (!over.get()) {
                assertThat(read(file)).isIn("all of it", "none");
              }
            });
    for (int i = 0; i < 5_000 && !reading.isDone(); i++) {
      Files.writeString(next, "all of it");
      disk.rename(next, file);
      disk.delete(file);
    }
    over.set(true);
    assertThat(reading).succeedsWithin(Duration.ofMinutes(1));
  }

  @Test
  void aThreadThatWasToldToStopStillReadsAndIsStillToldToStop() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "all of it");

    Thread.currentThread().interrupt();
    String content = new String(disk.read(file), UTF_8);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(content).isEqualTo("all of it");
  }

  @Test
  void aFileThatOpensToNobodySaysWhy() {
    Throwable why = catchThrowable(() -> Files.readAllBytes(directory));
    assertThatThrownBy(() -> disk.read(directory))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(NoSuchFileException.class)
        .hasMessage(why.getMessage());
  }

  private String read(Path file) {
    try {
      return new String(disk.read(file), UTF_8);
    } catch (NoSuchFileException e) {
      return "none";
    } catch (IOException e) {
      return e.toString();
    }
  }
}
