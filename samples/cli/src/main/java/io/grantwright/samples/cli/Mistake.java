package io.grantwright.samples.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, without repeating what may be a secret. */
final class Mistake {
  private static final Set<String> SECRETS =
      Set.of("--secret", "--client-secret", "--password", "--token", "--access-token");

  private static final int MOST_TYPOS = 2;

  private Mistake() {}

  static String sentence(ParameterException e) {
    String help = " See " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help.";
    if (e instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched.getUnmatched(), e.getCommandLine()) + help;
    }
    if (e.getArgSpec() instanceof OptionSpec option && e.getValue() != null) {
      return "The value of "
          + option.longestName()
          + " is not one that it takes"
          + taken(option)
          + help;
    }
    String message = String.valueOf(e.getMessage()).replaceFirst("^Error: ", "");
    return (message.endsWith(".") ? message : message + ".") + help;
  }

  /** Scripts that want JSON want it of mistakes, too. */
  static boolean wantsJson(ParameterException e) {
    CommandLine.ParseResult parsed = e.getCommandLine().getParseResult();
    return parsed != null && parsed.hasMatchedOption("--json");
  }

  /** One that differs by two letters at most, as by two that have changed places. */
  private static String meant(String typed, Collection<String> names) {
    return names.stream()
        .filter(name -> distance(typed, name) <= MOST_TYPOS)
        .min(Comparator.comparingInt(name -> distance(typed, name)))
        .map(name -> " Did you mean " + name + "?")
        .orElse("");
  }

  /** How many letters are to be typed, deleted or changed to make one of the other. */
  private static int distance(String one, String other) {
    int[] before = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, Math.min(before[j], row[j - 1]) + 1);
      }
      before = row;
    }
    return before[other.length()];
  }

  private static List<String> longNames(CommandLine command) {
    return command.getCommandSpec().options().stream().map(OptionSpec::longestName).toList();
  }

  private static String taken(OptionSpec option) {
    List<String> values = new ArrayList<>();
    if (option.completionCandidates() != null) {
      option.completionCandidates().forEach(value -> values.add(value.toLowerCase(Locale.ROOT)));
    }
    return values.isEmpty() ? "." : ": there is " + String.join(", ", values) + ".";
  }

  private static String unmatched(List<String> arguments, CommandLine command) {
    String first = arguments.get(0).split("=", 2)[0];
    if (SECRETS.contains(first.toLowerCase(Locale.ROOT))) {
      return first
          + " is no option: every user of the machine can see arguments. Use a file, the"
          + " environment or the prompt.";
    }
    if (first.matches("--?[a-z][a-z-]{0,20}")) {
      return "There is no option " + first + "." + meant(first, longNames(command));
    }
    boolean wantsCommand = !command.getSubcommands().isEmpty();
    return wantsCommand && first.matches("[a-z]{1,20}")
        ? "There is no command " + first + "." + meant(first, command.getSubcommands().keySet())
        : "An argument is too many.";
  }
}
