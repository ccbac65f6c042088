package io.grantwright.runtime.store;

import static io.grantwright.runtime.store.Grants.ALICE;

import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.oauth.RefreshRequest;
import io.grantwright.runtime.oauth.RefreshTokenGrant;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.OAuthSession;
import io.grantwright.testkit.JournaledAuthorizationServer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Another process with a session of Alice's, whose access token expires whenever it has got one. It
 * prints a line for each refresh of its own.
 *
 * <p>A refresh has the steps below. The process stops before the one that it is told, and says so.
 */
final class RefreshingProcess {
  /** Steps that do not come to pass. */
  static final int NEVER = -1;

  /** How many steps a refresh has. */
  static final int STEPS = 16;

  /** After this step of the disk's the marker is in place; it is not synchronised yet. */
  static final int MARKER_MOVED = 6;

  /** The request leaves. */
  static final int SENDING = 8;

  /** The answer is there. */
  static final int ANSWERED = 9;

  /** After this step of the disk's the answer is in place; it is not synchronised yet. */
  static final int ANSWER_MOVED = 13;

  static final Duration LIFETIME = Duration.ofMinutes(5);

  /** Others who refresh again and again may hold the lock for long, and machines are slow. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final int stopBefore;
  private final AtomicInteger steps = new AtomicInteger();
  private final AtomicInteger refreshes = new AtomicInteger();

  private RefreshingProcess(int stopBefore) {
    this.stopBefore = stopBefore;
  }

  public static void main(String[] arguments) {
    new RefreshingProcess(Integer.parseInt(arguments[3]))
        .run(Path.of(arguments[0]), arguments[1], Integer.parseInt(arguments[2]));
  }

  static RefreshTokenGrant client(String url) {
    return RefreshingClient.builder()
        .serverUrl(url)
        .clientAuthentication(
            ClientAuthentication.body(
                JournaledAuthorizationServer.CLIENT_ID,
                Secret.of(JournaledAuthorizationServer.CLIENT_SECRET)))
        .attemptTimeout(PATIENCE)
        .totalTimeout(PATIENCE)
        .build();
  }

  private void run(Path directory, String url, int wanted) {
    FileTokenStore store =
        new FileTokenStore(
            directory,
            new GrantFormat(List.of(), new SecureRandom()),
            new WatchedDisk((step, file, length) -> step()),
            Pauses.REAL);
    RefreshTokenGrant client = client(url);
    SteppingClock clock = new SteppingClock();
    OAuthSession session =
        OAuthSession.builder(store, ALICE)
            .refresh((RefreshRequest request) -> refresh(client, request))
            .neverProbe()
            .lockWait(PATIENCE)
            .clock(clock)
            .build();
    while (refreshes.get() < wanted) {
      session.accessToken();
      if (steps.get() % STEPS == STEPS - 1) {
        step();
      }
      clock.advance(LIFETIME);
    }
    System.exit(0); // Threads of the client's may linger.
  }

  private TokenResponse refresh(RefreshTokenGrant client, RefreshRequest request) {
    step();
    TokenResponse answer = client.refreshToken(request);
    step();
    refreshes.incrementAndGet();
    System.out.println("refreshed");
    return answer;
  }

  private void step() {
    if (steps.getAndIncrement() == stopBefore) {
      System.out.println("stopped");
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
