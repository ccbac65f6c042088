package io.grantwright.samples.phal;

import static io.grantwright.samples.phal.Bench.and;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A skill, a page or a network that means harm gets an answer, and nothing else. */
class AttackTest {
  private static final List<String> FIELDS =
      List.of(
          "skill_id",
          "app_id",
          "auth_endpoint",
          "token_endpoint",
          "refresh_endpoint",
          "scope",
          "client_id",
          "client_secret",
          "shell_integration",
          "issuer");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"data", "context", "other"})
  void ignoresWhatIsNestedTenThousandDeep(String member) throws Exception {
    try (Bench bench = new Bench(directory)) {
      String deep = "{\"a\":".repeat(10_000) + "[]" + "}".repeat(10_000);
      bench.skill.sendText("{\"type\":\"oauth.get\",\"%s\":%s}".formatted(member, deep));

      assertServes(bench);
    }
  }

  @Test
  void sendsBackContextsAsDeepAsItReads() throws Exception {
    try (Bench bench = new Bench(directory)) {
      String deep = "{\"a\":".repeat(250) + "7" + "}".repeat(250);
      bench.skill.sendText(
          "{\"type\":\"oauth.get.app.host.info\",\"data\":{},\"context\":%s}".formatted(deep));

      assertThat(bench.skill.hear("oauth.app.host.info.response").context()).containsKey("a");
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
  void answersWhateverIsInAField(String request, String answer) throws Exception {
    try (Bench bench = new Bench(directory)) {
      List<Object> values =
          List.of(7L, 1.5, true, List.of("s"), Map.of("a", "s"), "\ud800", "\u0000");
      for (String field : FIELDS) {
        for (Object value : values) {
          Map<String, @Nullable Object> data =
              and(
                  and(and(Bench.APP, bench.endpoints()), bench.credentials()),
                  Map.of(field, value));
          assertThat(bench.ask(request, data, answer)).as(field + " " + value).isNotNull();
        }
        Map<String, @Nullable Object> data =
            new LinkedHashMap<>(and(and(Bench.APP, bench.endpoints()), bench.credentials()));
        data.put(field, null);
        assertThat(bench.ask(request, data, answer)).as(field).isNotNull();
      }
      assertServes(bench);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "../../../../tmp/x",
        "..\\..\\x",
        "%2e%2e%2f",
        "a b?c=d#e",
        "\u0000",
        "\u202e",
        "\ud83d\ude00"
      })
  void servesAppsWhateverTheyAreCalled(String name) throws Exception {
    Map<String, @Nullable Object> app = Bench.app(name, name);
    try (Bench bench = new Bench(directory.resolve("own"))) {
      bench.ask(
          "oauth.register",
          and(and(app, bench.endpoints()), bench.credentials()),
          "oauth.register.response");
      Path qr =
          Path.of(
              String.valueOf(
                  bench
                      .ask("oauth.generate.qr.request", app, "oauth.generate.qr.response")
                      .get("qr")));
      assertThat(qr.getParent()).isEqualTo(directory.resolve("own/qr"));
      HttpUrl url = Bench.url(bench.ask("oauth.get", app, "oauth.url"));
      bench.provide(200, "{\"access_token\":\"A\",\"token_type\":\"Bearer\"}");

      assertThat(page(bench, url, "code=c1")).startsWith("200").doesNotContain("<script");

      assertThat(bench.skill.hear("oauth.token.response." + name + "_" + name).data())
          .containsEntry("access_token", "A");
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(directory.resolve("own"));
    }
  }

  @Test
  void showsNothingOfACallback() throws Exception {
    try (Bench bench = new Bench(directory)) {
      bench.register(bench.credentials());

      assertThat(
              page(
                  bench,
                  bench.url(),
                  "error=%3Cscript%3E&error_description=%3Cscript%3Ealert(1)%3C/script%3E"))
          .startsWith("200")
          .doesNotContain("<script", "alert");
    }
  }

  @Test
  void takesACallbackOnce() throws Exception {
    try (Bench bench = new Bench(directory)) {
      bench.register(bench.credentials());
      HttpUrl url = bench.url();
      bench.provide(200, "{\"access_token\":\"A\",\"token_type\":\"Bearer\"}");
      assertThat(bench.callBack(url, "code=c1")).isEqualTo(200);
      bench.skill.hear("oauth.token.response.s_a");

      assertThat(bench.callBack(url, "code=c1")).isIn(400, 404);
      assertThat(bench.callBack(url, "code=c2")).isIn(400, 404);

      assertServes(bench);
      assertThat(bench.provider.getRequestCount()).isEqualTo(1);
    }
  }

  @Test
  void answersAtItsOwnNameOnly() throws Exception {
    try (Bench bench = new Bench(directory)) {
      bench.register(bench.credentials());
      HttpUrl url = bench.url();
      HttpUrl callback =
          Bench.redirectUri(url)
              .newBuilder()
              .addQueryParameter("code", "c1")
              .addQueryParameter("state", url.queryParameter("state"))
              .build();
      Request rebound =
          new Request.Builder()
              .url(callback)
              .header("Host", "attacker.example:" + bench.bridge.port())
              .build();
      try (Response response = bench.http.newCall(rebound).execute()) {
        assertThat(response.code()).isEqualTo(404);
      }
      assertThat(bench.provider.getRequestCount()).isZero();
      bench.logIn();
    }
  }

  private static String page(Bench bench, HttpUrl url, String query) throws IOException {
    HttpUrl target =
        HttpUrl.get(url.queryParameter("redirect_uri") + "?" + query)
            .newBuilder()
            .addQueryParameter("state", url.queryParameter("state"))
            .build();
    try (Response response =
        bench.http.newCall(new Request.Builder().url(target).build()).execute()) {
      return response.code() + " " + response.body().string();
    }
  }

  private static void assertServes(Bench bench) throws Exception {
    assertThat(bench.ask("oauth.get.app.host.info", Map.of(), "oauth.app.host.info.response"))
        .containsEntry("port", (long) bench.bridge.port());
  }
}
