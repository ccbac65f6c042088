package io.grantwright.samples.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.samples.cloud.Visitor.Page;
import io.grantwright.samples.quickstart.HttpUserAgent;
import io.grantwright.samples.quickstart.HttpUserAgent.Consent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What users do with their accounts, against a real authorization server. */
@ExtendWith(OneCloud.class)
class HubTest {
  private final Bench bench;

  HubTest(@TempDir Path directory) throws IOException {
    this.bench = Bench.of(directory);
  }

  @AfterEach
  void end() throws IOException {
    bench.close();
  }

  @Test
  void hasNoAccountsAtFirst() throws Exception {
    Page page = bench.visitor.open();

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("No account is linked yet.");
  }

  @Test
  void sendsTheUserOffWithPkceAndTheScopes() throws Exception {
    Page page = bench.visitor.submit("/link", Map.of());

    assertThat(page.title()).isEqualTo("On to 127.0.0.1");
    HttpUrl url = HttpUrl.get(page.onward());
    assertThat(page.document().select("meta[http-equiv=refresh]").attr("content"))
        .isEqualTo("0; url=" + page.onward());
    assertThat(page.onward())
        .startsWith(OneCloud.CLOUD.server().issuer() + "/oauth2/authorize?response_type=code");
    assertThat(url.queryParameter("client_id")).isEqualTo("device-hub");
    assertThat(url.queryParameter("scope")).isEqualTo("devices:read");
    assertThat(url.queryParameter("code_challenge_method")).isEqualTo("S256");
    assertThat(url.queryParameter("code_challenge")).hasSize(43);
    assertThat(url.queryParameter("state")).hasSize(43);
    assertThat(url.queryParameter("redirect_uri"))
        .isEqualTo(bench.hub.url() + "/auth/external/callback");
  }

  @Test
  void linksAnAccountAndUsesIt() throws Exception {
    Page page = bench.link(Bench.ada());

    assertThat(page.notice()).isEqualTo("Ada Lovelace is linked.");
    assertThat(page.text()).contains("Ada Lovelace ada ✓ Linked Hall lamp on Heating 21 °C");
    assertThat(bench.visitor.open().notice()).isEmpty();
  }

  @Test
  void linksSeveralAccounts() throws Exception {
    bench.link(Bench.ada());
    Page page = bench.link(Bench.grace());

    assertThat(page.document().select("h2").eachText())
        .containsExactly("Ada Lovelace ada", "Grace Hopper grace");
    assertThat(page.text()).contains("Garage door closed");
  }

  @Test
  void refreshesItself() throws Exception {
    bench.link(Bench.ada());
    String before = bench.accessToken("ada");

    bench.clock.pass(OneCloud.LIFETIME.plusSeconds(1));

    assertThat(bench.visitor.open().text()).contains("Ada Lovelace ada ✓ Linked");
    assertThat(bench.accessToken("ada")).isNotEqualTo(before);
  }

  @Test
  void goesOnAfterARestart() throws Exception {
    bench.link(Bench.ada());
    String callback = Bench.grace().authorize(bench.startLink(), Consent.APPROVE);

    bench.restart();

    assertThat(bench.visitor.open().text()).contains("Ada Lovelace ada ✓ Linked");
    assertThat(bench.comeBack(callback).notice()).isEqualTo("Grace Hopper is linked.");
  }

  @Test
  void asksForAnotherLoginWhenAccessIsTakenAway() throws Exception {
    bench.link(Bench.ada());

    OneCloud.CLOUD.takeBack("ada");
    Page page = bench.visitor.open();

    assertThat(page.text())
        .contains(
            "Ada Lovelace ada ! Needs reauthentication The provider does not accept this hub any"
                + " more.");
    assertThat(page.document().select("form[action=/reauthenticate] button.primary").text())
        .isEqualTo("Reauthenticate Ada Lovelace");
  }

