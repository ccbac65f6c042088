package io.grantwright.samples.quickstart;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The user's browser; where there is none, the user, who is shown the address. */
final class SystemBrowser {
  private final String system;
  private final Map<String, String> environment;
  private final PrintStream out;

  SystemBrowser(String system, Map<String, String> environment, PrintStream out) {
    this.system = system.toLowerCase(Locale.ROOT);
    this.environment = environment;
    this.out = out;
  }

  /** Opens an address, which discovery has found to be one of the web. */
  void open(String url) {
    List<String> command = command(url);
    if (command.isEmpty()) {
      show(url);
      return;
    }
    try {
      Process browser =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      CompletableFuture<?> unused =
          browser
              .onExit()
              .thenAccept(
                  ended -> {
                    if (ended.exitValue() != 0) {
                      show(url);
                    }
                  });
    } catch (IOException e) {
      show(url);
    }
  }

  /** The program that opens addresses on this system; none where there is no screen. */
  List<String> command(String url) {
    if (system.startsWith("windows")) {
      return List.of("rundll32", "url.dll,FileProtocolHandler", url);
    }
    if (system.startsWith("mac")) {
      return List.of("open", url);
    }
    boolean screen =
        environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
    return screen ? List.of("xdg-open", url) : List.of();
  }

  private void show(String url) {
    out.println("Open this address in a browser of this machine:");
    out.println(url);
  }
}
