package io.grantwright.samples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.runtime.flow.Browser;
import io.grantwright.samples.quickstart.HttpUserAgent.Consent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The program: its lines, its sentences and its exit status. */
@ExtendWith(OneServer.class)
final class QuickstartTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path directory;
  private Map<String, String> environment = Map.of();
  private char @Nullable [] typed;
  private Browser browser = this::logIn;
  private Runnable whileItWaits = () -> {};

  @Test
  void livesThroughAllStepsOfAllClientsOfTheEmbeddedServer() {
    int status = run();

    assertThat(errors()).isEmpty();
    // Whole lines: whatever else were printed, a secret perhaps, would show here.
    assertThat(lines())
        .containsExactly(
            "ms a Spring Authorization Server listens at http://127.0.0.1:PORT",
            "ms discovery found its metadata, with this very issuer",
            "A client with a secret:",
            "ms an authorization URL has a state and a PKCE challenge",
            "ms the browser came back from the server, with an answer for this state",
            "ms the code became tokens for notes:read openid",
            "ms userinfo says that the user is ada",
            "ms introspection calls the token active",
            "ms a session keeps the tokens in a file",
            "ms after a restart it has them from there, without a login",
            "ms when the token's time is over, the session refreshes it, and keeps the new refresh"
                + " token",
            "ms a logout revoked the tokens and deleted them",
            "ms introspection calls the token inactive",
            "ms client credentials gave a token for notes:read",
            "ms a code that was never issued is refused: status 400, error invalid_grant",
            "A client without a secret:",
            "ms an authorization URL has a state and a PKCE challenge",
            "ms the browser came back from the server, with an answer for this state",
            "ms the code became tokens for notes:read openid",
            "ms userinfo says that the user is ada",
            "skipped introspection: it needs a client with a secret",
            "skipped session and refresh: the server issued no refresh token",
            "skipped revocation: it needs a client with a secret",
            "skipped client credentials: it needs a client with a secret",
            "ms a code that was never issued is refused: status 400, error invalid_grant",
            "A device, whose user has a browser elsewhere:",
            "ms the user was told where to go, and what to type there",
            "ms the user agreed, and the device code became tokens for notes:read",
            "skipped userinfo: it needs the scope openid",
            "ms introspection calls the token active",
            "ms a session keeps the tokens in a file",
            "ms after a restart it has them from there, without a login",
            "ms when the token's time is over, the session refreshes it, and keeps the new refresh"
                + " token",
            "ms a logout revoked the tokens and deleted them",
            "ms introspection calls the token inactive",
            "skipped client credentials: the client may not have them here",
            "ms a code that was never issued is refused: status 400, error invalid_grant",
            "ms all steps worked, and the server is closed");
    assertThat(status).isZero();
  }

  @Test
  void letsTheUserLogInOnAnotherMachine() {
    environment = Map.of(ClientSecret.VARIABLE, OneServer.SERVER.deviceClientSecret());
    whileItWaits = this::doAsTold;

    assertThat(
            run(
                "--server",
                OneServer.SERVER.issuer(),
                "--client-id",
                EmbeddedServer.DEVICE_CLIENT_ID,
                "--device",
                "--scope",
                "notes:read"))
        .isZero();

    assertThat(lines())
        .contains("ms the user agreed, and the device code became tokens for notes:read");
  }

  @Test
  void takesTheSecretFromAFile() throws IOException {
    assertThat(runConfidential("--secret-file", secretFile(secret() + "\n"))).isZero();

    assertThat(errors()).isEmpty();
    assertThat(lines()).endsWith("ms all steps worked").hasSize(14);
    assertNoSecretIsPrinted();
  }

  @Test
  void takesTheSecretFromTheEnvironment() {
    environment = Map.of(ClientSecret.VARIABLE, secret());
    assertThat(runConfidential()).isZero();
    assertNoSecretIsPrinted();
  }

  @Test
  void asksForTheSecret() {
    typed = secret().toCharArray();
    assertThat(runConfidential()).isZero();
    assertNoSecretIsPrinted();
  }

  @Test
  void needsNoSecretForAPublicClient() {
    assertThat(
            run(
                "--server",
                OneServer.SERVER.issuer(),
                "--client-id",
                EmbeddedServer.PUBLIC_CLIENT_ID,
                "--public"))
        .isZero();
    assertThat(lines()).contains("skipped session and refresh: the server issued no refresh token");
  }

  @Test
  void saysThatASecretIsWrong() throws IOException {
    assertThat(runConfidential("--secret-file", secretFile("canary-wrong"))).isEqualTo(1);
    assertThat(errors())
        .isEqualTo(
            "The quickstart stopped. The server refuses the client: check its id, and that its"
                + " secret is the right one.\n");
    assertThat(out.toString(UTF_8)).doesNotContain("canary");
  }

  @Test
  void saysThatThereIsNoSecret() {
    assertThat(runConfidential()).isEqualTo(1);
    assertThat(errors())
        .isEqualTo(
            "The quickstart stopped. There is no client secret: give --secret-file, set"
                + " QUICKSTART_CLIENT_SECRET, or say --public.\n");
  }

  @Test
  void saysThatASecretFileIsOfNoUse() throws IOException {
    String empty = secretFile("\n");
    assertThat(runConfidential("--secret-file", empty)).isEqualTo(1);
    assertThat(runConfidential("--secret-file", empty + ".no")).isEqualTo(1);
    assertThat(errors())
        .isEqualTo(
            """
            The quickstart stopped. The file %1$s has no secret in it.
            The quickstart stopped. The secret cannot be read from %1$s.no.
            """
                .formatted(empty));
  }

  @Test
  void saysThatThereIsNoAnswer() throws IOException {
    try (Socket silent = Ports.silent()) {
      String server = "http://127.0.0.1:" + silent.getLocalPort();
      assertThat(run("--server", server, "--client-id", "me", "--public")).isEqualTo(1);
      assertThat(errors())
          .isEqualTo(
              "The quickstart stopped. There is no answer from %s: check the address and the network.\n"
                  .formatted(server));
    }
  }

  @Test
  void saysThatThePortIsInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, loopback())) {
      environment = Map.of(ClientSecret.VARIABLE, secret());
      assertThat(
              runConfidential(
                  "--redirect-uri", "http://127.0.0.1:" + taken.getLocalPort() + "/callback"))
          .isEqualTo(1);
      assertThat(errors())
          .startsWith("The quickstart stopped. Port " + taken.getLocalPort() + " ")
          .hasLineCount(1);
    }
  }

  @Test
  void listensWhereTheRedirectUriSays() throws IOException {
    String redirectUri = "http://127.0.0.1:" + Ports.free() + "/callback";
    browser =
        url -> {
          assertThat(HttpUrl.get(url).queryParameter("redirect_uri")).isEqualTo(redirectUri);
          logIn(url);
        };
    environment = Map.of(ClientSecret.VARIABLE, secret());
    assertThat(runConfidential("--redirect-uri", redirectUri)).isZero();
  }

  @Test
  void saysThatConsentWasDenied() throws IOException {
    try (EmbeddedServer fresh = EmbeddedServer.start()) { // one that remembers no consent
      browser =
          url -> {
            var person = new HttpUserAgent(EmbeddedServer.USER_NAME, fresh.userPassword());
            visit(person, url, Consent.DENY);
          };
      assertThat(
              run(
                  "--server",
                  fresh.issuer(),
                  "--client-id",
                  EmbeddedServer.PUBLIC_CLIENT_ID,
                  "--public",
                  "--scope",
                  "openid notes:read"))
          .isEqualTo(1);
    }
    assertThat(errors())
        .startsWith("The quickstart stopped. The authorization server answered access_denied")
        .hasLineCount(1);
  }

  @Test
  void skipsWhatAServerLacks() throws IOException {
    try (MockWebServer server = new MockWebServer()) {
      server.setDispatcher(new BareServer());
      server.start(loopback(), 0);
      browser = QuickstartTest::comeBack;
      environment = Map.of(ClientSecret.VARIABLE, "canary-secret");

      assertThat(run("--server", "http://127.0.0.1:" + server.getPort(), "--client-id", "me"))
          .isZero();
    }
    assertThat(lines())
        .containsExactly(
            "ms discovery found its metadata, with this very issuer",
            "ms an authorization URL has a state and a PKCE challenge",
            "ms the browser came back from the server, with an answer for this state",
            "ms the code became tokens for openid",
            "skipped userinfo: the server does not offer it",
            "skipped introspection: the server does not offer it",
            "skipped session and refresh: the server issued no refresh token",
            "skipped revocation: the server does not offer it",
            "skipped client credentials: the client may not have them here",
            "ms a code that was never issued is refused: status 400, error invalid_grant",
            "ms all steps worked");
    assertThat(out.toString(UTF_8)).doesNotContain("canary");
  }

  @Test
  void asksForOfflineAccessTogetherWithConsent() throws IOException {
    try (MockWebServer server = new MockWebServer()) {
      server.setDispatcher(new BareServer());
      server.start(loopback(), 0);
      browser =
          url -> {
            assertThat(HttpUrl.get(url).queryParameter("prompt")).isEqualTo("consent");
            comeBack(url);
          };
      environment = Map.of(ClientSecret.VARIABLE, "canary-secret");

      assertThat(
              run(
                  "--server",
                  "http://127.0.0.1:" + server.getPort(),
                  "--client-id",
                  "me",
                  "--scope",
                  "openid offline_access"))
          .isZero();
    }
  }

  @Test
  void revokesTheRefreshTokenOfAServerThatDoesNotRotate() throws IOException {
    BareServer bare = new BareServer();
    bare.endpoints = ",\"revocation_endpoint\":\"%s/revoke\"";
    bare.moreTokens = ",\"expires_in\":60,\"refresh_token\":\"canary-refresh\"";
    try (MockWebServer server = new MockWebServer()) {
      server.setDispatcher(bare);
      server.start(loopback(), 0);
      browser = QuickstartTest::comeBack;
      environment = Map.of(ClientSecret.VARIABLE, "canary-secret");

      assertThat(run("--server", "http://127.0.0.1:" + server.getPort(), "--client-id", "me"))
          .isZero();
    }
    assertThat(bare.revoked).startsWith("canary-refresh");
    assertThat(lines())
        .contains(
            "ms when the token's time is over, the session refreshes it, and the refresh token goes"
                + " on",
            "ms a logout revoked the tokens and deleted them");
    assertThat(out.toString(UTF_8)).doesNotContain("canary");
  }

  @Test
  void saysWhichOptionIsWrong() {
    assertMistake("There is no option --secret.", "--secret", "canary");
    assertMistake(
        "An argument is no option: options start with --, and their values follow.", "canary=1");
    assertMistake("--server needs a value.", "--server");
    assertMistake("--server needs a value.", "--server", "--client-id", "me");
    assertMistake("--server and --client-id go together.", "--server", "https://as.example");
    assertMistake("The options of a client need --server and --client-id.", "--public");
    assertMistake(
        "A client with --public has no secret: leave out --secret-file.",
        "--server",
        "https://as.example",
        "--client-id",
        "me",
        "--public",
        "--secret-file",
        "f");
    assertMistake(
        "A device has no redirect URI: leave out --redirect-uri or --device.",
        "--server",
        "https://as.example",
        "--client-id",
        "me",
        "--device",
        "--redirect-uri",
        "http://127.0.0.1:80/");
    for (String uri :
        List.of("http://localhost:80/", "http://127.0.0.1/", "http://127.0.0.1:65536/")) {
      assertMistake(
          "--redirect-uri has the form http://127.0.0.1:PORT/PATH.", "--redirect-uri", uri);
    }
  }

  @Test
  void saysThatAnIssuerIsNone() {
    assertThat(run("--server", "as.example", "--client-id", "me", "--public")).isEqualTo(1);
    assertThat(errors())
        .startsWith("The quickstart stopped. An issuer is an absolute URL such as ")
        .hasLineCount(1);
  }

  @Test
  void helps() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(UTF_8)).isEqualTo(Arguments.HELP);
    for (String option :
        List.of(
            "--server",
            "--client-id",
            "--secret-file",
            "--public",
            "--device",
            "--redirect-uri",
            "--scope")) {
      assertThat(Arguments.HELP).contains("  " + option + " ");
    }
  }

  /** Time flies. */
  private final ScheduledThreadPoolExecutor scheduler =
      new ScheduledThreadPoolExecutor(1) {
        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
          whileItWaits.run();
          return super.schedule(task, 0, unit);
        }
      };

  @AfterEach
  void stopTime() {
    scheduler.shutdownNow();
  }

  private int run(String... args) {
    return new Quickstart(
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            new ClientSecret(environment, question -> typed),
            browser,
            scheduler)
        .run(args);
  }

  private int runConfidential(String... more) {
    String[] args = {
      "--server", OneServer.SERVER.issuer(), "--client-id", EmbeddedServer.CONFIDENTIAL_CLIENT_ID
    };
    return run(Stream.of(args, more).flatMap(Arrays::stream).toArray(String[]::new));
  }

  private void assertMistake(String sentence, String... args) {
    err.reset();
    assertThat(run(args)).isEqualTo(2);
    assertThat(errors()).isEqualTo(sentence + " See --help.\n");
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  private void assertNoSecretIsPrinted() {
    assertThat(out.toString(UTF_8) + errors())
        .doesNotContain(secret())
        .doesNotContainPattern("eyJ[\\w-]+\\.eyJ"); // A JWT; a random state has no dots.
  }

  private void doAsTold() {
    Matcher told = Pattern.compile("Open (\\S+) and type (\\S+)").matcher(out.toString(UTF_8));
    assertThat(told.find()).isTrue();
    var person = new HttpUserAgent(EmbeddedServer.USER_NAME, OneServer.SERVER.userPassword());
    try {
      person.verifyDevice(told.group(1), told.group(2), Consent.APPROVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void logIn(String url) {
    var person = new HttpUserAgent(EmbeddedServer.USER_NAME, OneServer.SERVER.userPassword());
    visit(person, url, Consent.APPROVE);
  }

  private static void visit(HttpUserAgent person, String url, Consent consent) {
    try {
      person.deliver(person.authorize(url, consent));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server's redirect, without the server. */
  private static void comeBack(String url) {
    HttpUrl request = HttpUrl.get(url);
    String redirectUri = requireNonNull(request.queryParameter("redirect_uri"));
    HttpUrl callback =
        HttpUrl.get(redirectUri)
            .newBuilder()
            .addQueryParameter("code", "canary-code")
            .addQueryParameter("state", request.queryParameter("state"))
            .build();
    try {
      new HttpUserAgent("", "").deliver(callback.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String secret() {
    return OneServer.SERVER.confidentialClientSecret();
  }

  private String secretFile(String text) throws IOException {
    return Files.writeString(directory.resolve("secret"), text).toString();
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  private String errors() {
    return err.toString(UTF_8).replace(System.lineSeparator(), "\n");
  }

  private List<String> lines() {
    return out.toString(UTF_8)
        .lines()
        .map(
            line ->
                line.replaceFirst("^ *\\d+ ms  ", "ms ").replaceFirst("^ +skipped  ", "skipped "))
        .map(line -> line.replaceFirst(":\\d+$", ":PORT"))
        .toList();
  }

  /** A server with the two endpoints that the code grant needs, and a client for that alone. */
  private static final class BareServer extends Dispatcher {
    final List<String> revoked = new CopyOnWriteArrayList<>();
    String endpoints = "";
    String moreTokens = "";

    @Override
    public MockResponse dispatch(RecordedRequest request) {
      String issuer = "http://" + request.getHeaders().get("Host");
      if (request.getTarget().equals("/.well-known/openid-configuration")) {
        return json(
            200,
            """
            {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
             "token_endpoint_auth_methods_supported":["client_secret_post"]%2$s}"""
                .formatted(issuer, endpoints.formatted(issuer)));
      }
      String form = requireNonNull(request.getBody()).utf8();
      if (!form.contains("client_id=me&client_secret=canary-secret")) {
        return json(401, "{\"error\":\"invalid_client\"}");
      }
      if (form.contains("grant_type=client_credentials")) {
        return json(400, "{\"error\":\"unauthorized_client\"}");
      }
      String tokens = "{\"access_token\":\"canary-token\",\"token_type\":\"Bearer\"";
      if (request.getTarget().equals("/revoke")) {
        revoked.add(requireNonNull(HttpUrl.get(issuer + "/?" + form).queryParameter("token")));
        return new MockResponse.Builder().build();
      }
      if (form.contains("refresh_token=canary-refresh")) {
        return json(200, tokens.replace("canary-token", "canary-next") + "}");
      }
      return form.contains("code=canary-code")
          ? json(200, tokens + moreTokens + "}")
          : json(400, "{\"error\":\"invalid_grant\"}");
    }

    private static MockResponse json(int status, String body) {
      return new MockResponse.Builder()
          .code(status)
          .setHeader("Content-Type", "application/json")
          .body(body)
          .build();
    }
  }
}
