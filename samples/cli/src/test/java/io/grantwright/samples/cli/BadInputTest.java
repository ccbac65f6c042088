package io.grantwright.samples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.runtime.secret.Secret;
import io.grantwright.samples.quickstart.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong ends in one sentence and a documented exit code, and loses no token. */
@ExtendWith(OneServer.class)
final class BadInputTest {
  private static final String ISSUER = OneServer.SERVER.issuer();

  private final Terminal terminal;
  private final Path directory;

  BadInputTest(@TempDir Path directory) {
    this.directory = directory;
    this.terminal = new Terminal(directory);
  }

  @Test
  void anUnknownProfile() {
    terminal.logInConfidential("--profile", "work");

    fails(
        ExitCode.CONFIGURATION,
        "There is no profile \"home\"; there is work. To make it, log in with --server and"
            + " --client-id.",
        "refresh",
        "-p",
        "home");
  }

  @Test
  void aProfileThatLeadsElsewhere() {
    fails(
        ExitCode.USAGE,
        "A profile's name has letters, digits, dots, hyphens and underscores, and begins with a"
            + " letter or digit.",
        "status",
        "-p",
        "../../etc/passwd");
  }

  @Test
  void aProfileOfAnotherClient() {
    terminal.logInConfidential();
    fails(
        ExitCode.CONFIGURATION,
        "The profile \"default\" is for the client notes-web at "
            + ISSUER
            + ". Choose another --profile, or end this one with: logout --forget.",
        "login",
        "-c",
        "another");
  }

  @Test
  void aWrongSecret() {
    terminal.logInConfidential();
    terminal.environment.put(SecretOptions.VARIABLE, "canary-wrong");

    fails(
        ExitCode.REFUSED,
        "The server refuses the client: check its id, and that its secret is the right one.",
        "refresh");

    terminal.environment.put(SecretOptions.VARIABLE, OneServer.SERVER.confidentialClientSecret());
    assertThat(terminal.run("refresh")).as("the refresh token is still there").isZero();
  }

  @Test
  void noSecret() {
    fails(
        ExitCode.CONFIGURATION,
        "There is no client secret: give --secret-file, set $GRANTWRIGHT_CLIENT_SECRET, or say"
            + " --auth none for a client that has none.",
        "token",
        "-s",
        ISSUER,
        "-c",
        EmbeddedServer.CONFIDENTIAL_CLIENT_ID);
  }

  @Test
  void aSecretFileThatIsNotThere() {
    fails(
        ExitCode.CONFIGURATION,
        "The secret cannot be read from \"" + directory + "/none\".",
        "token",
        "-s",
        ISSUER,
        "-c",
        "any",
        "--secret-file",
        directory + "/none");
  }

  @Test
  void aSecretFileThatOthersCanRead() throws IOException {
    Path file = directory.resolve("secret");
    Files.writeString(file, OneServer.SERVER.confidentialClientSecret() + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThat(
            terminal.run(
                "token",
                "-s",
                ISSUER,
                "-c",
                EmbeddedServer.CONFIDENTIAL_CLIENT_ID,
                "--secret-file",
                file.toString()))
        .isZero();

    assertThat(terminal.err())
        .isEqualTo("Others can read " + file + " (rw-r--r--): take that away with chmod 600.\n");
  }

  @Test
  void aSecretAmongTheArguments() {
    fails(
        ExitCode.USAGE,
        "--client-secret is no option: every user of the machine can see arguments. Use a file, the"
            + " environment or the prompt. See grantwright token --help.",
        "token",
        "--client-secret=canary");
    fails(
        ExitCode.USAGE,
        "An argument is too many. See grantwright introspect --help.",
        "introspect",
        "canary-token");
  }

  @Test
  void noCommand() {
    assertThat(terminal.run()).isEqualTo(ExitCode.USAGE.code());
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err())
        .startsWith("Usage: grantwright [-hV] COMMAND\n")
        .endsWith("  130   Stopped by Ctrl-C.\n");
  }

