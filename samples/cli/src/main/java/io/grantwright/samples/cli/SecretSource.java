package io.grantwright.samples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The places that a secret can come from. */
final class SecretSource {
  /** No secret is longer; a wrong file may be. */
  private static final int LONGEST = 64 * 1024;

  private final Machine machine;
  private final Screen screen;

  SecretSource(Machine machine, Screen screen) {
    this.machine = machine;
    this.screen = screen;
  }

  /** Reads a file, or the standard input for {@code -}. */
  Secret file(String name) {
    String text;
    try {
      if (name.equals("-")) {
        byte[] bytes = machine.in().readNBytes(LONGEST + 1);
        text = bytes.length > LONGEST ? "" : new String(bytes, UTF_8);
      } else {
        Path file = Path.of(name);
        warnIfOpenToOthers(file);
        text = Files.size(file) > LONGEST ? "" : Files.readString(file);
      }
    } catch (IOException | InvalidPathException e) {
      String reason = e instanceof FileSystemException f ? f.getReason() : null;
      throw new Problem(
          ExitCode.CONFIGURATION,
          "The secret cannot be read from \"%s\"%s."
              .formatted(name, reason == null ? "" : ": " + reason),
          e);
    }
    return present(text, name.equals("-") ? "the standard input" : "\"" + name + "\"");
  }

  Secret variable(String name) {
    return present(machine.environment().getOrDefault(name, ""), "$" + name);
  }

  Secret prompt(String question, String nobodyThere) {
    char[] typed = machine.prompt().ask(question);
    if (typed == null || typed.length == 0) {
      throw new Problem(ExitCode.CONFIGURATION, nobodyThere);
    }
    return Secret.of(new String(typed));
  }

  /** Editors end a file with a line break, which no secret has. */
  private static Secret present(String text, String where) {
    String secret = text.strip();
    if (secret.isEmpty() || secret.lines().count() != 1) {
      throw new Problem(
          ExitCode.CONFIGURATION, "There is no secret in " + where + ": it is one line of text.");
    }
    return Secret.of(secret);
  }

  private void warnIfOpenToOthers(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    if (permissions.charAt(3) == 'r' || permissions.charAt(6) == 'r') {
      screen.say(
          "Others can read %s (%s): take that away with chmod 600.".formatted(file, permissions));
    }
  }
}
