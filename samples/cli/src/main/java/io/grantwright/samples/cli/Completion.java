package io.grantwright.samples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** Prints what makes a shell complete commands, options and their values. */
@Command(
    name = "completion",
    description = "Print a completion script for bash and zsh: source <(grantwright completion)")
final class Completion implements Callable<Integer> {
  /** What an option that names a file has in the place of its value. */
  private static final Map<String, String> PLACES = Map.of("FILE", "@files", "DIR", "@directories");

  /**
   * Both shells ask one function, which gets the words before the one to complete. Nothing that it
   * prints is evaluated: files may have any name.
   */
  private static final String SCRIPT =
      """
      # Completion of NAME for bash and zsh. To have it: source <(NAME completion)

      # What may come after these words: words, @files or @directories.
      _NAME_next() {
        local command= option= word
        local home="${GRANTWRIGHT_HOME:-${XDG_CONFIG_HOME:-$HOME/.config}/NAME}"
        for word in "$@"; do
          if [ "$option" = --home ]; then home=$word; fi
          case $word in --home=*) home=${word#--home=} ;; esac
          case $command$word in -*) ;; *) command=${command:-$word} ;; esac
          option=$word
        done
        case $home in "~/"*) home=$HOME/${home#??} ;; esac
        case $command in
      COMMANDS
        esac
      }

      _NAME_profiles() {
        command ls -- "$1/profiles" 2>/dev/null | sed -n 's/^\\([A-Za-z0-9][A-Za-z0-9._-]*\\)\\.json$/\\1/p'
      }

      _NAME_bash() {
        local word current=${COMP_WORDS[COMP_CWORD]}
        local -a before=()
        for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
          if [ "$word" != = ]; then before+=("$word"); fi # --profile=work is three words here
        done
        if [ "$current" = = ]; then current=; fi
        COMPREPLY=()
        compopt +o default 2>/dev/null
        while IFS= read -r word; do
          case $word in
            @files) compopt -o default 2>/dev/null ;;
            @directories) compopt -o dirnames 2>/dev/null ;;
            "$current"*) COMPREPLY+=("$word") ;;
          esac
        done < <(_NAME_next "${before[@]}")
      }

      _NAME_zsh() {
        local -a before found
        before=("${words[@]:1:$((CURRENT - 2))}")
        if [[ $PREFIX == --*=* ]]; then
          before+=("${PREFIX%%=*}")
          compset -P '*='
        fi
        found=($(_NAME_next "${before[@]}"))
        case ${found[1]} in
          @files) _files ;;
          @directories) _files -/ ;;
          *) compadd -- "${found[@]}" ;;
        esac
      }

      if [ -n "${ZSH_VERSION-}" ]; then
        if ! type compdef >/dev/null; then autoload -Uz compinit && compinit; fi
        compdef _NAME_zsh NAME
      else
        complete -o default -F _NAME_bash NAME
      fi
      """;

  @Spec private CommandSpec spec = CommandSpec.create();
  private final Machine machine;

  Completion(Machine machine) {
    this.machine = machine;
  }

  @Override
  public Integer call() {
    CommandSpec top = spec.root();
    List<String> commands = new ArrayList<>();
    commands.add(arm(top, "''"));
    top.subcommands().forEach((name, each) -> commands.add(arm(each.getCommandSpec(), name)));
    machine
        .out()
        .print(
            SCRIPT
                .replace("COMMANDS\n", String.join("", commands))
                .replace("NAME", Grantwright.NAME));
    machine.out().flush();
    return ExitCode.OK.code();
  }

  /** What comes after a command, by the option before. */
  private static String arm(CommandSpec command, String pattern) {
    StringBuilder arm = new StringBuilder("    %s)\n      case $option in\n".formatted(pattern));
    List<String> next = new ArrayList<>(command.subcommands().keySet());
    command.positionalParameters().forEach(each -> next.addAll(values(each)));
    List<String> anything = new ArrayList<>();
    for (OptionSpec option : command.options()) {
      List<String> names = names(option, command);
      next.addAll(names);
      if (option.arity().max() > 0) {
        String values = printed(option);
        if (values.isEmpty()) {
          anything.addAll(names);
        } else {
          arm.append("        %s) %s ;;\n".formatted(String.join(" | ", names), values));
        }
      }
    }
    if (!anything.isEmpty()) {
      arm.append("        %s) ;;\n".formatted(String.join(" | ", anything)));
    }
    return arm.append("        *) %s ;;\n".formatted(printed(next)))
        .append("      esac\n      ;;\n")
        .toString();
  }

  private static List<String> names(OptionSpec option, CommandSpec command) {
    List<String> names = new ArrayList<>(List.of(option.names()));
    if (option.negatable()) {
      CommandLine.INegatableOptionTransformer negative =
          command.commandLine().getNegatableOptionTransformer();
      for (String name : option.names()) {
        names.add(negative.makeNegative(name, command));
      }
    }
    return names;
  }

  /** What prints an option's values; empty if only the user knows them. */
  private static String printed(OptionSpec option) {
    if (option.longestName().equals("--profile")) {
      return "_NAME_profiles \"$home\"";
    }
    List<String> values = values(option);
    return values.isEmpty() ? "" : printed(values);
  }

  private static String printed(List<String> words) {
    return "printf '%s\\n' " + String.join(" ", words);
  }

  private static List<String> values(ArgSpec option) {
    if (option.completionCandidates() == null) {
      String place = PLACES.get(option.paramLabel());
      return place == null ? List.of() : List.of(place);
    }
    List<String> values = new ArrayList<>();
    option.completionCandidates().forEach(value -> values.add(value.toLowerCase(Locale.ROOT)));
    return values;
  }
}
