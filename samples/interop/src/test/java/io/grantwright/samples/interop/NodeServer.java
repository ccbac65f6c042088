package io.grantwright.samples.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * {@code oidc-provider} from npm, in a process of its own that ends when its standard input does:
 * with {@link #close}, and with this JVM, however that ends.
 */
final class NodeServer implements Server {
  private final Process process;
  private final String version;
  private final String issuer;

  private NodeServer(Process process, String version, String issuer) {
    this.process = process;
    this.version = version;
    this.issuer = issuer;
  }

  /**
   * Starts a server; returns when it listens.
   *
   * @param packageName the directory of one version
   * @throws org.opentest4j.TestAbortedException if the profile is not on that installs it
   */
  static NodeServer start(String packageName) {
    String installed = System.getProperty("interop.node", "");
    if (installed.isEmpty()) {
      System.out.println(
          "Skipped: all flows against " + packageName + ". They need Node: mvn -Pinterop verify");
    }
    assumeFalse(installed.isEmpty(), "The Node servers are for mvn -Pinterop verify");
    Path directory = Path.of(installed, packageName);
    Path log = directory.resolve("server.txt");
    try {
      Process process =
          new ProcessBuilder("node", "start.mjs")
              .directory(directory.toFile())
              .redirectError(log.toFile())
              .start();
      BufferedReader out =
          new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
      String line = out.readLine();
      if (line == null) {
        throw new IllegalStateException(
            "The server in " + directory + " did not start: " + Files.readString(log));
      }
      String[] versionAndIssuer = line.split(" ", 2);
      return new NodeServer(process, versionAndIssuer[0], versionAndIssuer[1]);
    } catch (IOException e) {
      throw new UncheckedIOException("node does not run; is it installed?", e);
    }
  }

  @Override
  public String name() {
    return "oidc-provider " + version;
  }

  @Override
  public String issuer() {
    return issuer;
  }

  @Override
  public String password() {
    return "any";
  }

  @Override
  public boolean issuesRefreshTokensOnRequestOnly() {
    return true;
  }

  @Override
  public boolean endsTheGrantOnReuse() {
    return true;
  }

  @Override
  public boolean challengesClients() {
    return true;
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IllegalStateException("The server did not end with its standard input.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
