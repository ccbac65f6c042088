package io.grantwright.samples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grantwright.runtime.flow.Browser;
import io.grantwright.samples.quickstart.EmbeddedServer;
import io.grantwright.samples.quickstart.HttpUserAgent;
import io.grantwright.samples.quickstart.HttpUserAgent.Consent;
import io.grantwright.samples.quickstart.PortUnavailableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;

/**
 * Shows the program at work: a whole session in a terminal, against an authorization server in this
 * process, with a user who says yes. {@code --stay} leaves the server up for commands of one's own.
 */
public final class Demo {
  private static final int PORT = 9000;
  private static final String SCOPE = "openid notes:read";

  private final EmbeddedServer server;
  private final PrintStream out;
  private final Path home;
  private final ScheduledExecutorService scheduler;

  Demo(EmbeddedServer server, PrintStream out, Path home, ScheduledExecutorService scheduler) {
    this.server = server;
    this.out = out;
    this.home = home;
    this.scheduler = scheduler;
  }

  /**
   * Runs the demo.
   *
   * @param args nothing, or {@code --stay} and maybe a port
   * @throws IOException if there is no room for temporary files
   * @throws InterruptedException if it is interrupted while it stays
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    boolean stays = args.length > 0 && args[0].equals("--stay");
    int port = args.length > 1 ? Integer.parseInt(args[1]) : PORT;
    Path directory = Files.createTempDirectory("grantwright-demo");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
    try (EmbeddedServer server = EmbeddedServer.start(stays ? port : 0)) {
      Demo demo =
          new Demo(
              server,
              System.out,
              directory.resolve("home"),
              Executors.newSingleThreadScheduledExecutor());
      if (stays) {
        demo.invite(directory);
        new CountDownLatch(1).await();
      }
      demo.run();
    } catch (PortUnavailableException e) {
      System.err.println(e.getMessage() + " Another port: --stay PORT");
      System.exit(ExitCode.PORT.code());
    }
    System.exit(0);
  }

  /** The session, as the README shows it. */
  void run() {
    String client = "--server " + server.issuer() + " --client-id ";
    String web = client + EmbeddedServer.CONFIDENTIAL_CLIENT_ID + " --scope \"" + SCOPE + "\"";
    enter("discover " + server.issuer());
    enter("doctor " + web);
    enter("login --profile web " + web + " --secret-env WEB_SECRET");
    enter("userinfo --profile web");
    enter("introspect --profile web");
    enter("refresh --profile web");
    enter("token --profile web --scope notes:read --json");
    enter(
        "device --profile tv "
            + client
            + EmbeddedServer.DEVICE_CLIENT_ID
            + " --scope notes:read --secret-env TV_SECRET --open");
    enter("status");
    enter("revoke --profile web --refresh-token");
    enter("userinfo --profile web");
    enter("logout --profile tv --forget");
  }

  private void enter(String command) {
    out.println("$ grantwright " + command);
    int exitCode = new Grantwright(machine()).run(words(command));
    if (exitCode != 0) {
      out.println("(exit code " + exitCode + ")");
    }
    out.println();
  }

  /** As a shell takes a line apart. */
  static String[] words(String command) {
    return Stream.of(command.split(" (?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"))
        .map(word -> word.replace("\"", ""))
        .toArray(String[]::new);
  }

  private Machine machine() {
    return new Machine(
        out,
        out,
        InputStream.nullInputStream(),
        Map.of(
            ProfileOption.HOME_VARIABLE,
            home.toString(),
            "WEB_SECRET",
            server.confidentialClientSecret(),
            "TV_SECRET",
            server.deviceClientSecret()),
        home,
        UTF_8,
        false,
        false,
        question -> null,
        otherwise -> user(),
        Clock.systemUTC(),
        scheduler,
        new Unbroken());
  }

  /** The user, who says yes to everything. */
  private Browser user() {
    HttpUserAgent person = new HttpUserAgent(EmbeddedServer.USER_NAME, server.userPassword());
    return url -> {
      try {
        int code = url.indexOf("user_code=");
        if (code < 0) {
          person.deliver(person.authorize(url, Consent.APPROVE));
        } else {
          person.verifyDevice(url, url.substring(code + "user_code=".length()), Consent.APPROVE);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /** Says what to type in another terminal. */
  private void invite(Path directory) throws IOException {
    Path web = secret(directory.resolve("web-secret"), server.confidentialClientSecret());
    Path tv = secret(directory.resolve("tv-secret"), server.deviceClientSecret());
    out.printf(
        """
        A Spring Authorization Server listens at %1$s until Ctrl-C.
        Its user is %2$s, with the password %3$s

        In another terminal, after mvn package:
          samples/cli/grantwright login -p web -s %1$s -c %4$s --secret-file %5$s --scope "%8$s"
          samples/cli/grantwright device -p tv -s %1$s -c %6$s --secret-file %7$s --scope notes:read --open
        """,
        server.issuer(),
        EmbeddedServer.USER_NAME,
        server.userPassword(),
        EmbeddedServer.CONFIDENTIAL_CLIENT_ID,
        web,
        EmbeddedServer.DEVICE_CLIENT_ID,
        tv,
        SCOPE);
    out.flush();
  }

  private static Path secret(Path file, String secret) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, secret);
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      // The system deletes what is temporary.
    }
  }
}
