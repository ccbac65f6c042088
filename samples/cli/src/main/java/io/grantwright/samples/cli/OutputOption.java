package io.grantwright.samples.cli;

import picocli.CommandLine.Option;

/** How a command shows what it found. */
final class OutputOption {
  @Option(names = "--json", description = "Results, and errors, as JSON: one object on a line.")
  private boolean json;

  @Option(
      names = {"-v", "--verbose"},
      description = "Tell which requests are sent and what comes back, without anything secret.")
  private boolean verbose;

  Screen screen(Machine machine) {
    return new Screen(machine, json, verbose);
  }
}
