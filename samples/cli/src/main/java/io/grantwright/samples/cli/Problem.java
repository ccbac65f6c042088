package io.grantwright.samples.cli;

import org.jspecify.annotations.Nullable;

/** What the program itself finds wrong: a sentence for the user, and the exit code. */
@SuppressWarnings("serial") // Never leaves the process.
final class Problem extends RuntimeException {
  private final ExitCode exitCode;

  Problem(ExitCode exitCode, String sentence) {
    this(exitCode, sentence, null);
  }

  Problem(ExitCode exitCode, String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
    this.exitCode = exitCode;
  }

  ExitCode exitCode() {
    return exitCode;
  }
}
