package io.grantwright.runtime.flow;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The browser of this machine's user. */
final class SystemBrowser implements Browser {
  /** What RFC 3986 allows; nothing that a program could take for an option or a command. */
  private static final Pattern WEB =
      Pattern.compile("https?://[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%-]+", Pattern.CASE_INSENSITIVE);

  private final String system;
  private final Map<String, String> environment;
  private final Launcher launcher;
  private final Consumer<String> otherwise;

  /** Starts a program. */
  interface Launcher {
    /** Gives the exit status, once the program has ended. */
    CompletableFuture<Integer> launch(List<String> command) throws IOException;
  }

  SystemBrowser(
      String system,
      Map<String, String> environment,
      Launcher launcher,
      Consumer<String> otherwise) {
    this.system = system.toLowerCase(Locale.ROOT);
    this.environment = environment;
    this.launcher = launcher;
    this.otherwise = otherwise;
  }

  @Override
  public void open(String url) {
    if (!WEB.matcher(url).matches()) {
      throw new IllegalArgumentException(
          "The address is not one of the web (http or https), and is not opened");
    }
    List<String> command = command(url);
    if (command.isEmpty()) {
      otherwise.accept(url);
      return;
    }
    try {
      CompletableFuture<Void> unused =
          launcher
              .launch(command)
              .thenAccept(
                  status -> {
                    if (status != 0) {
                      otherwise.accept(url);
                    }
                  });
    } catch (IOException e) {
      otherwise.accept(url);
    }
  }

  private List<String> command(String url) {
    if (system.startsWith("windows")) {
      return List.of("rundll32", "url.dll,FileProtocolHandler", url);
    }
    if (system.startsWith("mac")) {
      return List.of("open", url);
    }
    boolean display =
        environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
    return display ? List.of("xdg-open", url) : List.of();
  }

  static CompletableFuture<Integer> launch(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .onExit()
        .thenApply(Process::exitValue);
  }
}
