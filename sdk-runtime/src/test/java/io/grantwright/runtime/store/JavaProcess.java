package io.grantwright.runtime.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A class of the tests, running in a process of its own. It is killed when it is closed. */
final class JavaProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;
  private final Writer input;

  private JavaProcess(Process process) {
    this.process = process;
    this.output = process.inputReader();
    this.input = process.outputWriter();
  }

  static JavaProcess start(Class<?> program, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx64m",
                // What the JVM has to warn of is none of the program's lines.
                "-XX:+DisplayVMOutputToStderr",
                "-Xlog:disable",
                "-Xlog:all=warning:stderr",
                // A third of such a short life would go to setting up a log that nobody reads.
                "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(List.of(arguments));
    return new JavaProcess(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Reads a line; {@code ended} when the process has. */
  String line() throws IOException {
    String line = output.readLine();
    return line == null ? "ended" : line;
  }

  String ask(String line) throws IOException {
    input.write(line + "\n");
    input.flush();
    return line();
  }

  int end() throws IOException, InterruptedException {
    input.close();
    return process.waitFor();
  }

  /** Sends SIGKILL, which nothing survives, and waits. */
  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    output.close();
  }
}
