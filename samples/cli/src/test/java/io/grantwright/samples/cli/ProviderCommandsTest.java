package io.grantwright.samples.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands with the descriptors that come with the SDK, and what their providers want. */
@ExtendWith(OneServer.class)
final class ProviderCommandsTest {
  private final Terminal terminal;
  private ScriptedServer server = new ScriptedServer();

  ProviderCommandsTest(@TempDir Path directory) {
    this.terminal = new Terminal(directory);
    terminal.browser = ScriptedServer.approving();
    terminal.environment.put(SecretOptions.VARIABLE, "canary-secret");
  }

  @BeforeEach
  void start() throws IOException {
    server = ScriptedServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<String> withLogin() {
    return having(Ability.LOGIN);
  }

  static Stream<String> withDevices() {
    return having(Ability.DEVICE);
  }

  static Stream<String> withClientCredentials() {
    return having(Ability.TOKEN);
  }

  static Stream<String> withRevocation() {
    return having(Ability.REVOKE);
  }

  @ParameterizedTest
  @MethodSource("withLogin")
  void logsInAndRefreshes(String provider) {
    server.answer = tokens(provider, "2");
    succeeds(at(provider, "login"));

    // Exact Online refuses refreshes before the last 30 seconds of a token's life.
    terminal.clock = Clock.offset(terminal.clock, Duration.ofSeconds(295));
    server.answer = tokens(provider, "3");
    succeeds("refresh", "--json");

    assertThat(terminal.json()).containsEntry("refreshed", true);
    assertThat(server.forms).last().asString().contains("canary-refresh-2");
  }

  @ParameterizedTest
  @MethodSource("withDevices")
  void logsInWithAnotherDevice(String provider) {
    server.answer = tokens(provider, "2");

    succeeds(at(provider, "device"));

    assertThat(server.forms).last().asString().contains("device_code=canary-device");
  }

  @ParameterizedTest
  @MethodSource("withClientCredentials")
  void getsTokensOfTheClient(String provider) {
    server.answer = tokens(provider, "2");

    succeeds(at(provider, "token"));

    assertThat(server.forms)
        .singleElement()
        .asString()
        .startsWith("/token grant_type=client_credentials");
  }

  @ParameterizedTest
  @MethodSource("withRevocation")
  void revokes(String provider) {
    server.answer = tokens(provider, "2");
    succeeds(at(provider, "login"));

    succeeds("revoke", "--refresh-token");

    assertThat(server.forms).last().asString().startsWith("/revoke token=canary-refresh-2");
  }

  @Test
  void sendsTheBrowserWhereTheDescriptorSays() {
    assertThat(addressOf("github", "--scope", "repo user"))
        .startsWith("https://github.com/login/oauth/authorize?response_type=code&")
        .contains("&scope=repo%20user&")
        .contains("&code_challenge_method=S256")
        .contains("&client_id=me");
  }

  @Test
  void appliesTheDeviationsInTheBrowser() {
    assertThat(addressOf("slackuser", "--scope", "chat:write users:read"))
        .startsWith("https://slack.com/oauth/v2/authorize?")
        .contains("&user_scope=chat%3Awrite%2Cusers%3Aread&");
    assertThat(addressOf("tiktokbusiness"))
        .startsWith("https://www.tiktok.com/v2/auth/authorize/?")
        .contains("client_key=me")
        .doesNotContain("code_challenge");
    assertThat(addressOf("google", "--offline"))
        .startsWith("https://accounts.google.com/o/oauth2/v2/auth?")
        .contains("&access_type=offline")
        .contains("&prompt=consent")
        .doesNotContain("offline_access");
  }

  @Test
  void findsTheHostOfACountry() {
    assertThat(addressOf("exactonline", "-s", "https://start.exactonline.be"))
        .startsWith("https://start.exactonline.be/api/oauth2/auth?");
  }

  @Test
  void findsAnInstallation() {
    assertThat(addressOf("homeassistant", "-s", "http://127.0.0.1:8123"))
        .startsWith("http://127.0.0.1:8123/auth/authorize?");
    assertThat(addressOf("pipeshub", "-s", "https://pipeshub.example/api/v1"))
        .startsWith("https://pipeshub.example/api/v1/oauth2/authorize?");
  }

  @Test
  void knowsWhatAProviderCallsItselfInCallbacks() {
    String token = "token=" + server.issuer() + "/token";
    String[] login = {"login", "--provider", "github", "-c", "me", "--endpoint", token};
    terminal.browser =
        ScriptedServer.answering("code=canary-code&iss=https%3A%2F%2Fgithub.com%2Flogin%2Foauth");
    succeeds(login);

    terminal.browser = ScriptedServer.answering("code=canary-code&iss=https%3A%2F%2Fevil.example");
    assertThat(terminal.run(login)).isEqualTo(ExitCode.REFUSED.code());
  }

  @Test
  void knowsItOfAnInstallationElsewhere() {
    String issuer = server.issuer() + "/login/oauth";
    terminal.browser = ScriptedServer.answering("code=canary-code&iss=" + issuer);
    succeeds(at("github", "login"));

    terminal.browser =
        ScriptedServer.answering("code=canary-code&iss=https%3A%2F%2Fgithub.com%2Flogin%2Foauth");
    assertThat(terminal.run(at("github", "login"))).isEqualTo(ExitCode.REFUSED.code());
  }

  @Test
  void showsWhatAProviderCallsItself() {
    succeeds("providers", "github");
    assertThat(terminal.out())
        .contains(
            "  server      https://github.com\n  issuer      https://github.com/login/oauth\n");
    succeeds("providers", "google");
    assertThat(terminal.out()).contains("  issuer      https://accounts.google.com\n");
    succeeds("providers", "slack");
    assertThat(terminal.out()).doesNotContain("issuer");
  }

  @Test
  void doctorShowsWhatCallbacksAreHeldAgainst() {
    succeeds("doctor", "--provider", "github", "-c", "me", "-s", "https://ghe.example/");
    assertThat(terminal.out())
        .contains(
            "  ok     issuer      callbacks that name their issuer (RFC 9207) have to name"
                + " https://ghe.example/login/oauth\n");
    succeeds("doctor", "--provider", "pipeshub", "-c", "me", "-s", "https://hub.example/api/v1");
    assertThat(terminal.out()).contains(" have to name https://hub.example\n");
    succeeds("doctor", "--provider", "slack", "-c", "me");
    assertThat(terminal.out())
        .contains(
            "  note   issuer      callbacks that name their issuer (RFC 9207) have to name"
                + " https://slack.com, since the descriptor does not say what it calls itself\n");
  }

  @Test
  void doctorFindsAServerThatIsNone() {
    assertThat(terminal.run("doctor", "--provider", "omniport", "-c", "me", "-s", "omniport"))
        .isEqualTo(ExitCode.NO.code());
    assertThat(terminal.out())
        .contains(
            "  WRONG  server      nothing will work: serverUrl must be an absolute URL such as"
                + " https://example.com/api, found \"omniport\".\n");
  }

  @Test
  void takesErrorsForWhatTheyMean() {
    server.answer = ScriptedServer.json(200, "{\"error\":\"bad_verification_code\"}");

    assertThat(terminal.run(at("github", "login"))).isEqualTo(ExitCode.REFUSED.code());

    assertThat(terminal.err()).contains("bad_verification_code");
  }

  @Test
  void asksNobodyForASecretThatTheProviderDoesNotTake() {
    terminal.environment.remove(SecretOptions.VARIABLE);

    succeeds(at("homeassistant", "login"));

    assertThat(terminal.questions).isEmpty();
    assertThat(server.forms).last().asString().doesNotContain("secret");
  }

  @Test
  void saysWhatAProviderHasNothingFor() {
    assertThat(terminal.run("device", "--provider", "slack", "-c", "me"))
        .isEqualTo(ExitCode.CONFIGURATION.code());
    assertThat(terminal.err())
        .isEqualTo(
            "grantwright: Slack, for the tokens of bots has nothing for device; providers slack"
                + " shows what it has.\n");
  }

  @Test
  void saysWhichProvidersThereAre() {
    assertThat(terminal.run("login", "--provider", "githup", "-c", "me"))
        .isEqualTo(ExitCode.CONFIGURATION.code());
    assertThat(terminal.err())
        .startsWith("grantwright: There is no descriptor of that name; there are exactonline, gi");
  }

  @Test
  void wantsAServerWhereEachInstallationHasItsOwn() {
    assertThat(terminal.run("login", "--provider", "omniport", "-c", "me"))
        .isEqualTo(ExitCode.USAGE.code());
    assertThat(terminal.err())
        .isEqualTo(
            "grantwright: A new profile needs --client-id, and --server unless the --provider is"
                + " in one place.\n");
  }

  @Test
  void keepsTheProviderInTheProfile() {
    server.answer = tokens("github", "2");
    succeeds(at("github", "login"));

    assertThat(terminal.run("login", "--provider", "google"))
        .as("tokens belong to the client and the server that they were issued by")
        .isEqualTo(ExitCode.CONFIGURATION.code());
    assertThat(terminal.run("doctor")).as(terminal.err()).isZero();
    assertThat(terminal.out())
        .contains("  ok     device      there is what device needs\n")
        .contains("  note   revoke      revoke will not work: there is nothing for it\n");
  }

  /** A command with the endpoints of a provider on this machine. */
  private String[] at(String provider, String command) {
    List<String> args = new ArrayList<>(List.of(command, "--provider", provider, "-c"));
    args.addAll(List.of("my-client", "-s", server.issuer()));
    for (String each : new String[] {"authorization", "token", "refresh", "revocation"}) {
      String path = each.equals("revocation") ? "revoke" : each;
      args.addAll(List.of("--endpoint", each + "=" + server.issuer() + "/" + path));
    }
    args.addAll(List.of("--endpoint", "device-authorization=" + server.issuer() + "/device"));
    return args.toArray(String[]::new);
  }

  private String addressOf(String provider, String... more) {
    List<String> opened = new ArrayList<>();
    terminal.browser =
        url -> {
          opened.add(url);
          ScriptedServer.denying().open(url);
        };
    List<String> args = new ArrayList<>(List.of("login", "--provider", provider, "-c", "me"));
    args.addAll(List.of(more));
    assertThat(terminal.run(args.toArray(String[]::new)))
        .as(terminal.err())
        .isEqualTo(ExitCode.REFUSED.code());
    return opened.get(0);
  }

  private void succeeds(String... args) {
    int exitCode = terminal.run(args);
    assertThat(exitCode).as("%s", terminal.err()).isZero();
  }

  /** Tokens in the shape that a provider has them in. */
  private static MockResponse tokens(String provider, String number) {
    String members =
        Stream.of("access_token", "refresh_token")
            .map(
                name ->
                    "\"%s\":\"canary-%s-%s\""
                        .formatted(name, name.substring(0, name.indexOf('_')), number))
            .collect(joining(","));
    String shape =
        switch (provider) {
          case "exactonline" -> "{%s,\"token_type\":\"bearer\",\"expires_in\":\"300\"}";
          case "slack" -> "{\"ok\":true,%s,\"token_type\":\"bot\",\"expires_in\":300}";
          case "slackuser" ->
              "{\"ok\":true,\"authed_user\":{%s,\"token_type\":\"user\",\"expires_in\":300}}";
          case "tiktokbusiness" ->
              "{\"code\":0,\"message\":\"OK\",\"data\":{%s,\"token_type\":\"Bearer\",\"expires_in\":300}}";
          default -> "{%s,\"token_type\":\"Bearer\",\"expires_in\":300}";
        };
    return ScriptedServer.json(200, shape.formatted(members));
  }

  private static Stream<String> having(Ability<?> ability) {
    return Provider.SHIPPED.stream()
        .filter(each -> ability.capability().isAssignableFrom(each.descriptor()))
        .map(Provider::name);
  }
}