  @Test
  void aWrongCommandLine() {
    fails(ExitCode.USAGE, "There is no command frobnicate. See grantwright --help.", "frobnicate");
    fails(
        ExitCode.USAGE,
        "There is no option --frob. See grantwright login --help.",
        "login",
        "--frob");
    fails(
        ExitCode.USAGE,
        "The value of --auth is not one that it takes: there is none, basic, post. See grantwright"
            + " login --help.",
        "login",
        "--auth",
        "canary");
  }

  @Test
  void aTypo() {
    fails(
        ExitCode.USAGE,
        "There is no command lgoin. Did you mean login? See grantwright --help.",
        "lgoin");
    fails(
        ExitCode.USAGE,
        "There is no option --porfile. Did you mean --profile? See grantwright refresh --help.",
        "refresh",
        "--porfile=canary");
  }

  @Test
  void aTokenOfAClientWithoutASecret() {
    fails(
        ExitCode.CONFIGURATION,
        "A client without a secret has no tokens of its own (RFC 6749 §4.4): log in, or say how it"
            + " authenticates itself with --auth.",
        "token",
        "-s",
        ISSUER,
        "-c",
        "any",
        "--auth",
        "none");
  }

  @Test
  void aPortInUse() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      fails(
          ExitCode.PORT,
          "Port "
              + other.getLocalPort()
              + " cannot be listened on: Address already in use; end the program that has it, or"
              + " register another port",
          "login",
          "-s",
          ISSUER,
          "-c",
          EmbeddedServer.PUBLIC_CLIENT_ID,
          "--auth",
          "none",
          "--redirect-uri",
          "http://127.0.0.1:" + other.getLocalPort() + "/callback");
    }
  }

  @Test
  void aRedirectUriElsewhere() {
    fails(
        ExitCode.CONFIGURATION,
        "--redirect-uri has the form http://127.0.0.1:PORT/PATH: the answer has to come to this"
            + " machine.",
        "login",
        "-s",
        ISSUER,
        "-c",
        "any",
        "--redirect-uri",
        "https://app.example/callback");
  }

  @Test
  void aServerThatIsNotThere() throws IOException {
    try (Socket silent = new Socket()) {
      // Has the port, and does not listen: nobody else does, and whoever connects is refused.
      silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      String nowhere = "http://127.0.0.1:" + silent.getLocalPort();
      fails(
          ExitCode.TRY_AGAIN,
          "There is no answer from " + nowhere + ": check the address and the network.",
          "discover",
          nowhere);
    }
  }

  @Test
  void anIssuerThatIsNone() {
    fails(
        ExitCode.CONFIGURATION,
        "An issuer is an absolute URL such as https://as.example/tenant, without query, fragment and"
            + " user name (RFC 8414 §2).",
        "discover",
        "as.example");
  }

  @Test
  void logoutWithoutTheServerKeepsTheTokens() throws IOException {
    try (ScriptedServer server = ScriptedServer.start()) {
      logIn(server);
    }
    assertThat(terminal.run("logout")).isEqualTo(ExitCode.TRY_AGAIN.code());
    assertThat(ScriptedServer.stored(terminal).refreshToken())
        .isEqualTo(Optional.of(Secret.of("canary-refresh-2")));

    assertThat(terminal.run("logout", "--local")).isZero();
    assertThat(terminal.run("status", "-p", "default")).isEqualTo(ExitCode.LOGIN_NEEDED.code());
  }

  @Test
  void aStoreThatCannotBeWritten() throws IOException {
    Files.createDirectories(terminal.home());
    Files.writeString(terminal.home().resolve("tokens"), "a file in its place");
    terminal.browser =
        url -> {
          throw new IllegalStateException("The user was asked in vain");
        };
    assertThat(
            terminal.run(
                "login", "-s", ISSUER, "-c", EmbeddedServer.PUBLIC_CLIENT_ID, "--auth", "none"))
        .isEqualTo(ExitCode.STORAGE.code());
    assertThat(terminal.err())
        .startsWith(
            "grantwright: " + terminal.home() + "/tokens cannot be used as a directory for tokens");
  }

  @Test
  void tokensThatCannotBeKeptAreGivenBack() throws IOException {
    try (ScriptedServer server = ScriptedServer.start()) {
      terminal.browser =
          url -> {
            replaceByFile(terminal.home().resolve("profiles"));
            ScriptedServer.approving().open(url);
          };
      int exitCode =
          terminal.run("login", "-s", server.issuer(), "-c", "my-client", "--auth", "none");

      assertThat(exitCode).as(terminal.err()).isEqualTo(ExitCode.STORAGE.code());
      assertThat(server.forms)
          .last()
          .isEqualTo("/revoke token=canary-refresh-2&client_id=my-client");
    }
  }

  @Test
  void aTokenThatTheServerDoesNotKnowAnyMoreIsForgotten() throws IOException {
    try (ScriptedServer server = ScriptedServer.start()) {
      terminal.browser = ScriptedServer.approving();
      server.revoked = ScriptedServer.json(400, "{\"error\":\"invalid_token\"}");
      assertThat(terminal.run("login", "-s", server.issuer(), "-c", "my-client", "--auth", "none"))
          .isZero();

      assertThat(terminal.run("revoke", "--refresh-token")).as(terminal.err()).isZero();

      assertThat(terminal.out()).startsWith("The server did not know it any more.\n");
      assertThat(terminal.run("refresh")).isEqualTo(ExitCode.LOGIN_NEEDED.code());
    }
  }

  @Test
  void aUserWhoSaysNo() throws IOException {
    try (ScriptedServer server = ScriptedServer.start()) {
      terminal.browser = ScriptedServer.denying();
      String[] login = {"login", "-s", server.issuer(), "-c", "my-client", "--auth", "none"};
      assertThat(terminal.run(login)).isEqualTo(ExitCode.REFUSED.code());
      assertThat(terminal.err())
          .endsWith("grantwright: The authorization server answered access_denied\n");

      server.answer = ScriptedServer.json(400, "{\"error\":\"access_denied\"}");
      login[0] = "device";
      assertThat(terminal.run(login)).isEqualTo(ExitCode.REFUSED.code());
      assertThat(terminal.err())
          .endsWith("grantwright: The authorization server answered access_denied\n");
    }
    assertThat(terminal.run("status")).isZero();
    assertThat(terminal.err())
        .isEqualTo("There is no profile yet: log in with --server and --client-id.\n");
  }

  @Test
  void anAddressThatIsTooLongForACode() throws IOException {
    terminal.isTerminal = true;
    try (ScriptedServer server = ScriptedServer.start()) {
      server.verificationUri = "https://as.example/" + "x".repeat(5000);

      assertThat(terminal.run("device", "-s", server.issuer(), "-c", "my-client", "--auth", "none"))
          .as(terminal.err())
          .isZero();

      assertThat(terminal.err()).contains("The address is too long for a QR code.\n");
    }
  }

  @Test
  void aMegabyteOfText() throws IOException {
    String megabyte = "x".repeat(1024 * 1024);
    try (ScriptedServer server = ScriptedServer.start()) {
      logIn(server);
      server.answer =
          ScriptedServer.json(
              400, "{\"error\":\"invalid_grant\",\"error_description\":\"" + megabyte + "\"}");
      assertThat(terminal.run("refresh")).isNotZero();
      assertThat(terminal.err()).hasLineCount(1).hasSizeLessThan(1_000);

      Path secret = Files.writeString(directory.resolve("megabyte"), megabyte);
      terminal.input = megabyte;
      for (String file : List.of(secret.toString(), "-")) {
        int exitCode =
            terminal.run(
                "token", "-p", "own", "-s", ISSUER, "-c", "any", "--secret-file", file, "--json");
        assertThat(exitCode).isEqualTo(ExitCode.CONFIGURATION.code());
        assertThat(terminal.err()).contains("There is no secret in").hasSizeLessThan(1_000);
      }
    }
  }

  @Test
  void textsThatWouldSteerTheTerminal() throws IOException {
    terminal.isTerminal = true;
    try (ScriptedServer server = ScriptedServer.start()) {
      server.verificationUri = "https://as.example/\\u001b]0;owned\\u0007";

      terminal.run("device", "-s", server.issuer(), "-c", "my-client", "--auth", "none");

      assertThat(terminal.err()).doesNotContain("\u001b]", "\u0007");
    }
  }

  @Test
  void aDamagedStoreIsLeftAsItIs() throws IOException {
    terminal.logInConfidential();
    Path grant = grantFile();
    Files.writeString(grant, "{\"format\":\"grantwright-grant\",", UTF_8);
    for (String command : List.of("status", "refresh", "login", "logout", "userinfo")) {
      assertThat(terminal.run(command)).as(command).isEqualTo(ExitCode.STORAGE.code());
      assertThat(terminal.err()).startsWith("grantwright: " + grant).hasLineCount(1);
    }
    assertThat(grant).hasContent("{\"format\":\"grantwright-grant\",");
  }

  @Test
  void aDamagedProfile() throws IOException {
    terminal.logInConfidential();
    Path file = terminal.home().resolve("profiles/default.json");
    Files.writeString(file, "{\"server\":3}");

    assertThat(terminal.run("refresh")).isEqualTo(ExitCode.STORAGE.code());

    assertThat(terminal.err())
        .startsWith("grantwright: The profile in " + file + " cannot be read (")
        .endsWith("): correct the file, or delete it.\n");
  }

  @Test
  void errorsAreJsonForScripts() {
    assertThat(terminal.run("refresh", "--json")).isEqualTo(ExitCode.CONFIGURATION.code());
    assertThat(terminal.out()).isEmpty();
    assertThat(terminal.err())
        .isEqualTo(
            "{\"error\":\"configuration\",\"exit_code\":3,\"message\":\"There is no profile"
                + " \\\"default\\\". To make it, log in with --server and --client-id.\"}\n");
  }

  @Test
  void twoThatRefreshAtOnceLoseNothing() {
    terminal.logInConfidential();
    CountDownLatch start = new CountDownLatch(2);
    // Not in the common pool, which has one thread where there are two cores: they wait for each
    // other.
    ExecutorService two = Executors.newFixedThreadPool(2);
    List<CompletableFuture<Integer>> both =
        List.of(
            CompletableFuture.supplyAsync(() -> refresh(start), two),
            CompletableFuture.supplyAsync(() -> refresh(start), two));
    two.shutdown();

    assertThat(both).allSatisfy(each -> assertThat(each.join()).isZero());
    assertThat(terminal.run("refresh")).as("the newest refresh token is stored").isZero();
  }

  private int refresh(CountDownLatch start) {
    Terminal other = new Terminal(directory);
    other.environment.putAll(terminal.environment);
    start.countDown();
    try {
      start.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return other.run("refresh");
  }

  private void logIn(ScriptedServer server) {
    terminal.browser = ScriptedServer.approving();
    assertThat(terminal.run("login", "-s", server.issuer(), "-c", "my-client", "--auth", "none"))
        .as(terminal.err())
        .isZero();
  }

  private static void replaceByFile(Path path) {
    try {
      Files.writeString(path, "a file in its place");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path grantFile() throws IOException {
    try (var files = Files.list(terminal.home().resolve("tokens"))) {
      return files.filter(file -> file.toString().endsWith(".grant")).findFirst().orElseThrow();
    }
  }

  private void fails(ExitCode exitCode, String sentence, String... args) {
    assertThat(terminal.run(args)).as(terminal.err()).isEqualTo(exitCode.code());
    assertThat(terminal.err()).isEqualTo("grantwright: " + sentence + "\n");
    assertThat(terminal.out()).isEmpty();
  }
}
