package io.grantwright.samples.phal;

import static io.grantwright.samples.phal.Bench.APP;
import static io.grantwright.samples.phal.Bench.and;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantwright.runtime.flow.PortUnavailableException;
import io.grantwright.runtime.store.FileTokenStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes, there is a clear answer, the bridge serves on, and no token is lost. */
class BadInputTest {
  private static final String MEGABYTE = "x".repeat(1024 * 1024);

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON",
        "[]",
        "null",
        "7",
        "{",
        "{\"type\": 7}",
        "{\"type\": \"oauth.get\", \"data\": []}",
        "{\"type\": \"oauth.get\", \"type\": \"oauth.get\"}",
        "{\"ciphertext\": \"00\"}",
        "{}"
      })
  void ignoresFramesThatAreNoMessages(String frame) throws Exception {
    try (Bench bench = new Bench(directory)) {
      bench.skill.sendText(frame);

      assertServes(bench);
    }
  }

  @Test
  void ignoresMessagesOfOthersHoweverLong() throws Exception {
    try (Bench bench = new Bench(directory)) {
      bench.skill.send("speak", Map.of("utterance", MEGABYTE));

      assertServes(bench);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          oauth.register                        | oauth.register.response
          oauth.start                           | oauth.start.response
          oauth.get                             | oauth.url
          oauth.refresh                         | oauth.refresh.response
          oauth.generate.qr.request             | oauth.generate.qr.response
          ovos.shell.oauth.register.credentials | ovos.shell.oauth.register.credentials.response
          """)
  void saysWhichFieldIsMissing(String request, String answer) throws Exception {
    try (Bench bench = new Bench(directory)) {
      assertThat((String) bench.ask(request, Map.of("skill_id", "s"), answer).get("error"))
          .startsWith("the message does not fit: ")
          .containsAnyOf("app_id", "auth_endpoint");
      assertServes(bench);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          oauth.start                           | oauth.start.response
          oauth.get                             | oauth.url
          oauth.refresh                         | oauth.refresh.response
          oauth.generate.qr.request             | oauth.generate.qr.response
          ovos.shell.oauth.register.credentials | ovos.shell.oauth.register.credentials.response
          """)
  void saysThatAnAppIsNotRegistered(String request, String answer) throws Exception {
    try (Bench bench = new Bench(directory)) {
      assertThat(bench.ask(request, and(APP, bench.credentials()), answer).get("error"))
          .isEqualTo("app \"a\" of skill \"s\" is not registered; send oauth.register first");
      assertServes(bench);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"skill_id", "app_id", "scope", "auth_endpoint", "client_id"})
  void refusesAMegabyteInAField(String field) throws Exception {
    try (Bench bench = new Bench(directory)) {
      assertThat((String) bench.register(Map.of(field, MEGABYTE)).get("error"))
          .startsWith(field + " has 1048576 characters; it may have ");
      assertServes(bench);
    }
  }

  @Test
  void doesNotSendBackWhatIsTooLong() throws Exception {
    try (Bench bench = new Bench(directory)) {
      assertThat(bench.register(Map.of("client_id", MEGABYTE))).containsEntry("client_id", null);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"oauth.get\",\"context\":{\"%s\":1e999}}",
        "{\"type\":\"%s\",\"data\":7}"
      })
  void writesNoMegabyteIntoItsLog(String frame) throws Exception {
    try (Bench bench = new Bench(directory)) {
      bench.skill.sendText(frame.formatted(MEGABYTE));
      assertServes(bench);

      assertThat(bench.logged()).contains("A frame is no message").hasSizeLessThan(2_000);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          skill_id       | 7                     | the message does not fit: expected a string at $.skill_id, found a number
          auth_endpoint  | nowhere               | auth_endpoint is no address such as https://as.example/authorize
          token_endpoint | http://as.example/tok | token_endpoint must have https; for a provider in the home, start the bridge with --plain-http as.example
          """)
  void refusesFieldsThatAreNotWhatTheyShouldBe(String field, String value, String error)
      throws Exception {
    try (Bench bench = new Bench(directory)) {
      Object typed = value.equals("7") ? 7L : value;
      assertThat(bench.register(Map.of(field, typed)).get("error")).isEqualTo(error);
      assertServes(bench);
    }
  }

  @Test
  void tellsTheAppThatTheUserSaidNo() throws Exception {
    try (Bench bench = new Bench(directory)) {
      bench.register(bench.credentials());

      assertThat(bench.callBack(bench.url(), "error=access_denied")).isEqualTo(200);

      assertThat(bench.skill.hear("oauth.token.response.s_a").data())
          .isEqualTo(
              and(
                  APP,
                  Map.of(
                      "error",
                      "access_denied",
                      "error_description",
                      "The authorization server answered access_denied")));
      assertServes(bench);
    }
  }

  @Test
  void tellsTheAppThatTheServerRefusesTheCode() throws Exception {
    try (Bench bench = new Bench(directory)) {
      bench.register(bench.credentials());
      bench.provide(400, "{\"error\":\"invalid_grant\"}");
      bench.callBack(bench.url(), "code=c1");

      assertThat(bench.skill.hear("oauth.token.response.s_a").data())
          .containsEntry("error", "invalid_grant")
          .doesNotContainKey("access_token");
      assertServes(bench);
    }
  }

  @Test
  void answersACallbackForAnUnknownAppWithAPage() throws Exception {
    try (Bench bench = new Bench(directory)) {
      assertThat(
              bench.get(
                  HttpUrl.get(
                      "http://127.0.0.1:%d/auth/callback/nobody?code=c&state=nobody"
                          .formatted(bench.bridge.port()))))
          .isEqualTo(404);
      assertServes(bench);
    }
  }

  @Test
  void takesNoCallbackWithAnotherState() throws Exception {
    try (Bench bench = new Bench(directory)) {
      bench.register(bench.credentials());
      HttpUrl redirect = Bench.redirectUri(bench.url());

      assertThat(bench.get(redirect.newBuilder().query("code=c1&state=s_a").build()))
          .isEqualTo(400);
      bench.logIn(); // The app's own callback still counts.
      assertThat(bench.provider.getRequestCount()).isEqualTo(1);
    }
  }

  @Test
  void doesNotStartWhereTheDirectoryIsInUse() throws Exception {
    try (Bench bench = new Bench(directory)) {
      assertThatThrownBy(() -> PhalBridge.start(bench.settings(), bench.surroundings))
          .isInstanceOf(Refusal.class)
          .hasMessageStartingWith("Another bridge runs in " + directory);
      assertServes(bench);
    }
  }

  @Test
  void doesNotStartWhereThePortIsInUse() throws Exception {
    try (Bench bench = new Bench(directory.resolve("first"))) {
      Settings second = Settings.in(directory.resolve("second")).withPort(bench.bridge.port());
      assertThatThrownBy(() -> PhalBridge.start(second, bench.surroundings))
          .isInstanceOf(PortUnavailableException.class)
          .hasMessageStartingWith("Port " + bench.bridge.port() + " cannot be listened on");
      assertServes(bench);
    }
  }

  @Test
  void keepsTokensInMemoryWhileTheDiskIsFull() throws Exception {
    FullDisk disk = new FullDisk(FileTokenStore.open(directory.resolve("tokens")));
    try (Bench bench = new Bench(directory, disk)) {
      bench.register(bench.credentials());
      disk.full = true;

      assertThat(bench.logIn().data()).containsEntry("access_token", "A");
      assertThat(bench.ask("oauth.refresh", APP, "oauth.refresh.response").get("error"))
          .isEqualTo("the newest tokens are not stored yet; ask again later");
      assertThat(bench.timer.skip()).isEqualTo(Duration.ofSeconds(1));
      assertThat(bench.timer.due()).isEqualTo(Duration.ofSeconds(2));
      disk.full = false;
      bench.timer.skip();
      bench.awaitLog("The tokens of s_a are stored.");
      bench.provide(200, "{\"access_token\":\"A2\",\"token_type\":\"Bearer\"}");
      assertThat(bench.ask("oauth.refresh", APP, "oauth.refresh.response"))
          .containsEntry("result", "Ok");
    }
  }

  @Test
  void storesAtTheEndWhatCouldNotBeStoredBefore() throws Exception {
    FullDisk disk = new FullDisk(FileTokenStore.open(directory.resolve("tokens")));
    try (Bench bench = new Bench(directory, disk)) {
      bench.register(bench.credentials());
      disk.full = true;
      bench.logIn();
      disk.full = false;

      bench.bridge.close();

      assertThat(directory.resolve("tokens")).isDirectoryContaining("glob:**.grant");
    }
  }

  @Test
  void sendsNoRefreshTokenWhoseSuccessorWouldHaveNoRoom() throws Exception {
    FullDisk disk = new FullDisk(FileTokenStore.open(directory.resolve("tokens")));
    try (Bench bench = new Bench(directory, disk)) {
      bench.register(bench.credentials());
      bench.logIn();
      disk.full = true;

      assertThat(bench.ask("oauth.refresh", APP, "oauth.refresh.response"))
          .containsEntry("result", "Error");
      assertThat(bench.provider.getRequestCount()).isEqualTo(1);
    }
  }

  @Test
  void saysThatAnAppCannotBeStored() throws Exception {
    try (Bench bench = new Bench(directory)) {
      Files.createDirectories(directory.resolve("apps.json.next/in the way"));

      assertThat((String) bench.register(Map.of()).get("error"))
          .startsWith("it cannot be stored: ");
      assertServes(bench);
    }
  }

  @Test
  void saysThatACodeCannotBeDrawn() throws Exception {
    try (Bench bench = new Bench(directory)) {
      bench.register(bench.credentials());
      Files.delete(directory.resolve("qr"));

      Map<String, @Nullable Object> answer =
          bench.ask("oauth.generate.qr.request", APP, "oauth.generate.qr.response");

      assertThat(answer).containsAllEntriesOf(APP);
      assertThat((String) answer.get("error")).startsWith("it cannot be stored: ");
      assertServes(bench);
    }
  }

  @Test
  void saysThatAnAddressIsTooLongForACode() throws Exception {
    try (Bench bench = new Bench(directory)) {
      bench.register(and(bench.credentials(), Map.of("scope", "x".repeat(3000))));

      assertThat(
              (String)
                  bench
                      .ask("oauth.generate.qr.request", APP, "oauth.generate.qr.response")
                      .get("error"))
          .endsWith(" characters, which no QR code holds; register a shorter scope");
    }
  }

  @Test
  void keepsSecretsAndTokensOutOfItsLog() throws Exception {
    try (Bench bench = new Bench(directory)) {
      bench.register(Map.of("client_id", "cid", "client_secret", "canary-secret"));
      bench.provide(
          200,
          """
          {"access_token":"canary-access","token_type":"Bearer","refresh_token":"canary-refresh"}\
          """);
      bench.callBack(bench.url(), "code=canary-code");
      bench.skill.hear("oauth.token.response.s_a");
      bench.provide(400, "{\"error\":\"invalid_grant\",\"token\":\"canary-refresh\"}");
      bench.ask("oauth.refresh", APP, "oauth.refresh.response");
      bench.skill.sendText("{\"client_secret\": \"canary-secret\" oops");
      assertServes(bench);

      assertThat(bench.logged()).contains("invalid_grant").doesNotContain("canary");
    }
  }

  private static void assertServes(Bench bench) throws Exception {
    assertThat(bench.ask("oauth.get.app.host.info", Map.of(), "oauth.app.host.info.response"))
        .containsEntry("port", (long) bench.bridge.port());
  }
}
