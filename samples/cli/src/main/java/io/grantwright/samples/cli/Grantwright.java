package io.grantwright.samples.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** OAuth from a terminal. */
@Command(
    name = Grantwright.NAME,
    description = "OAuth from a terminal: log in, ask for tokens, look at them, take them back.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    versionProvider = Grantwright.Version.class,
    exitCodeListHeading = "%nExit codes:%n",
    commandListHeading = "%nCommands:%n")
public final class Grantwright {
  static final String NAME = "grantwright";

  private final Machine machine;
  private final CommandLine commands;

  Grantwright(Machine machine) {
    this.machine = machine;
    this.commands = commandLine();
  }

  /**
   * Runs the program.
   *
   * @param args a command and its options; see {@code --help}
   */
  public static void main(String[] args) {
    Machine machine = Machine.real();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () ->
                    machine
                        .unbroken()
                        .stop(
                            () ->
                                machine
                                    .err()
                                    .println("\nWhat has begun is brought to its end first."))));
    System.exit(new Grantwright(machine).run(args));
  }

  /** Runs a command, and gives the exit code. */
  int run(String... args) {
    return commands.execute(args);
  }

  /** The names of the commands, in the order of the help. */
  Set<String> commandNames() {
    return commands.getSubcommands().keySet();
  }

  private CommandLine commandLine() {
    CommandLine top = new CommandLine(this);
    for (Object command :
        List.of(
            new Discover(machine),
            new Doctor(machine),
            new Providers(machine),
            new Login(machine),
            new Device(machine),
            new Status(machine),
            new Refresh(machine),
            new UserInfo(machine),
            new Introspect(machine),
            new Revoke(machine),
            new Logout(machine),
            new Token(machine),
            new Completion(machine))) {
      top.addSubcommand(command);
    }
    top.getCommandSpec().usageMessage().exitCodeList(ExitCode.list());
    Ansi ansi = machine.colours() ? Ansi.ON : Ansi.OFF;
    return top.setOut(writer(machine.out()))
        .setErr(writer(machine.err()))
        .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false)
        .setParameterExceptionHandler((e, args) -> mistaken(e))
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e, isJson(parsed)));
  }

  private int failed(Exception e, boolean json) {
    Failure failure = Failure.of(e);
    new Screen(machine, json, false).fail(failure);
    return failure.exitCode().code();
  }

  private int mistaken(ParameterException e) {
    String sentence = Mistake.sentence(e);
    new Screen(machine, Mistake.wantsJson(e), false).fail(new Failure(ExitCode.USAGE, sentence));
    return ExitCode.USAGE.code();
  }

  private static boolean isJson(CommandLine.ParseResult parsed) {
    CommandLine.ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    return last.hasMatchedOption("--json");
  }

  private PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, machine.charset()), true);
  }

  /** The version of the jar, which a class directory does not have. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Grantwright.class.getPackage().getImplementationVersion();
      return new String[] {NAME + " " + (version == null ? "(not packaged)" : version)};
    }
  }
}
