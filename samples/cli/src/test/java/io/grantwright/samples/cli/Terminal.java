package io.grantwright.samples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.runtime.flow.Browser;
import io.grantwright.runtime.json.Adapters;
import io.grantwright.samples.quickstart.EmbeddedServer;
import io.grantwright.samples.quickstart.HttpUserAgent;
import io.grantwright.samples.quickstart.HttpUserAgent.Consent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** A terminal that runs commands in this process, and remembers what they print. */
final class Terminal {
  final Map<String, String> environment = new HashMap<>();
  final Unbroken unbroken = new Unbroken();
  Browser browser = url -> decide(url, Consent.APPROVE);
  Clock clock = Clock.systemUTC();
  ScheduledExecutorService scheduler = new Hurry();
  boolean isTerminal;
  String typed = "";
  String input = "";
  final List<String> questions = new ArrayList<>();

  ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Path directory;

  /**
   * @param directory where profiles and tokens are
   */
  Terminal(Path directory) {
    this.directory = directory;
    environment.put(ProfileOption.HOME_VARIABLE, home().toString());
  }

  Path home() {
    return directory.resolve("grantwright");
  }

  /** Runs a command, and gives the exit code. */
  int run(String... args) {
    out.reset();
    err.reset();
    int exitCode = new Grantwright(machine()).run(args);
    if (!List.of(args).contains("--show-token")) {
      requireNoSecret(out() + err());
    }
    return exitCode;
  }

  /** The server's access tokens are JWTs, of which a random state has no dots. */
  private static void requireNoSecret(String printed) {
    assertThat(printed)
        .doesNotContainPattern("eyJ[\\w-]+\\.eyJ")
        .doesNotContain(OneServer.SERVER.confidentialClientSecret())
        .doesNotContain(OneServer.SERVER.deviceClientSecret())
        .doesNotContain("canary");
  }

  Machine machine() {
    return new Machine(
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8),
        new ByteArrayInputStream(input.getBytes(UTF_8)),
        environment,
        directory,
        UTF_8,
        isTerminal,
        isTerminal,
        this::ask,
        otherwise -> browser,
        clock,
        scheduler,
        unbroken);
  }

  String out() {
    return out.toString(UTF_8);
  }

  String err() {
    return err.toString(UTF_8);
  }

  /** What was printed as JSON, an object a line. */
  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> json(String printed) {
    List<Map<String, Object>> objects = new ArrayList<>();
    for (String line : printed.lines().toList()) {
      try {
        objects.add((Map<String, Object>) Adapters.ANY.fromJson(line));
      } catch (IOException e) {
        throw new UncheckedIOException(line, e);
      }
    }
    return objects;
  }

  /** The one object that was printed. */
  Map<String, Object> json() {
    List<Map<String, Object>> objects = json(out());
    if (objects.size() != 1) {
      throw new IllegalStateException("Printed: " + out() + err());
    }
    return objects.get(0);
  }

  /** Logs in the confidential client of the embedded server, as the profile "default". */
  void logInConfidential(String... more) {
    environment.put(SecretOptions.VARIABLE, OneServer.SERVER.confidentialClientSecret());
    List<String> args =
        new ArrayList<>(
            List.of(
                "login",
                "--server",
                OneServer.SERVER.issuer(),
                "--client-id",
                EmbeddedServer.CONFIDENTIAL_CLIENT_ID,
                "--scope",
                "openid notes:read"));
    args.addAll(List.of(more));
    int exitCode = run(args.toArray(String[]::new));
    if (exitCode != 0) {
      throw new IllegalStateException("Exit code " + exitCode + ": " + err());
    }
  }

  /** The user, who logs in and says yes or no, to a browser's request or to a device's. */
  static void decide(String url, Consent consent) {
    HttpUserAgent person =
        new HttpUserAgent(EmbeddedServer.USER_NAME, OneServer.SERVER.userPassword());
    try {
      int code = url.indexOf("user_code=");
      if (code < 0) {
        person.deliver(person.authorize(url, consent));
      } else {
        person.verifyDevice(url, url.substring(code + "user_code=".length()), consent);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private char @Nullable [] ask(String question) {
    questions.add(question);
    return typed.isEmpty() ? null : typed.toCharArray();
  }
}
