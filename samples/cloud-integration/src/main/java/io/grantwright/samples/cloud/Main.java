package io.grantwright.samples.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grantwright.runtime.flow.Browser;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program; see {@code --help}. */
@Command(
    name = "cloud-integration",
    description = "Links accounts of a cloud to a device hub, on a page in the browser.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:It was ended, by Ctrl-C or systemd.",
      "1:It cannot run: a port is taken, or a directory or a file cannot be used.",
      "2:The command line is wrong."
    })
public final class Main implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration CONNECT = Duration.ofSeconds(10);

  @Option(
      names = "--api",
      paramLabel = "URL",
      description = "The address of the provider's API; without it, only --demo runs.")
  private @Nullable String api;

  @Option(
      names = "--account-path",
      paramLabel = "PATH",
      description =
          "Where the API says whose account it is, with a member id, sub or user_id; by default"
              + " ${DEFAULT-VALUE}. At OpenID Connect's servers: userinfo.")
  private String accountPath = Settings.ACCOUNT_PATH;

  @Option(
      names = "--revocation",
      paramLabel = "URL",
      description =
          "Where the provider takes tokens back (RFC 7009). Without it, unlink only forgets.")
  private @Nullable String revocation;

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      description = "What the provider calls itself, if it does so in callbacks (RFC 9207).")
  private @Nullable String issuer;

  @Option(
      names = "--client-id",
      paramLabel = "ID",
      description = "The application's client id, which the page takes as well.")
  private @Nullable String clientId;

  @Option(
      names = "--client-secret-file",
      paramLabel = "FILE",
      description = "A file with its secret, which the page takes as well.")
  private @Nullable Path clientSecretFile;

  @Option(
      names = "--directory",
      paramLabel = "DIRECTORY",
      description =
          "Where tokens and credentials are kept; by default grantwright-cloud in $XDG_STATE_HOME, or"
              + " else in ~/.local/state.")
  private @Nullable Path directory;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port of the page; by default ${DEFAULT-VALUE}, 0 for any free one.")
  private int port = Settings.PORT;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description =
          "The address to listen on; by default ${DEFAULT-VALUE}. Any other needs --public-url.")
  private String bind = Settings.LOOPBACK;

  @Option(
      names = "--public-url",
      paramLabel = "URL",
      description =
          "The address that browsers use, if a proxy stands in between. It has https, and the proxy"
              + " lets in only who may link accounts: the hub asks nobody who they are.")
  private @Nullable String publicUrl;

  @Option(names = "--no-browser", description = "Print the address and open nothing.")
  private boolean noBrowser;

  @Option(
      names = "--demo",
      description = "A hub, a provider and its API in this process, which forgets all at the end.")
  private boolean demo;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final PrintStream out;
  private final PrintStream err;

  private Main(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Runs the program until it is ended. */
  public static void main(String[] args) {
    System.exit(run(System.out, System.err, args));
  }

  /** Runs the program, and gives the exit code. */
  static int run(PrintStream out, PrintStream err, String... args) {
    return new CommandLine(new Main(out, err))
        .setOut(new PrintWriter(out, true, UTF_8))
        .setErr(new PrintWriter(err, true, UTF_8))
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(
            (mistake, all) -> {
              mistake.getCommandLine().getErr().println(mistake.getMessage() + " See --help.");
              return CommandLine.ExitCode.USAGE;
            })
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              command.getErr().println("The hub cannot run. " + failure.getMessage());
              return CommandLine.ExitCode.SOFTWARE;
            })
        .execute(args);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Browser browser = noBrowser ? url -> {} : Browser.system(url -> {});
    if (demo) {
      Demo.run(port, out, browser);
      return CommandLine.ExitCode.OK;
    }
    Settings settings = settings();
    Hub hub = Hub.start(settings, surroundings(Log.lines(err)));
    enterCredentials(hub);
    serve(hub, browser);
    return CommandLine.ExitCode.OK;
  }

  private void enterCredentials(Hub hub) throws IOException {
    if (clientId != null) {
      String secret = clientSecretFile == null ? "" : Files.readString(clientSecretFile);
      hub.provider().register(clientId, secret);
    }
  }

  private void serve(Hub hub, Browser browser) throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    // Ctrl-C and systemd: tokens under way are stored first.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(hub, ended)));
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Main::daemon);
    var unused =
        timer.scheduleWithFixedDelay(() -> poll(hub), 0, POLL.toMillis(), TimeUnit.MILLISECONDS);
    out.println("The device hub is at " + hub.url() + "/");
    out.flush();
    browser.open(hub.url() + "/");
    ended.await();
  }

  private static void poll(Hub hub) {
    try {
      hub.poll();
    } catch (RuntimeException e) {
      // The page says so, too; the next poll may work.
    }
  }

  private static void end(Hub hub, CountDownLatch ended) {
    try {
      hub.close();
    } catch (IOException | RuntimeException e) {
      Log.lines(System.err).say("The end was not clean: " + e.getMessage());
    } finally {
      ended.countDown();
    }
  }

  private Settings settings() {
    if (api == null) {
      throw mistake("--api is missing. To see it all at once, use --demo.");
    }
    if (!bind.equals(Settings.LOOPBACK) && publicUrl == null) {
      throw mistake("With --bind %s, say with --public-url how browsers reach it.".formatted(bind));
    }
    if (port < 0 || port > 0xFFFF) {
      throw mistake("--port is between 0 and 65535, not %s.".formatted(port));
    }
    checkUrl("--api", api);
    checkUrl("--revocation", revocation);
    checkUrl("--public-url", publicUrl);
    Settings settings =
        Settings.of(directory == null ? directory(System.getenv()) : directory, api)
            .withBind(bind)
            .withPort(port)
            .withAccountPath(accountPath);
    if (publicUrl != null) {
      settings = settings.withPublicUrl(publicUrl.replaceFirst("/$", ""));
    }
    if (revocation != null) {
      settings = settings.withRevocation(revocation);
    }
    return issuer == null ? settings : settings.withIssuer(issuer);
  }

  private void checkUrl(String option, @Nullable String text) {
    if (text == null) {
      return;
    }
    HttpUrl url = HttpUrl.parse(text);
    boolean here = url != null && url.host().matches("localhost|127(\\.\\d+){3}|::1");
    if (url == null || !(url.isHttps() || here)) {
      throw mistake(option + " is an address with https, such as https://cloud.example/api.");
    }
    if (option.equals("--public-url") && !url.encodedPath().equals("/")) {
      throw mistake("--public-url has no path: the page needs a host of its own.");
    }
  }

  private ParameterException mistake(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  /** Where state belongs, after the XDG Base Directory Specification. */
  private static Path directory(Map<String, String> environment) {
    String state = environment.getOrDefault("XDG_STATE_HOME", "");
    Path base =
        state.isEmpty()
            ? Path.of(environment.getOrDefault("HOME", ".")).resolve(".local/state")
            : Path.of(state);
    return base.resolve("grantwright-cloud");
  }

  /** Those of a program. */
  static Surroundings surroundings(Log log) {
    ExecutorService work = Executors.newCachedThreadPool(Main::daemon);
    OkHttpClient http = new OkHttpClient.Builder().connectTimeout(CONNECT).build();
    return new Surroundings(Clock.systemUTC(), work, http, role -> Optional.empty(), PATIENCE, log);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "cloud-integration");
    thread.setDaemon(true);
    return thread;
  }

  /** The version of the jar, which a class directory does not have. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"cloud-integration " + (version == null ? "(not packaged)" : version)};
    }
  }
}
