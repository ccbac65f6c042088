package io.grantwright.samples.cli;

import io.grantwright.runtime.secret.Secret;
import picocli.CommandLine.Option;

/** Whether the user wants to see the access token. */
final class ShowTokenOption {
  @Option(
      names = "--show-token",
      description = "Print the access token; without --json, nothing else on the standard output.")
  private boolean shown;

  /** Shows a result, and the token only to those who asked for it. */
  void show(Screen screen, Report report, Secret token) {
    if (shown) {
      screen.show(report, token);
    } else {
      screen.show(report);
    }
  }
}
