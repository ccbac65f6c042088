package io.grantwright.samples.cli;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, without repeating what may be a secret. */
final class Mistake {
  private static final Set<String> SECRETS =
      Set.of("--secret", "--client-secret", "--password", "--token", "--access-token");

  private Mistake() {}

  static String sentence(ParameterException e) {
    String help = " See " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help.";
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched.getUnmatched(), e.getCommandLine()) + help;
    }
    if (e.getArgSpec() instanceof CommandLine.Model.OptionSpec option && e.getValue() != null) {
      return "The value of " + option.longestName() + " is not one that it takes." + help;
    }
    String message = String.valueOf(e.getMessage());
    return (message.endsWith(".") ? message : message + ".") + help;
  }

  /** Scripts that want JSON want it of mistakes, too. */
  static boolean wantsJson(ParameterException e) {
    CommandLine.ParseResult parsed = e.getCommandLine().getParseResult();
    return parsed != null && parsed.hasMatchedOption("--json");
  }

  private static String unmatched(List<String> arguments, CommandLine command) {
    String first = arguments.get(0).split("=", 2)[0];
    if (SECRETS.contains(first.toLowerCase(Locale.ROOT))) {
      return first
          + " is no option: every user of the machine can see arguments. Use a file, the"
          + " environment or the prompt.";
    }
    if (first.matches("--?[a-z][a-z-]{0,20}")) {
      return "There is no option " + first + ".";
    }
    boolean wantsCommand = !command.getSubcommands().isEmpty();
    return wantsCommand && first.matches("[a-z]{1,20}")
        ? "There is no command " + first + "."
        : "An argument is too many.";
  }
}
