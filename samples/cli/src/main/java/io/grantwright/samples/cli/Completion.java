package io.grantwright.samples.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what makes a shell complete commands and options. */
@Command(
    name = "completion",
    description = "Print a completion script for bash and zsh: source <(grantwright completion)")
final class Completion implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  private final Machine machine;

  Completion(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    machine.out().print(AutoComplete.bash(Grantwright.NAME, spec.root().commandLine()));
    machine.out().flush();
    return ExitCode.OK.code();
  }
}
