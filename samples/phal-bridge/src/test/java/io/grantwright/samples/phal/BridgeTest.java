package io.grantwright.samples.phal;

import static io.grantwright.samples.phal.Bench.APP;
import static io.grantwright.samples.phal.Bench.and;
import static io.grantwright.samples.phal.Bench.app;
import static io.grantwright.samples.phal.Bench.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.samples.phal.bus.BusMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the original does, message by message, and where this one is right instead. */
class BridgeTest {
  private static final double NOW = 1_795_262_400;

  @TempDir Path directory;
  private Bench bench;

  @BeforeEach
  void start() throws Exception {
    bench = new Bench(directory.resolve("state"));
  }

  @AfterEach
  void stop() throws Exception {
    bench.close();
  }

  @Test
  void registersAnAppWithoutCredentials() throws Exception {
    Map<String, @Nullable Object> answer = bench.register(Map.of());

    assertThat(answer).containsEntry("munged_id", "s_a").containsEntry("client_id", null);
    assertThat(answer.get("needs_creds")).isEqualTo(true);
  }

  @Test
  void registersAnAppWithCredentials() throws Exception {
    Map<String, @Nullable Object> answer = bench.register(bench.credentials());

    assertThat(answer)
        .isEqualTo(Map.of("munged_id", "s_a", "client_id", "cid", "needs_creds", false));
  }

  @Test
  void sendsNobodyToAnAddressWithoutAClient() throws Exception {
    bench.register(Map.of());

    assertThat(bench.ask("oauth.start", APP, "ovos.shell.oauth.start.authentication"))
        .isEqualTo(and(APP, Map.of("url", "", "needs_credentials", true)));
  }

  @Test
  void startsWithCredentialsThatArriveLater() throws Exception {
    bench.register(Map.of());
    bench.ask("oauth.start", APP, "ovos.shell.oauth.start.authentication");

    Map<String, @Nullable Object> answer =
        bench.ask(
            "ovos.shell.oauth.register.credentials",
            and(APP, bench.credentials()),
            "ovos.shell.oauth.start.authentication");

    assertThat(answer.get("needs_credentials")).isEqualTo(false);
    HttpUrl url = Bench.url(answer);
    assertThat(url.queryParameterNames())
        .containsExactlyInAnyOrder(
            "response_type",
            "client_id",
            "redirect_uri",
            "scope",
            "state",
            "code_challenge",
            "code_challenge_method",
            "show_dialog");
    assertThat(url.toString()).startsWith("https://as.example/auth?response_type=code&");
    assertThat(url.queryParameter("redirect_uri"))
        .isEqualTo("http://127.0.0.1:%d/auth/callback/s_a".formatted(bench.bridge.port()));
    assertThat(url.queryParameter("client_id")).isEqualTo("cid");
    assertThat(url.queryParameter("scope")).isEqualTo("a b");
    assertThat(url.queryParameter("show_dialog")).isEqualTo("True");
  }

  @Test
  void keepsTypedInCredentialsWhenTheSkillRegistersAgain() throws Exception {
    bench.register(Map.of());
    bench.ask(
        "ovos.shell.oauth.register.credentials",
        and(APP, bench.credentials()),
        "ovos.shell.oauth.start.authentication");

    assertThat(bench.register(Map.of()).get("client_id")).isEqualTo("cid");
  }

  @Test
  void keepsATypedInSecretWhenTheSkillKnowsOnlyTheClient() throws Exception {
    bench.register(Map.of("client_id", "cid"));
    bench.ask(
        "ovos.shell.oauth.register.credentials",
        and(APP, bench.credentials()),
        "ovos.shell.oauth.start.authentication");
    bench.register(Map.of("client_id", "cid"));
    bench.logIn();

    assertThat(bench.provider.takeRequest().getHeaders().get("Authorization"))
        .isEqualTo("Basic Y2lkOnNlY3JldA==");
  }

  @Test
  void refreshesWithASecretThatWasTypedInAnew() throws Exception {
    bench.register(Map.of("client_id", "cid", "client_secret", "old"));
    bench.logIn();
    bench.ask(
        "ovos.shell.oauth.register.credentials",
        and(APP, bench.credentials()),
        "ovos.shell.oauth.start.authentication");
    bench.provide(200, "{\"access_token\":\"A2\",\"token_type\":\"Bearer\"}");

    bench.ask("oauth.refresh", APP, "oauth.refresh.response");

    bench.provider.takeRequest();
    assertThat(bench.provider.takeRequest().getHeaders().get("Authorization"))
        .isEqualTo("Basic Y2lkOnNlY3JldA==");
  }

