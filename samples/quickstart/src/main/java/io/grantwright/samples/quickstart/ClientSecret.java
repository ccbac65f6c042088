package io.grantwright.samples.quickstart;

import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the program finds the secret of the user's client: in a file, in the environment, or by
 * asking. Never among the arguments, which every user of the machine can see.
 */
final class ClientSecret {
  /** The environment variable. */
  static final String VARIABLE = "QUICKSTART_CLIENT_SECRET";

  private final Map<String, String> environment;
  private final Prompt prompt;

  ClientSecret(Map<String, String> environment, Prompt prompt) {
    this.environment = environment;
    this.prompt = prompt;
  }

  /** Asks a person for a secret without showing it. */
  @FunctionalInterface
  interface Prompt {
    /** Gives what was typed; null where there is nobody to ask. */
    char @Nullable [] ask(String question);
  }

  /**
   * Finds the secret.
   *
   * @return the secret; empty for a public client
   * @throws IOException saying why there is none
   */
  Optional<Secret> find(Arguments arguments) throws IOException {
    if (arguments.publicClient()) {
      return Optional.empty();
    }
    if (arguments.secretFile().isPresent()) {
      return Optional.of(read(arguments.secretFile().get()));
    }
    String variable = environment.get(VARIABLE);
    if (variable != null && !variable.isBlank()) {
      return Optional.of(Secret.of(variable));
    }
    char[] typed = prompt.ask("Client secret (not shown): ");
    if (typed == null || typed.length == 0) {
      throw new IOException(
          "There is no client secret: give --secret-file, set " + VARIABLE + ", or say --public.");
    }
    return Optional.of(Secret.of(new String(typed)));
  }

  /** Editors end a file with a line break, which no secret has. */
  private static Secret read(Path file) throws IOException {
    String text;
    try {
      text = Files.readString(file).strip();
    } catch (IOException e) {
      throw new IOException("The secret cannot be read from " + file + ".", e);
    }
    if (text.isEmpty()) {
      throw new IOException("The file " + file + " has no secret in it.");
    }
    return Secret.of(text);
  }
}
