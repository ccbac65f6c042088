package io.grantwright.runtime.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grantwright.annotations.Bearer;
import io.grantwright.annotations.ClientAuthenticated;
import io.grantwright.annotations.Field;
import io.grantwright.annotations.FormBody;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.Header;
import io.grantwright.annotations.JsonBody;
import io.grantwright.annotations.Model;
import io.grantwright.annotations.Path;
import io.grantwright.annotations.Post;
import io.grantwright.annotations.Query;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The debug log {@code io.grantwright.calls}: enough to follow a call, and nothing secret. */
final class LogTest {
  @SdkClient(name = "Bank")
  interface Bank {
    @Post("token")
    @FormBody
    @ClientAuthenticated
    Account exchange(@Field Secret code, @Query Secret ticket, @Header("X-Api-Key") Secret key);

    @Post("accounts")
    @JsonBody
    @Bearer
    Account open(@Field Secret code);

    @Get("accounts/{number}")
    Account find(@Path("number") Secret number);
  }

  @Model
  record Account(Secret token) {}

  private final MockWebServer server = new MockWebServer();
  private final Canary canary = new Canary();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
    canary.close();
  }

  @Test
  void showsEachAttemptAndTheFailure() {
    answer(404, "{}");
    call(ClientAuthentication.basic("me", Canary.SECRET));
    assertThat(lines())
        .containsExactly(
            "DEBUG Bank.exchange attempt 1: POST "
                + server.url("/token")
                + " Accept=application/json Authorization=… User-Agent="
                + UserAgent.TEXT
                + " X-Api-Key=…",
            "DEBUG Bank.exchange answered with status 404: JSON without a member that may be shown."
                + " Check the server's URL and the path.");
  }

  @Test
  void showsNoClientSecret() {
    for (ClientAuthentication each :
        new ClientAuthentication[] {
          ClientAuthentication.basic("me", Canary.SECRET),
          ClientAuthentication.basic("me", Canary.SECRET).raw(),
          ClientAuthentication.body("me", Canary.SECRET)
        }) {
      answer(200, "{\"token\":\"" + Canary.VALUE + "\"}");
      call(each);
    }
    assertThat(lines()).hasSizeGreaterThanOrEqualTo(3);
    canary.assertUnseenInLog();
  }

  @Test
  void showsNoAccessTokenAndNoBody() {
    answer(200, "{\"token\":\"" + Canary.VALUE + "\"}");
    CallOptions options =
        CallOptions.builder().bearer(Canary.SECRET).header("Cookie", Canary.VALUE).build();
    try (LogTest_BankClient bank = builder(ClientAuthentication.none("me")).build()) {
      bank.with(options).open(Canary.SECRET);
    }
    assertThat(lines()).isNotEmpty();
    canary.assertUnseenInLog();
  }

  @Test
  void showsNoSecretOfABrokenAnswer() {
    answer(200, "{\"token\": " + Canary.VALUE);
    answer(400, "{\"error\":\"" + Canary.VALUE + "\",\"access_token\":\"" + Canary.VALUE + "\"}");
    call(ClientAuthentication.none("me"));
    call(ClientAuthentication.none("me"));
    assertThat(lines()).hasSize(4);
    canary.assertUnseenInLog();
  }

  @Test
  void showsNoSecretOfThePath() {
    answer(200, "{\"token\":\"x\"}");
    try (LogTest_BankClient bank = builder(ClientAuthentication.none("me")).build()) {
      bank.find(Canary.SECRET);
    }
    assertThat(lines()).isNotEmpty();
    canary.assertUnseenInLog();
  }

  @Test
  void showsNoPasswordOfTheServersUrl() {
    answer(200, "{\"token\":\"x\"}");
    String url = server.url("/").newBuilder().username("me").password(Canary.VALUE).toString();
    try (LogTest_BankClient bank =
        builder(ClientAuthentication.none("me")).serverUrl(url).build()) {
      bank.find(Secret.of("1"));
    }
    assertThat(lines()).isNotEmpty();
    canary.assertUnseenInLog();
  }

  /** Calls of other tests may come to their end meanwhile, in other threads. */
  private List<String> lines() {
    return canary.lines().stream().filter(line -> line.contains("Bank.")).toList();
  }

  private void call(ClientAuthentication authentication) {
    try (LogTest_BankClient bank = builder(authentication).build()) {
      Throwable failure =
          catchThrowable(() -> bank.exchange(Canary.SECRET, Canary.SECRET, Canary.SECRET));
      if (failure != null) {
        canary.assertUnseenIn(failure);
      }
    }
  }

  private LogTest_BankClient.Builder builder(ClientAuthentication authentication) {
    return LogTest_BankClient.builder()
        .serverUrl(server.url("/").toString())
        .clientAuthentication(authentication);
  }

  private void answer(int status, String body) {
    server.enqueue(
        new MockResponse.Builder()
            .code(status)
            .setHeader("Content-Type", "application/json")
            .setHeader("Set-Cookie", Canary.VALUE)
            .body(body)
            .build());
  }
}
