package io.grantwright.samples.cloud;

import io.grantwright.runtime.flow.Browser;
import io.grantwright.samples.quickstart.EmbeddedServer;
import io.grantwright.samples.quickstart.PortUnavailableException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import okhttp3.HttpUrl;

/** The hub and a cloud of its own; no part of the program. */
final class Demo implements AutoCloseable {
  private static final Duration LIFETIME = Duration.ofMinutes(2);

  /** Here nothing is far away, but machines that test it may be busy. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final DemoCloud cloud;
  private final Hub hub;
  private final Path directory;

  private Demo(DemoCloud cloud, Hub hub, Path directory) {
    this.cloud = cloud;
    this.hub = hub;
    this.directory = directory;
  }

  /** Runs it until it is ended. */
  static void run(int port, PrintStream out, Browser browser)
      throws IOException, InterruptedException {
    Demo demo = started(port, Log.lines(out));
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  demo.close();
                  ended.countDown();
                }));
    out.print(demo.invitation());
    out.flush();
    browser.open(demo.hub.url() + "/");
    ended.await();
  }

  /** Where {@link Cloud} says, or elsewhere if another demo is there. */
  private static Demo started(int port, Log log) throws IOException {
    try {
      return start(HttpUrl.get(Cloud.TOKEN).port(), port, log);
    } catch (PortUnavailableException e) {
      return start(0, port, log);
    }
  }

  /**
   * Starts it.
   *
   * @param serverPort where the authorization server listens; another one than {@link Cloud} says
   *     is told to the hub
   */
  static Demo start(int serverPort, int port, Log log) throws IOException {
    DemoCloud cloud = DemoCloud.start(serverPort, LIFETIME);
    try {
      Path directory = Files.createTempDirectory("cloud-integration-demo");
      Hub hub = Hub.start(settings(directory, port, cloud), surroundings(cloud, log));
      hub.provider().register(DemoCloud.CLIENT_ID, cloud.clientSecret());
      return new Demo(cloud, hub, directory);
    } catch (IOException | RuntimeException e) {
      cloud.close();
      throw e;
    }
  }

  /** What to do with it. */
  String invitation() {
    EmbeddedServer server = cloud.server();
    return """
        The device hub is at %s/
        Log in at the provider as one of its users:
          %-5s  %s
          %-5s  %s
        They take the hub's access away at %s
        Ctrl-C ends all of it, and nothing is kept.
        """
        .formatted(
            hub.url(),
            EmbeddedServer.USER_NAME,
            server.userPassword(),
            EmbeddedServer.OTHER_USER_NAME,
            server.otherUserPassword(),
            cloud.page());
  }

  Hub hub() {
    return hub;
  }

  DemoCloud cloud() {
    return cloud;
  }

  @Override
  public void close() {
    try {
      hub.close();
      cloud.close();
      delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Settings settings(Path directory, int port, DemoCloud cloud) {
    return Settings.of(directory, cloud.api())
        .withPort(port)
        .withRevocation(cloud.server().issuer() + "/oauth2/revoke");
  }

  /** The hub's, with the cloud where it really is. */
  static Surroundings surroundings(DemoCloud cloud, Log log) {
    Surroundings real = Main.surroundings(log);
    String issuer = cloud.server().issuer();
    return new Surroundings(
        real.clock(),
        real.work(),
        real.http(),
        role ->
            switch (role) {
              case AUTHORIZATION -> Optional.of(issuer + "/oauth2/authorize");
              case TOKEN -> Optional.of(issuer + "/oauth2/token");
              default -> Optional.empty();
            },
        PATIENCE,
        log);
  }

  private static void delete(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      try (DirectoryStream<Path> children = Files.newDirectoryStream(path)) {
        for (Path child : children) {
          delete(child);
        }
      }
    }
    Files.delete(path);
  }
}