  @Test
  void saysTheSameAfterARestart() throws Exception {
    bench.link(Bench.ada());
    OneCloud.CLOUD.takeBack("ada");
    bench.visitor.open();

    bench.restart();

    assertThat(bench.visitor.open().text()).contains("ada ! Needs reauthentication");
  }

  @Test
  void isLinkedAgainAfterTheSameAccountHasLoggedIn() throws Exception {
    bench.link(Bench.ada());
    OneCloud.CLOUD.takeBack("ada");
    bench.visitor.open();

    Page page = reauthenticate("ada", Bench.ada());

    assertThat(page.notice()).isEqualTo("Ada Lovelace is linked.");
    assertThat(page.text()).contains("Ada Lovelace ada ✓ Linked Hall lamp");
  }

  @Test
  void refusesAnotherAccountThatLogsInInstead() throws Exception {
    bench.link(Bench.ada());
    OneCloud.CLOUD.takeBack("ada");
    bench.visitor.open();

    Page page = reauthenticate("ada", Bench.grace());

    assertThat(page.status()).isEqualTo(409);
    assertThat(page.title()).isEqualTo("This is another account");
    assertThat(page.text()).contains("ada was to log in again, and grace has.");
    assertThat(bench.stored("grace")).isEmpty();
    assertThat(bench.visitor.open().text()).contains("! Needs reauthentication");
  }

  @Test
  void unlinksAnAccount() throws Exception {
    bench.link(Bench.ada());
    String token = bench.accessToken("ada");

    Page page = bench.visitor.press("/unlink", "ada");

    assertThat(page.notice()).isEqualTo("Ada Lovelace is unlinked.");
    assertThat(page.text()).contains("No account is linked yet.");
    assertThat(bench.stored("ada")).isEmpty();
    assertThat(OneCloud.CLOUD.user(token)).isEmpty();
  }

  @Test
  void keepsCredentialsThatAccountsNeed() throws Exception {
    bench.link(Bench.ada());

    Page refused = bench.visitor.submit("/credentials/remove", Map.of());
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.title()).isEqualTo("These credentials are in use");

    bench.visitor.press("/unlink", "ada");
    Page removed = bench.visitor.submit("/credentials/remove", Map.of());
    assertThat(removed.notice()).isEqualTo("The credentials are removed.");
    assertThat(removed.text()).contains("Enter the application's credentials to link an account.");
  }

  @Test
  void takesCredentialsFromThePage() throws Exception {
    bench.visitor.submit("/credentials/remove", Map.of());

    bench.visitor.submit(
        "/credentials",
        Map.of("client_id", " device-hub ", "client_secret", OneCloud.CLOUD.clientSecret() + "\n"));

    assertThat(bench.link(Bench.ada()).notice()).isEqualTo("Ada Lovelace is linked.");
  }

  @Test
  void refusesAnotherAccountEvenWhenTheFirstIsUnlinkedMeanwhile() throws Exception {
    bench.link(Bench.ada());
    String url = bench.visitor.press("/reauthenticate", "ada").onward();
    bench.visitor.press("/unlink", "ada");

    Page page = bench.comeBack(Bench.grace().authorize(url, Consent.APPROVE));

    assertThat(page.title()).isEqualTo("This is another account");
    assertThat(bench.visitor.open().text()).contains("No account is linked yet.");
  }

  @Test
  void tellsTheLogWhatBecomesOfAccounts() throws Exception {
    bench.link(Bench.ada());
    bench.awaitLog("ada is linked.");

    OneCloud.CLOUD.takeBack("ada");
    bench.hub.poll();
    bench.awaitLog("ada has to log in again. The server does not take the refresh token any more");

    bench.visitor.press("/unlink", "ada");
    bench.awaitLog("ada is unlinked.");
  }

  private Page reauthenticate(String account, HttpUserAgent user) throws IOException {
    String url = bench.visitor.press("/reauthenticate", account).onward();
    return bench.comeBack(user.authorize(url, Consent.APPROVE));
  }
}
