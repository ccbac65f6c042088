package io.grantwright.samples.phal;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;

/** The program; see {@code --help}. */
public final class Main {
  private Main() {}

  /**
   * Runs the program until it is ended. Its exit status is 2 for a mistake in the arguments, and 1
   * if the bridge cannot run.
   */
  public static void main(String[] args) throws InterruptedException {
    System.exit(run(System.out, System.err, args));
  }

  static int run(PrintStream out, PrintStream err, String... args) throws InterruptedException {
    try {
      Arguments arguments = Arguments.parse(System.getenv(), args);
      switch (arguments.command()) {
        case HELP -> out.print(Arguments.HELP);
        case SERVE -> serve(arguments.settings(), out, err);
      }
      return 0;
    } catch (Arguments.Mistake e) {
      err.println(e.getMessage() + " See --help.");
      return 2;
    } catch (IOException | RuntimeException e) {
      err.println("The bridge cannot run. " + e.getMessage());
      return 1;
    }
  }

  private static void serve(Settings settings, PrintStream out, PrintStream err)
      throws IOException, InterruptedException {
    Surroundings surroundings = surroundings(Terminal.real(out, System.getenv()), Log.lines(err));
    PhalBridge bridge = PhalBridge.start(settings, surroundings);
    surroundings
        .log()
        .say("Serving %s; callbacks at port %s.".formatted(settings.busUrl(), bridge.port()));
    CountDownLatch ended = new CountDownLatch(1);
    // Ctrl-C and systemd: tokens under way are stored first.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(bridge, surroundings, ended)));
    ended.await();
  }

  private static void end(PhalBridge bridge, Surroundings surroundings, CountDownLatch ended) {
    try {
      bridge.close();
    } catch (IOException | RuntimeException e) {
      surroundings.log().say("The end was not clean: " + e.getMessage());
    } finally {
      ended.countDown();
    }
  }

  /** Those of a program. Providers get half a minute, the bus ten seconds. */
  public static Surroundings surroundings(Terminal terminal, Log log) {
    ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(Main::daemon);
    ExecutorService work = Executors.newCachedThreadPool(Main::daemon);
    OkHttpClient http = new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(30)).build();
    OkHttpClient bus =
        new OkHttpClient.Builder()
            .readTimeout(Duration.ofSeconds(10))
            .pingInterval(Duration.ofSeconds(20))
            .build();
    return new Surroundings(
        Clock.systemUTC(),
        Executors.newSingleThreadExecutor(Main::daemon),
        work,
        (delay, task) -> {
          var unused = scheduler.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        },
        bus,
        http,
        terminal,
        log);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "phal-bridge");
    thread.setDaemon(true);
    return thread;
  }
}
