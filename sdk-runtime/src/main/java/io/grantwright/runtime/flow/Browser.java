package io.grantwright.runtime.flow;

import java.util.function.Consumer;

/** Shows a page of the web to the user. */
@FunctionalInterface
public interface Browser {
  /**
   * Shows a page, or asks the user to open it.
   *
   * @param url the page's address; it may hold a state, and is not to be logged
   */
  void open(String url);

  /**
   * Gives the browser of this machine's user: {@code xdg-open} where there is a display, {@code
   * open} on macOS, the handler of addresses on Windows. Only addresses of the web are handed to
   * it, because it would run other programs for others.
   *
   * @param otherwise is given the address where there is no browser or it does not start, in order
   *     to print it; perhaps on another thread
   * @return the browser, which throws {@link IllegalArgumentException} for an address that is not
   *     of the web
   */
  static Browser system(Consumer<String> otherwise) {
    return new SystemBrowser(
        System.getProperty("os.name", ""), System.getenv(), SystemBrowser::launch, otherwise);
  }
}
