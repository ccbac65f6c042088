package io.grantwright.samples.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.samples.cloud.Visitor.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes, there is a clear page, the hub serves on, and no token is lost. */
class BadInputTest {
  private static final String MEGABYTE = "x".repeat(1024 * 1024);

  private final ScriptedProvider provider = new ScriptedProvider();
  private final FullDisk disk = new FullDisk();
  private final Path directory;
  private final Bench bench;

  BadInputTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.bench = Bench.of(provider.settings(directory), provider.endpoints(), disk::over);
    bench.hub.provider().register("cid", "canary-secret");
  }

  @AfterEach
  void end() throws IOException {
    bench.close();
    provider.close();
    assertThat(bench.log).noneMatch(sentence -> sentence.contains("canary"));
    assertThat(bench.visitor.pages()).noneMatch(page -> page.body().contains("canary"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?",
        "?code=canary-code",
        "?state=s",
        "?code=canary-code&state=wrong",
        "?code=canary-code&state={state}&code=other",
        "?code=canary-code&state={state}&error=access_denied",
        "?code=%zz&state={state}",
        "?error=%22&state={state}",
        "?code=canary-code&state={state}&state={state}"
      })
  void saysThatACallbackIsNone(String query) throws Exception {
    HttpUrl url = start();

    Page page = callBack(url, query);

    assertThat(page.status()).isEqualTo(400);
    assertThat(page.title()).isEqualTo("This does not belong to a login of this browser");
    assertThat(callBack(url, "?code=canary-code&state={state}").notice())
        .isEqualTo("Ada is linked.");
  }

  @Test
  void doesNotWaitForEverForAccounts() throws Exception {
    callBack(start(), "?code=canary-code&state={state}");
    provider.stall("/api/me");
    bench.patience = Duration.ZERO;
    bench.restart();

    Page page = bench.visitor.open();

    assertThat(page.text()).contains("7 … Being checked");
    assertThat(page.document().select("meta[http-equiv=refresh]").attr("content")).isEqualTo("3");
    provider.close(); // Else the end of the hub waits for its answer.
  }

  @Test
  void completesALoginOnce() throws Exception {
    HttpUrl url = start();
    callBack(url, "?code=canary-code&state={state}");

    Page page = callBack(url, "?code=canary-code&state={state}");

    assertThat(page.title()).isEqualTo("This does not belong to a login of this browser");
    assertThat(provider.requests).filteredOn(r -> r.startsWith("POST /token")).hasSize(1);
    assertServes("✓ Linked");
  }

  @Test
  void saysThatTheUserOrTheProviderSaidNo() throws Exception {
    Page page =
        callBack(
            start(),
            "?error=access_denied&error_description=%3Cscript%3Ealert(1)%3C/script%3E&state={state}");

    assertThat(page.status()).isEqualTo(403);
    assertThat(page.title()).isEqualTo("Access was not allowed");
    assertThat(page.document().select(".detail").text()).contains("access_denied: <script>");
    assertThat(page.document().select("script")).isEmpty();
    assertServes("No account is linked yet.");
  }

  @Test
  void saysThatACallbackNamesAnotherIssuer() throws Exception {
    Page page = callBack(start(), "?code=canary-code&iss=https%3A%2F%2Fas.example&state={state}");

    assertThat(page.title()).isEqualTo("The answer comes from another provider");
    assertThat(page.text()).contains("run the hub with --issuer");
  }

  @Test
  void takesTheIssuerThatItWasTold() throws Exception {
    try (Bench told =
        Bench.of(
            provider.settings(directory).withIssuer("https://as.example"), provider.endpoints())) {
      HttpUrl url = HttpUrl.get(told.startLink());

      Page page =
          told.comeBack(
              url.queryParameter("redirect_uri")
                  + "?code=canary-code&iss=https%3A%2F%2Fas.example&state="
                  + url.queryParameter("state"));

      assertThat(page.notice()).isEqualTo("Ada is linked.");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          200 | text/html        | <h1>Maintenance</h1>             | 502 | The provider's answer is not what it should be
          200 | application/json | {"access_token":                 | 502 | The provider's answer is not what it should be
          200 | application/json | []                               | 502 | The provider's answer is not what it should be
          500 | text/html        | <h1>Oh</h1>                      | 502 | The provider's answer is not what it should be
          400 | application/json | {"error":"invalid_grant"}        | 502 | The provider's answer is not what it should be
          401 | application/json | {"error":"invalid_client"}       | 502 | The provider does not accept this application
          400 | application/json | {"error":"unauthorized_client"}  | 502 | The provider does not accept this application
          302 | text/html        | moved                            | 502 | The provider's answer is not what it should be
          """)
  void saysThatTheProviderGivesNoTokens(
      int status, String type, String body, int shown, String title) throws Exception {
    provider.answer("/token", status, type, body);

    Page page = callBack(start(), "?code=canary-code&state={state}");

    assertThat(page.status()).isEqualTo(shown);
    assertThat(page.title()).isEqualTo(title);
    assertServes("No account is linked yet.");
  }

  @Test
  void saysThatTheProviderDoesNotAnswer() throws Exception {
    provider.breakOff("/token");

    Page page = callBack(start(), "?code=canary-code&state={state}");

    assertThat(page.status()).isEqualTo(504);
    assertThat(page.title()).isEqualTo("The provider does not answer");
    assertServes("No account is linked yet.");
  }

  @Test
  void givesTokensBackThatAreNobodys() throws Exception {
    provider.answer("/api/me", 200, "text/html", "<h1>Maintenance</h1>");

    Page page = callBack(start(), "?code=canary-code&state={state}");

    assertThat(page.status()).isEqualTo(502);
    assertThat(provider.requests)
        .last()
        .asString()
        .startsWith("POST /revoke token=canary-refresh-1");
    assertServes("No account is linked yet.");
  }

  @Test
  void keepsAnAccountWhoseApiIsAway() throws Exception {
    link();
    provider.answer("/api/me", 500, "text/html", "<h1>Oh</h1>");

    Page page = bench.visitor.open();

    assertThat(page.text()).contains("Ada 7 … Not available now It is still linked");
    provider.answer("/api/me", 200, "{\"id\":\"7\"}");
    assertServes("✓ Linked");
  }

  @Test
  void keepsTokensWhenTheProviderFailsToRefresh() throws Exception {
    link();
    provider.answer("/token", 503, "text/html", "<h1>Oh</h1>");
    bench.clock.pass(OneCloud.LIFETIME);

    assertThat(bench.visitor.open().text()).contains("Ada 7 … Not available now");

    provider.answer("/token", 200, ScriptedProvider.tokens("2"));
    bench.clock.pass(OneCloud.LIFETIME);
    assertServes("✓ Linked");
  }

  @Test
  void asksOnceForAnotherTokenWhereTheApiTakesNone() throws Exception {
    link();
    provider.answer("/api/me", 401, "{}");
    provider.answer("/token", 200, ScriptedProvider.tokens("2"));

    assertThat(bench.visitor.open().text()).contains("Ada 7 … Not available now");
    bench.visitor.open();
    bench.visitor.open();

    assertThat(provider.requests)
        .filteredOn(request -> request.contains("grant_type=refresh_token"))
        .hasSize(1);
  }

  @Test
  void unlinksHereWhatTheProviderDoesNotTakeBack() throws Exception {
    link();
    provider.answer("/revoke", 500, "text/html", "<h1>Oh</h1>");

    Page page = bench.visitor.press("/unlink", "7");

    assertThat(page.notice())
        .isEqualTo(
            "Ada is unlinked here, but the provider has not taken the access back. Do so in your"
                + " account there.");
    assertThat(bench.stored("7")).isEmpty();
  }

  @Test
  void showsNoMarkupOfTheApi() throws Exception {
    provider.answer("/api/me", 200, "{\"id\":\"<b>7\",\"name\":\"<img src=x>\"}");
    provider.answer("/api/devices", 200, "[{\"name\":\"<script>\",\"state\":\"\\\"'\"}]");

    Page page = link();

    assertThat(page.document().select("h2").text()).isEqualTo("<img src=x> <b>7");
    assertThat(page.document().select("dt").text()).isEqualTo("<script>");
    assertThat(page.document().select("main img, script, b")).isEmpty();
    assertThat(bench.visitor.press("/unlink", "<b>7").notice())
        .isEqualTo("<img src=x> is unlinked.");
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 404})
  void worksWithAnApiThatHasNoDevices(int status) throws Exception {
    provider.answer("/api/devices", status, "text/html", "<h1>Elsewhere</h1>");

    assertThat(link().text()).contains("Ada 7 ✓ Linked");
  }

  @Test
  void says413ToAMegabyteInAForm() throws Exception {
    Page page =
        bench.visitor.submit("/credentials", Map.of("client_id", MEGABYTE, "client_secret", "s"));

    assertThat(page.status()).isEqualTo(413);
    assertThat(page.title()).isEqualTo("This form is too long");
    assertServes("cid");
  }

  @Test
  void refusesLongCredentials() throws Exception {
    Page page =
        bench.visitor.submit(
            "/credentials", Map.of("client_id", "x".repeat(1001), "client_secret", "s"));

    assertThat(page.title()).isEqualTo("These are no credentials");
    assertServes("cid");
  }

  @Test
  void refusesOtherCredentialsInThePlaceOfThese() throws Exception {
    Page page =
        bench.visitor.submit("/credentials", Map.of("client_id", "other", "client_secret", "s"));

    assertThat(page.status()).isEqualTo(409);
    assertThat(page.title()).isEqualTo("There are other credentials");
    assertServes("cid");
  }

  @Test
  void says414ToAMegabyteInACallback() throws Exception {
    HttpUrl url = start();

    Page page = callBack(url, "?code=" + MEGABYTE + "&state={state}");

    assertThat(page.status()).isEqualTo(414);
    assertThat(page.title()).isEqualTo("This address is too long");
    assertThat(callBack(url, "?code=canary-code&state={state}").notice())
        .isEqualTo("Ada is linked.");
  }

  @Test
  void readsAMegabyteInAHeader() throws Exception {
    Page page =
        bench.visitor.send(
            new Request.Builder()
                .url(bench.visitor.url("/"))
                .header("X-Whatever", MEGABYTE)
                .build());

    assertThat(page.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "multipart/form-data; boundary=x", "application/json"})
  void takesNothingButForms(String type) throws Exception {
    Page page = bench.visitor.post("/link", RequestBody.create("form=x", MediaType.get(type)));

    assertThat(page.status()).isEqualTo(415);
    assertThat(page.title()).isEqualTo("This is no form");
  }

  @Test
  void saysThatAFormCannotBeRead() throws Exception {
    Page page =
        bench.visitor.post(
            "/link",
            RequestBody.create("form=%zz", MediaType.get("application/x-www-form-urlencoded")));

    assertThat(page.status()).isEqualTo(400);
    assertThat(page.title()).isEqualTo("This form cannot be read");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nonsense\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET /\u0001 HTTP/1.1\r\n\r\n"})
  void answersWhatIsNotHttp(String bytes) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), bench.hub.port())) {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer).contains("Content-Security-Policy", "This is no request that can be read");
    }
    assertServes("No account is linked yet.");
  }

  @Test
  void saysThatThereIsNoSuchPage() throws Exception {
    assertThat(bench.visitor.open("/../../etc/passwd").title()).isEqualTo("There is no such page");
  }

  @Test
  void saysThatAnAccountIsNotLinkedAnyMore() throws Exception {
    link();
    String token = bench.visitor.formToken();

    Page page = bench.visitor.post("/unlink", Map.of("form", token, "account", "8"));

    assertThat(bench.visitor.open(page.header("Location")).notice())
        .isEqualTo("This account is not linked any more.");
  }

  @Test
  void keepsTheTokensOfALoginUntilTheDiskTakesThem() throws Exception {
    disk.fill();
    Page page = link();
    assertThat(page.notice()).isEqualTo("Ada has logged in, but is not stored yet.");
    assertThat(page.text())
        .contains(
            "Ada 7 ! Not stored yet Its tokens are kept in memory", "No space left on device");

    disk.free();

    assertServes("✓ Linked");
    assertThat(bench.accessToken("7")).isEqualTo("canary-access-1");
  }

  @Test
  void givesTokensBackThatWereNeverStored() throws Exception {
    disk.fill();
    link();

    Page page = bench.visitor.press("/unlink", "7");

    assertThat(page.notice()).isEqualTo("Ada is unlinked.");
    assertThat(provider.requests).last().asString().startsWith("POST /revoke token=canary-refresh");
    assertServes("No account is linked yet.");
  }

  @Test
  void storesTheTokensOfALoginAtTheEnd() throws Exception {
    disk.fill();
    link();
    disk.free();

    bench.restart();

    assertServes("✓ Linked");
    assertThat(bench.accessToken("7")).isEqualTo("canary-access-1");
  }

  @Test
  void refreshesNothingWhileTheDiskIsFull() throws Exception {
    link();
    disk.fill();
    bench.clock.pass(OneCloud.LIFETIME);

    assertThat(bench.visitor.open().text()).contains("Ada 7 … Not available now");
    assertThat(provider.requests).noneMatch(r -> r.contains("grant_type=refresh_token"));

    disk.free();
    bench.clock.pass(OneCloud.LIFETIME);
    assertServes("✓ Linked");
  }

  @Test
  void saysThatALoginCannotBegin() throws Exception {
    Files.delete(directory.resolve("logins"));

    Page page = bench.visitor.submit("/link", Map.of());

    assertThat(page.status()).isEqualTo(503);
    assertThat(page.title()).isEqualTo("The hub's files cannot be read or written");
    assertServes("No account is linked yet.");
  }

  @Test
  void twoHubsInOneDirectoryShareTheirAccounts() throws Exception {
    link();
    try (Hub second = bench.start(provider.settings(directory))) {
      Visitor there = new Visitor(second.url());
      assertThat(there.open().text()).contains("Ada 7 ✓ Linked");

      there.press("/unlink", "7");

      assertServes("No account is linked yet.");
    }
  }

  @Test
  void twoHubsRefreshOneAfterTheOther() throws Exception {
    link();
    try (Hub second = bench.start(provider.settings(directory))) {
      Visitor there = new Visitor(second.url());
      there.open();
      provider.answer("/token", 200, ScriptedProvider.tokens("2"));
      bench.clock.pass(OneCloud.LIFETIME);

      assertServes("✓ Linked");
      assertThat(there.open().text()).contains("Ada 7 ✓ Linked");

      assertThat(provider.requests)
          .filteredOn(request -> request.contains("grant_type=refresh_token"))
          .hasSize(1);
    }
  }

  private HttpUrl start() throws IOException {
    return HttpUrl.get(bench.startLink());
  }

  private Page link() throws IOException {
    return callBack(start(), "?code=canary-code&state={state}");
  }

  private Page callBack(HttpUrl url, String query) throws IOException {
    String state = String.valueOf(url.queryParameter("state"));
    return bench.comeBack(url.queryParameter("redirect_uri") + query.replace("{state}", state));
  }

  private void assertServes(String text) throws IOException {
    Page page = bench.visitor.open();
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains(text);
  }
}
