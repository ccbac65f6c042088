package io.grantwright.runtime.store;

import io.grantwright.runtime.session.TokenStore.GrantLock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Another process: for each line that it reads it tries to lock or unlock Alice's grant. */
final class LockingProcess {
  private LockingProcess() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    FileTokenStore store = FileTokenStore.open(Path.of(arguments[0]));
    @Nullable GrantLock held = null;
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      if (line.equals("lock")) {
        Optional<GrantLock> lock = store.lock(Grants.ALICE, Duration.ZERO);
        held = lock.orElse(held);
        System.out.println(lock.isPresent() ? "locked" : "busy");
      } else if (held != null) {
        held.close();
        System.out.println("unlocked");
      }
    }
  }
}
