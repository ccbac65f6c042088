package io.grantwright.samples.cli;

import io.grantwright.runtime.secret.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the client's secret is. It is never an argument, which every user of a machine can see. */
final class SecretOptions {
  static final String VARIABLE = "GRANTWRIGHT_CLIENT_SECRET";

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "A file with the client's secret; - is the standard input.")
  private @Nullable String file;

  @Option(
      names = "--secret-env",
      paramLabel = "NAME",
      description =
          "An environment variable with it. Without either, $" + VARIABLE + " or a prompt.")
  private @Nullable String variable;

  Optional<String> file() {
    return Optional.ofNullable(file);
  }

  Optional<String> variable() {
    return Optional.ofNullable(variable);
  }

  /** Whether the secret can be found without asking for it. */
  boolean isSomewhere(Profile profile, Machine machine) {
    return file != null
        || variable != null
        || profile.secretFile().isPresent()
        || profile.secretVariable().isPresent()
        || !machine.environment().getOrDefault(VARIABLE, "").isBlank();
  }

  /** Finds the secret of a profile's client; none for a public client. */
  Optional<Secret> find(Profile profile, Machine machine, Screen screen) {
    if (file != null && variable != null) {
      throw new Problem(
          ExitCode.USAGE, "--secret-file and --secret-env exclude each other: give one of them.");
    }
    if (!profile.hasSecret()) {
      return Optional.empty();
    }
    SecretSource source = new SecretSource(machine, screen);
    if (file != null) {
      return Optional.of(source.file(file));
    }
    if (variable != null) {
      return Optional.of(source.variable(variable));
    }
    if (profile.secretFile().isPresent()) {
      return Optional.of(source.file(profile.secretFile().get()));
    }
    if (profile.secretVariable().isPresent()) {
      return Optional.of(source.variable(profile.secretVariable().get()));
    }
    if (!machine.environment().getOrDefault(VARIABLE, "").isBlank()) {
      return Optional.of(source.variable(VARIABLE));
    }
    return Optional.of(
        source.prompt(
            "Secret of the client " + profile.clientId() + " (not shown): ",
            "There is no client secret: give --secret-file, set $"
                + VARIABLE
                + ", or say --auth none for a client that has none."));
  }
}
