package io.grantwright.runtime.store;

import static io.grantwright.runtime.store.Grants.ALICE;
import static io.grantwright.runtime.store.RefreshingProcess.ANSWERED;
import static io.grantwright.runtime.store.RefreshingProcess.ANSWER_MOVED;
import static io.grantwright.runtime.store.RefreshingProcess.MARKER_MOVED;
import static io.grantwright.runtime.store.RefreshingProcess.NEVER;
import static io.grantwright.runtime.store.RefreshingProcess.SENDING;
import static io.grantwright.runtime.store.RefreshingProcess.STEPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantwright.annotations.Role;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.NoTokenException;
import io.grantwright.runtime.session.OAuthSession;
import io.grantwright.runtime.session.RefreshMarker;
import io.grantwright.runtime.session.SessionListener;
import io.grantwright.runtime.session.StoredGrant;
import io.grantwright.testkit.JournalEntry;
import io.grantwright.testkit.JournalEntry.Decision;
import io.grantwright.testkit.JournaledAuthorizationServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Processes that are killed while they refresh. Afterwards a refresh token that the server issued
 * is in the store, or the next process finds that one may have been lost and says so. It is never
 * lost silently, and none that is used up is ever sent.
 *
 * <p>The property {@code grantwright.kills} says how many; the profile {@code soak} asks for 500.
 */
final class KilledProcessTest {
  private static final int KILLS = Integer.getInteger("grantwright.kills", 25);
  private static final int AT_ONCE = 2;

  /** When a process is killed. */
  private enum Window {
    BEFORE_THE_MARKER(0, MARKER_MOVED),
    MARKER_TO_SEND(MARKER_MOVED + 1, SENDING),
    SEND_TO_ANSWER(NEVER, NEVER),
    ANSWER_TO_STORE(ANSWERED, ANSWER_MOVED),
    AFTER(ANSWER_MOVED + 1, STEPS - 1),
    AT_RANDOM(NEVER, NEVER);

    private final int firstStep;
    private final int lastStep;

    Window(int firstStep, int lastStep) {
      this.firstStep = firstStep;
      this.lastStep = lastStep;
    }

    /** Three fifths of the kills go to the windows in turn, at each of their steps in turn. */
    static Window of(int kill) {
      return kill % 5 < 3 ? values()[(kill / 5 * 3 + kill % 5) % 5] : AT_RANDOM;
    }

    int step(int kill) {
      return firstStep + kill % (lastStep - firstStep + 1);
    }
  }

  /** What is left of a refresh. */
  private enum Found {
    IN_THE_STORE,
    REPORTED_AS_LOST
  }

