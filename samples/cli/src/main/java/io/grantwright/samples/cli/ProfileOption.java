package io.grantwright.samples.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which profile a command is about, and where profiles and tokens are. */
final class ProfileOption {
  static final String HOME_VARIABLE = "GRANTWRIGHT_HOME";
  static final String PROFILE_VARIABLE = "GRANTWRIGHT_PROFILE";

  @Option(
      names = {"-p", "--profile"},
      paramLabel = "NAME",
      description = "The profile; else that of $" + PROFILE_VARIABLE + ", else \"default\".")
  private @Nullable String name;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description =
          "Where profiles and tokens are; else $" + HOME_VARIABLE + ", else ~/.config/grantwright.")
  private @Nullable Path home;

  /** The name that was given in so many words. */
  Optional<String> given(Machine machine) {
    return Optional.ofNullable(name)
        .or(() -> Optional.ofNullable(machine.environment().get(PROFILE_VARIABLE)))
        .filter(text -> !text.isEmpty());
  }

  String name(Machine machine) {
    return Profiles.checked(given(machine).orElse("default"));
  }

  Home home(Machine machine) {
    if (home != null) {
      return new Home(home);
    }
    String own = machine.environment().getOrDefault(HOME_VARIABLE, "");
    if (!own.isEmpty()) {
      return new Home(Path.of(own));
    }
    String config = machine.environment().getOrDefault("XDG_CONFIG_HOME", "");
    Path parent = config.isEmpty() ? machine.userHome().resolve(".config") : Path.of(config);
    return new Home(parent.resolve("grantwright"));
  }
}
