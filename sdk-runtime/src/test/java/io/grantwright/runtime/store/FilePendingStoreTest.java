package io.grantwright.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.flow.AuthorizationCodeFlow;
import io.grantwright.runtime.flow.AuthorizationException;
import io.grantwright.runtime.flow.PendingAuthorization;
import io.grantwright.runtime.flow.PendingStore;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FilePendingStoreTest {
  private static final SecretKey KEY = new SecretKeySpec(new byte[16], "AES");
  private static final Secret SESSION = Secret.of("session-1");
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(10));

  private final Clock now = Clock.fixed(Instant.now(), ZoneOffset.UTC);
  private final AuthorizationCodeFlow flow =
      AuthorizationCodeFlow.builder(
              AuthorizingClient.builder()
                  .serverUrl("https://as.example")
                  .clientAuthentication(ClientAuthentication.none("me"))
                  .build())
          .build();

  @TempDir private Path temporary;

  @Test
  void anotherProcessTakesWhatOneHasPut() {
    PendingAuthorization pending = start();
    open().put(pending, SESSION);
    Optional<PendingAuthorization> taken = open().take(pending.state(), SESSION);
    assertThat(taken.map(PendingAuthorization::authorizationUrl))
        .contains(pending.authorizationUrl());
    assertThat(taken.map(PendingAuthorization::data)).contains(pending.data());
  }

  @Test
  void itHoldsMoreThanACookie() {
    PendingAuthorization pending =
        flow.authorization("https://app.example/cb").data("cart", "x".repeat(10_000)).start();
    open().put(pending, SESSION);
    assertThat(open().take(pending.state(), SESSION).orElseThrow().data())
        .isEqualTo(pending.data());
  }

  @Test
  void oneOfManyTakesIt() {
    for (int meeting = 1; meeting <= 100; meeting++) {
      PendingAuthorization pending = start();
      open().put(pending, SESSION);
      AtomicInteger arriving = new AtomicInteger(2);
      CompletableFuture<Boolean> other =
          CompletableFuture.supplyAsync(() -> takes(pending, arriving));
      boolean first = takes(pending, arriving);
      assertThat(List.of(first, other.join()))
          .as("meeting %d", meeting)
          .containsExactlyInAnyOrder(true, false);
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // Where processors are few, the other needs this one.
  private boolean takes(PendingAuthorization pending, AtomicInteger arriving) {
    PendingStore store = open();
    arriving.decrementAndGet();
    while (arriving.get() > 0) {
      Thread.yield();
    }
    return store.take(pending.state(), SESSION).isPresent();
  }

  @Test
  void whatIsNotThereIsEmpty() {
    assertThat(open().take(Secret.of("state"), SESSION)).isEmpty();
  }

  @Test
  void itStaysWhenAnotherBrowserAsks() {
    PendingAuthorization pending = start();
    open().put(pending, SESSION);
    assertThat(open().take(pending.state(), Secret.of("victim"))).isEmpty();
    assertThat(open().take(pending.state(), SESSION)).isPresent();
  }

  @Test
  void whatIsTooLateSaysSo() {
    PendingAuthorization pending = start();
    open().put(pending, SESSION);
    assertThatExceptionOfType(AuthorizationException.Expired.class)
        .isThrownBy(() -> open(10, LATER).take(pending.state(), SESSION));
  }

  @Test
  void whatHasExpiredIsDeleted() throws IOException {
    open().put(start(), SESSION);
    open(10, LATER).put(start(), SESSION);
    assertThat(files()).hasSize(1);
  }

  @Test
  void theOldestMakesRoom() {
    List<PendingAuthorization> all = Stream.generate(this::start).limit(3).toList();
    open(2, afterMillis(1)).put(all.get(0), SESSION);
    open(2, afterMillis(0)).put(all.get(1), SESSION);
    FilePendingStore small = open(2, afterMillis(2));
    small.put(all.get(2), SESSION);
    assertThat(small.take(all.get(0).state(), SESSION)).isPresent();
    assertThat(small.take(all.get(1).state(), SESSION)).as("the oldest by the clock").isEmpty();
    assertThat(small.take(all.get(2).state(), SESSION)).isPresent();
  }

  @Test
  void whatAnotherProcessIsJustWritingIsNotTakenAwayFromIt() throws IOException {
    open().put(start(), SESSION);
    Path next = Files.createFile(temporary.resolve("pending/0.pending.next"));
    FilePendingStore small = open(1, Clock.systemUTC());
    small.put(start(), SESSION);
    assertThat(files()).hasSize(2).contains(next);
  }

  @Test
  void whatAnotherProcessNeverFinishedIsDeletedWhenItHasExpired() throws IOException {
    open().put(start(), SESSION);
    Path next = Files.createFile(temporary.resolve("pending/0.pending.next"));
    open(10, LATER).put(start(), SESSION);
    assertThat(files()).hasSize(1).doesNotContain(next);
  }

  private Clock afterMillis(long millis) {
    return Clock.offset(now, Duration.ofMillis(millis));
  }

  @Test
  void aFileIsItsOwnersAloneAndShowsNothing() throws IOException {
    PendingAuthorization pending = start();
    open().put(pending, SESSION);
    Path file = files().get(0);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(file.getFileName() + Files.readString(file))
        .matches("[A-Za-z0-9_.-]+")
        .doesNotContain(pending.state().reveal());
  }

  private PendingAuthorization start() {
    return flow.authorization("https://app.example/cb").data("page", "settings").start();
  }

  private PendingStore open() {
    return FilePendingStore.open(temporary.resolve("pending"), KEY);
  }

  private FilePendingStore open(int capacity, Clock clock) {
    return new FilePendingStore(temporary.resolve("pending"), KEY, capacity, clock);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(temporary.resolve("pending"))) {
      return files.toList();
    }
  }
}