  @Test
  void noRotationIsLostSilently() throws Exception {
    Map<Window, Map<Found, Integer>> counts = new EnumMap<>(Window.class);
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<Found>> all = new ArrayList<>();
      for (int kill = 0; kill < KILLS; kill++) {
        int number = kill;
        all.add(threads.submit(() -> kill(number)));
      }
      for (int kill = 0; kill < KILLS; kill++) {
        counts
            .computeIfAbsent(Window.of(kill), any -> new EnumMap<>(Found.class))
            .merge(all.get(kill).get(), 1, Integer::sum);
      }
    } finally {
      threads.shutdownNow();
    }
    System.out.println("SIGKILL by window, and what the next process found: " + counts);
    for (Window window : Window.values()) {
      assertThat(total(counts.getOrDefault(window, Map.of())))
          .as("kills in %s", window)
          .isGreaterThanOrEqualTo(KILLS / 10);
    }
    assertThat(counts.get(Window.BEFORE_THE_MARKER)).containsOnlyKeys(Found.IN_THE_STORE);
    assertThat(counts.get(Window.MARKER_TO_SEND)).containsOnlyKeys(Found.REPORTED_AS_LOST);
    assertThat(counts.get(Window.SEND_TO_ANSWER)).containsOnlyKeys(Found.REPORTED_AS_LOST);
    assertThat(counts.get(Window.ANSWER_TO_STORE)).containsOnlyKeys(Found.REPORTED_AS_LOST);
    assertThat(counts.get(Window.AFTER)).containsOnlyKeys(Found.IN_THE_STORE);
  }

  private static int total(Map<Found, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static Found kill(int kill) throws Exception {
    try (MemoryDirectory temporary = new MemoryDirectory();
        JournaledAuthorizationServer server =
            JournaledAuthorizationServer.start(
                temporary.path().resolve("journal"), RefreshingProcess.LIFETIME.toSeconds())) {
      Path directory = temporary.path().resolve("grants");
      FileTokenStore store = FileTokenStore.open(directory);
      store.replace(ALICE, 0, Grants.plain(1, server.logIn("alice")));
      switch (Window.of(kill)) {
        case SEND_TO_ANSWER -> killWhileTheAnswerIsHeld(server, directory);
        case AT_RANDOM -> killAtRandom(server, directory, new Random(kill));
        default -> killBefore(Window.of(kill).step(kill), server, directory);
      }
      return found(server, store);
    }
  }

  private static void killBefore(int step, JournaledAuthorizationServer server, Path directory)
      throws Exception {
    try (JavaProcess process = start(server, directory, STEPS + step)) {
      assertThat(process.line()).isEqualTo("refreshed");
      String line = process.line();
      // The second refresh has its answer, or has not got so far.
      assertThat(line.equals("refreshed") ? process.line() : line).isEqualTo("stopped");
    }
  }

  private static void killWhileTheAnswerIsHeld(JournaledAuthorizationServer server, Path directory)
      throws Exception {
    JournaledAuthorizationServer.Hold hold = server.hold(Role.TOKEN);
    try (JavaProcess process = start(server, directory, NEVER)) {
      assertThat(process).isNotNull();
      hold.awaitProcessed();
    }
    hold.release();
  }

  private static void killAtRandom(
      JournaledAuthorizationServer server, Path directory, Random random) throws Exception {
    try (JavaProcess process = start(server, directory, NEVER)) {
      for (int i = random.nextInt(5); i >= 0; i--) {
        assertThat(process.line()).isEqualTo("refreshed");
      }
      LockSupport.parkNanos(random.nextInt(10_000_000));
    }
  }

  private static JavaProcess start(JournaledAuthorizationServer server, Path directory, int step)
      throws Exception {
    return JavaProcess.start(
        RefreshingProcess.class,
        directory.toString(),
        server.url(),
        String.valueOf(Integer.MAX_VALUE),
        String.valueOf(step));
  }

  /** Looks at what is left, then has the next process refresh: this one, a long time later. */
  private static Found found(JournaledAuthorizationServer server, FileTokenStore store)
      throws Exception {
    StoredGrant left = store.read(ALICE).orElseThrow();
    String stored = left.refreshToken().map(Secret::reveal).orElseThrow();
    CountDownLatch told = new CountDownLatch(1);
    SteppingClock clock = new SteppingClock();
    clock.advance(Duration.ofDays(9000));
    OAuthSession session =
        OAuthSession.builder(store, ALICE)
            .refresh(RefreshingProcess.client(server.url()))
            .neverProbe()
            .clock(clock)
            .executor(Runnable::run)
            .listener(
                new SessionListener() {
                  @Override
                  public void answerLost(GrantKey grant) {
                    told.countDown();
                  }
                })
            .build();
    Found found;
    if (left.marker().isEmpty()) {
      assertThat(server.currentRefreshToken("alice")).as("in the store").contains(stored);
      assertThat(session.accessToken()).isNotNull();
      assertThat(told.getCount()).as("told of a lost answer").isOne();
      assertThat(store.read(ALICE).orElseThrow().refreshToken().map(Secret::reveal))
          .isEqualTo(server.currentRefreshToken("alice"));
      found = Found.IN_THE_STORE;
    } else {
      assertThat(left.marker().get().refreshTokenHash())
          .isEqualTo(RefreshMarker.hash(Secret.of(stored)));
      assertThatThrownBy(session::accessToken)
          .isInstanceOf(NoTokenException.ReauthorizationRequired.class)
          .hasMessageStartingWith("The answer to a refresh was lost");
      assertThat(told.await(1, TimeUnit.MINUTES)).as("told of a lost answer").isTrue();
      found = Found.REPORTED_AS_LOST;
    }
    assertThat(server.journal())
        .extracting(JournalEntry::decision)
        .containsOnly(Decision.LOGGED_IN, Decision.ROTATED);
    return found;
  }
}
