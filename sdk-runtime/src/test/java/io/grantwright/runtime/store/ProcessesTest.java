package io.grantwright.runtime.store;

import static io.grantwright.runtime.store.Grants.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.runtime.secret.Secret;
import io.grantwright.testkit.JournalEntry;
import io.grantwright.testkit.JournalEntry.Decision;
import io.grantwright.testkit.JournaledAuthorizationServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several processes with one file store, against a server that forgives nothing. */
final class ProcessesTest {
  private static final int PROCESSES = 8;
  private static final int REFRESHES = 125;

  @Test
  void aThousandRefreshesOfEightProcessesSendNoConsumedToken() throws Exception {
    try (MemoryDirectory temporary = new MemoryDirectory();
        JournaledAuthorizationServer server =
            JournaledAuthorizationServer.start(
                temporary.path().resolve("journal"), RefreshingProcess.LIFETIME.toSeconds())) {
      Path directory = temporary.path().resolve("grants");
      FileTokenStore store = FileTokenStore.open(directory);
      store.replace(ALICE, 0, Grants.plain(1, server.logIn("alice")));

      List<JavaProcess> processes = new ArrayList<>();
      try {
        for (int i = 0; i < PROCESSES; i++) {
          processes.add(
              JavaProcess.start(
                  RefreshingProcess.class,
                  directory.toString(),
                  server.url(),
                  String.valueOf(REFRESHES),
                  String.valueOf(RefreshingProcess.NEVER)));
        }
        for (JavaProcess process : processes) {
          for (int i = 0; i < REFRESHES; i++) {
            assertThat(process.line()).isEqualTo("refreshed");
          }
          assertThat(process.end()).isZero();
        }
      } finally {
        for (JavaProcess process : processes) {
          process.close();
        }
      }

      assertThat(server.journal())
          .hasSize(1 + PROCESSES * REFRESHES)
          .extracting(JournalEntry::decision)
          .startsWith(Decision.LOGGED_IN)
          .filteredOn(decision -> decision != Decision.LOGGED_IN)
          .containsOnly(Decision.ROTATED);
      Optional<Secret> stored = store.read(ALICE).orElseThrow().refreshToken();
      assertThat(stored.map(Secret::reveal)).isEqualTo(server.currentRefreshToken("alice"));
    }
  }
}
