package io.grantwright.samples.cli;

import io.grantwright.runtime.flow.Browser;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * What the program has of the world around it.
 *
 * @param out where results go
 * @param err where everything else goes
 * @param in where a secret may come from
 * @param environment the environment variables
 * @param userHome the user's directory
 * @param charset what the terminal can show
 * @param terminal whether a person looks on
 * @param colours whether the terminal shows colours, and the user wants them
 * @param prompt asks for a secret
 * @param browser gives the user's browser, and what is done with the address where there is none
 * @param clock tells the time
 * @param scheduler waits between the questions of the device flow
 * @param unbroken what Ctrl-C must not cut short
 */
record Machine(
    PrintStream out,
    PrintStream err,
    InputStream in,
    Map<String, String> environment,
    Path userHome,
    Charset charset,
    boolean terminal,
    boolean colours,
    Prompt prompt,
    Function<Consumer<String>, Browser> browser,
    Clock clock,
    ScheduledExecutorService scheduler,
    Unbroken unbroken) {

  /** Asks a person for a secret without showing it. */
  @FunctionalInterface
  interface Prompt {
    /** Gives what was typed; null where there is nobody to ask. */
    char @Nullable [] ask(String question);
  }

  /** This very machine. */
  static Machine real() {
    boolean terminal = isTerminal() && errorsAreShown() && !"dumb".equals(System.getenv("TERM"));
    return new Machine(
        System.out,
        System.err,
        System.in,
        System.getenv(),
        Path.of(System.getProperty("user.home")),
        shown(),
        terminal,
        terminal && Ansi.AUTO.enabled(),
        Machine::ask,
        Browser::system,
        Clock.systemUTC(),
        Executors.newScheduledThreadPool(2, Machine::daemon),
        new Unbroken());
  }

  /** JDKs differ in the name of the property, and JDK 17 may have none. */
  private static Charset shown() {
    for (String property : List.of("stdout.encoding", "sun.stdout.encoding", "native.encoding")) {
      String name = System.getProperty(property);
      if (name != null && Charset.isSupported(name)) {
        return Charset.forName(name);
      }
    }
    return StandardCharsets.US_ASCII;
  }

  /** A console does not say where errors go; where the system does, a file gets no colours. */
  private static boolean errorsAreShown() {
    try {
      String place = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return place.startsWith("/dev/") && !place.equals("/dev/null");
    } catch (IOException | UnsupportedOperationException e) {
      return true;
    }
  }

  @SuppressWarnings("SystemConsoleNull") // Newer JDKs have a console for pipes, too, and say so.
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true; // Before JDK 22 there is a console only for terminals.
    }
  }

  @SuppressWarnings("SystemConsoleNull") // Newer JDKs ask where there is nobody, and get nothing.
  private static char @Nullable [] ask(String question) {
    Console console = System.console();
    return console == null ? null : console.readPassword("%s", question);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "grantwright-cli");
    thread.setDaemon(true);
    return thread;
  }
}