  @Test
  void takesAnotherClientWhileTokensOfTheFirstAreKept() throws Exception {
    bench.register(bench.credentials());
    bench.logIn();

    assertThat(bench.register(Map.of("client_id", "other")))
        .containsEntry("client_id", "other")
        .containsEntry("needs_creds", false);
  }

  @Test
  void forgetsTypedInCredentialsWhenTheEndpointsAreOthers() throws Exception {
    bench.register(bench.credentials());

    assertThat(bench.register(Map.of("token_endpoint", "https://evil.example/token")))
        .containsEntry("needs_creds", true);
  }

  @Test
  void givesTheHostAndThePortOfCallbacks() throws Exception {
    assertThat(bench.ask("oauth.get.app.host.info", Map.of(), "oauth.app.host.info.response"))
        .isEqualTo(Map.of("host", "127.0.0.1", "port", (long) bench.bridge.port()));
  }

  @Test
  void answersInTheContextOfTheRequest() throws Exception {
    bench.skill.send(
        new BusMessage(
            "oauth.get.app.host.info",
            Map.of(),
            Map.of("source", "skill", "destination", "phal", "session", Map.of("volume", 0.5))));

    assertThat(bench.skill.hear("oauth.app.host.info.response").context())
        .isEqualTo(
            Map.of("source", "phal", "destination", "skill", "session", Map.of("volume", 0.5)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          oauth.register                        | oauth.register.response               | phal  | skill
          oauth.get                             | oauth.url                             | phal  | skill
          oauth.generate.qr.request             | oauth.generate.qr.response            | phal  | skill
          oauth.refresh                         | oauth.refresh.response                | phal  | skill
          oauth.start                           | ovos.shell.oauth.start.authentication | skill | phal
          ovos.shell.oauth.register.credentials | ovos.shell.oauth.start.authentication | skill | phal
          oauth.generate.qr.request             | ovos.shell.oauth.display.qr.code      |       |
          """)
  void addressesEachAnswerAsTheOriginalDoes(
      String request, String answer, String source, String destination) throws Exception {
    bench.register(bench.credentials());
    bench.skill.send(
        new BusMessage(
            request,
            and(and(APP, bench.endpoints()), bench.credentials()),
            Map.of("source", "skill", "destination", "phal")));

    Map<String, @Nullable Object> context = bench.skill.hear(answer).context();

    assertThat(context.get("source")).isEqualTo(source);
    assertThat(context.get("destination")).isEqualTo(destination);
  }

  @Test
  void takesEmptyFieldsForAbsentOnes() throws Exception {
    Map<String, @Nullable Object> empty =
        Map.of("client_id", "", "client_secret", "", "refresh_endpoint", "", "scope", "");
    assertThat(bench.register(empty)).containsEntry("needs_creds", true);

    Map<String, @Nullable Object> typedIn = Map.of("client_id", " cid ", "client_secret", "");
    Map<String, @Nullable Object> answer =
        bench.ask(
            "ovos.shell.oauth.register.credentials",
            and(APP, typedIn),
            "ovos.shell.oauth.start.authentication");

    assertThat(Bench.url(answer).queryParameter("client_id")).isEqualTo("cid");
    assertThat(Bench.url(answer).queryParameter("scope")).isNull();
  }

  @Test
  void turnsACallbackIntoTokensOnTheBus() throws Exception {
    bench.register(Map.of("client_id", "cid", "client_secret", "s+e c%t"));
    HttpUrl url = bench.url();
    bench.provide(
        200,
        """
        {"access_token":"A","token_type":"Bearer","expires_in":100,"refresh_token":"R","house":7}\
        """);

    assertThat(bench.callBack(url, "code=c1")).isEqualTo(200);

    Map<String, @Nullable Object> data = bench.skill.hear("oauth.token.response.s_a").data();
    Map<String, @Nullable Object> members =
        Map.of(
            "access_token",
            "A",
            "token_type",
            "Bearer",
            "expires_in",
            100L,
            "refresh_token",
            "R",
            "house",
            7L,
            "expires_at",
            NOW + 100);
    assertThat(data).containsAllEntriesOf(members).containsEntry("token_response", members);
    assertThat(data).hasSize(members.size() + 1);
    RecordedRequest request = bench.provider.takeRequest();
    assertThat(request.getHeaders().get("Authorization"))
        .isEqualTo("Basic Y2lkOnMlMkJlK2MlMjV0"); // cid:s%2Be+c%25t
    assertThat(body(request))
        .startsWith(
            "grant_type=authorization_code&code=c1&redirect_uri=http%3A%2F%2F127.0.0.1%3A"
                + bench.bridge.port()
                + "%2Fauth%2Fcallback%2Fs_a&code_verifier=");
  }

  @Test
  void toleratesTokensWithoutALifetime() throws Exception {
    bench.register(bench.credentials());
    bench.provide(200, "{\"access_token\":\"A\",\"token_type\":\"Bearer\"}");

    bench.callBack(bench.url(), "code=c1");

    assertThat(bench.skill.hear("oauth.token.response.s_a").data())
        .containsEntry("access_token", "A")
        .doesNotContainKey("expires_at");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/plain                        | {"access_token":"A","expires_in":"100","scope":"a,b"}
          application/json                  | {"access_token":"A","expires_in":100,"scope":["a","b"]}
          application/x-www-form-urlencoded | access_token=A&expires_in=100&scope=a%2Cb
          """)
  void toleratesAnswersThatAreNotQuiteThoseOfTheStandard(String type, String answer)
      throws Exception {
    bench.register(bench.credentials());
    bench.provide(200, type, answer);
    bench.callBack(bench.url(), "code=c1");

    assertThat(bench.skill.hear("oauth.token.response.s_a").data())
        .containsEntry("access_token", "A")
        .containsEntry("token_type", "Bearer")
        .containsEntry("expires_in", 100L)
        .containsEntry("scope", "a b");
  }

  @Test
  void findsTheErrorInAnAnswerThatSaysItSucceeded() throws Exception {
    bench.register(bench.credentials());
    bench.logIn();
    bench.provide(200, "{\"error\":\"bad_refresh_token\"}");

    bench.ask("oauth.refresh", APP, "oauth.refresh.response");
    bench.ask("oauth.refresh", APP, "oauth.refresh.response");

    // The code, and one refresh: it was refused, and not lost on its way.
    assertThat(bench.provider.getRequestCount()).isEqualTo(2);
  }

  @Test
  void takesAClientWithoutASecretForAPublicOne() throws Exception {
    assertThat(bench.register(Map.of("client_id", "http://192.168.1.2:36536")))
        .containsEntry("needs_creds", false);
    bench.logIn();

    RecordedRequest request = bench.provider.takeRequest();
    assertThat(request.getHeaders().get("Authorization")).isNull();
    assertThat(body(request)).contains("client_id=http%3A%2F%2F192.168.1.2%3A36536");
  }

  @Test
  void refreshesWithTheNewLifetime() throws Exception {
    bench.register(bench.credentials());
    bench.logIn();
    bench.provider.takeRequest();
    bench.provide(200, "{\"access_token\":\"A2\",\"token_type\":\"Bearer\",\"expires_in\":5000}");

    assertThat(bench.ask("oauth.refresh", APP, "oauth.refresh.response"))
        .isEqualTo(
            Map.of(
                "result",
                "Ok",
                "client_id",
                "cid",
                "token",
                Map.of(
                    "access_token", "A2",
                    "token_type", "Bearer",
                    "refresh_token", "R",
                    "expires_in", 5000L,
                    "scope", "a b",
                    "expires_at", NOW + 5000)));
    RecordedRequest request = bench.provider.takeRequest();
    assertThat(request.getTarget()).isEqualTo("/token");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Basic Y2lkOnNlY3JldA==");
    assertThat(body(request)).isEqualTo("grant_type=refresh_token&refresh_token=R");
  }

  @Test
  void refreshesAtTheRefreshEndpointIfThereIsOne() throws Exception {
    bench.register(
        and(
            bench.credentials(),
            Map.of("refresh_endpoint", bench.provider.url("/refresh").toString())));
    bench.logIn();
    bench.provider.takeRequest();
    bench.provide(200, "{\"access_token\":\"A2\",\"token_type\":\"Bearer\"}");

    bench.ask("oauth.refresh", APP, "oauth.refresh.response");

    assertThat(bench.provider.takeRequest().getTarget()).isEqualTo("/refresh");
  }

  @Test
  void refreshesAPublicClientWithoutMakingUpASecret() throws Exception {
    bench.register(Map.of("client_id", "cid"));
    bench.logIn();
    bench.provider.takeRequest();
    bench.provide(200, "{\"access_token\":\"A2\",\"token_type\":\"Bearer\"}");

    bench.ask("oauth.refresh", APP, "oauth.refresh.response");

    RecordedRequest request = bench.provider.takeRequest();
    assertThat(request.getHeaders().get("Authorization")).isNull();
    assertThat(body(request)).contains("client_id=cid");
  }

  @Test
  void saysWhenARefreshTokenIsDead() throws Exception {
    bench.register(bench.credentials());
    bench.logIn();
    bench.provide(400, "{\"error\":\"invalid_grant\"}");

    Map<String, @Nullable Object> answer =
        bench.ask("oauth.refresh", APP, "oauth.refresh.response");

    assertThat(answer.get("result")).isEqualTo("Error");
    assertThat((String) answer.get("error")).contains("invalid_grant");
  }

  @Test
  void drawsACodeThatIsTheOwnersAloneAndGoesWithItsFlow() throws Exception {
    bench.register(bench.credentials());

    Map<String, @Nullable Object> answer =
        bench.ask("oauth.generate.qr.request", APP, "oauth.generate.qr.response");
    Map<String, @Nullable Object> shown =
        bench.skill.hear("ovos.shell.oauth.display.qr.code").data();

    assertThat(shown).isEqualTo(answer).containsAllEntriesOf(APP);
    Path file = Path.of((String) answer.get("qr"));
    assertThat(file.getFileName().toString()).matches("s_a_oauth_qr_[0-9a-f]{4}\\.png");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    HttpUrl url = HttpUrl.get(Pngs.read(file));
    assertThat(url.queryParameterNames()).doesNotContain("client_secret");
    bench.provide(200, "{\"access_token\":\"A\",\"token_type\":\"Bearer\"}");
    bench.callBack(url, "code=c1");
    bench.skill.hear("oauth.token.response.s_a");
    assertThat(file).doesNotExist();
  }

  @Test
  void deletesTheCodesOfOtherFlowsOfTheApp() throws Exception {
    bench.register(bench.credentials());
    bench.skill.send("oauth.generate.qr.request", APP);
    bench.skill.hear("ovos.shell.oauth.display.qr.code");
    bench.logIn();

    bench.bridge.close();

    assertThat(directory.resolve("state/qr")).isEmptyDirectory();
  }

  @Test
  void keepsTheShellOutWhereASkillShowsItselfWhatThereIs() throws Exception {
    bench.register(and(bench.credentials(), Map.of("shell_integration", false)));

    assertThat((String) bench.ask("oauth.start", APP, "oauth.url").get("url"))
        .startsWith("https://as.example/auth?");
    bench.ask("oauth.generate.qr.request", APP, "oauth.generate.qr.response");
    bench.skill.send("oauth.get.app.host.info", Map.of());
    assertThat(bench.skill.hearUntil("oauth.app.host.info.response"))
        .doesNotContain(
            "ovos.shell.oauth.start.authentication", "ovos.shell.oauth.display.qr.code");
  }

  @Test
  void refusesAnIdentifierThatAnotherPairOwns() throws Exception {
    bench.ask("oauth.register", and(app("s", "b_a"), bench.endpoints()), "oauth.register.response");

    Map<String, @Nullable Object> answer =
        bench.ask(
            "oauth.register", and(app("s_b", "a"), bench.endpoints()), "oauth.register.response");

    assertThat(answer.get("error"))
        .isEqualTo(
            "\"s_b_a\" is the identifier of app \"b_a\" of skill \"s\"; give the app another"
                + " app_id");
  }

  @Test
  void servesSeveralSkillsAtOnce() throws Exception {
    for (String skill : new String[] {"s", "t", "u"}) {
      bench.skill.send(
          "oauth.register", and(and(app(skill, "a"), bench.endpoints()), bench.credentials()));
      bench.skill.send("oauth.get", app(skill, "a"));
    }
    HttpUrl[] urls = new HttpUrl[3];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = Bench.url(bench.skill.hear("oauth.url").data());
    }
    for (int i = urls.length - 1; i >= 0; i--) {
      bench.provide(200, "{\"access_token\":\"A%d\",\"token_type\":\"Bearer\"}".formatted(i));
      bench.callBack(urls[i], "code=c" + i);
      String id = new String[] {"s_a", "t_a", "u_a"}[i];
      assertThat(bench.skill.hear("oauth.token.response." + id).data())
          .containsEntry("access_token", "A" + i);
    }
  }

  @Test
  void keepsAppsAndTokensForTheNextStart() throws Exception {
    bench.register(bench.credentials());
    bench.logIn();
    bench.close();

    bench = new Bench(directory.resolve("state"));
    // Another provider, so another port: the app is still there, and so is what it needs.
    assertThat(bench.url().queryParameter("client_id")).isEqualTo("cid");
    assertThat(bench.directory.resolve("tokens")).isDirectoryContaining("glob:**.grant");
  }
}
