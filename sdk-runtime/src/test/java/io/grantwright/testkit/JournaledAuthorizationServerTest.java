package io.grantwright.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantwright.annotations.Role;
import io.grantwright.testkit.JournalEntry.Decision;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import okhttp3.FormBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournaledAuthorizationServerTest {
  @TempDir private Path directory;

  private final OkHttpClient http =
      new OkHttpClient.Builder()
          .retryOnConnectionFailure(false)
          .readTimeout(Duration.ofMinutes(5)) // Only to end a test that would hang.
          .build();
  private JournaledAuthorizationServer server;

  @BeforeEach
  void start() throws IOException {
    server = JournaledAuthorizationServer.start(directory.resolve("journal"), 300);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    http.connectionPool().evictAll();
  }

  @Test
  void aRefreshUsesTheTokenUpAndGivesAnother() throws IOException {
    assertThat(server.logIn("alice")).isEqualTo("refresh-alice-1-1");
    assertThat(refresh("refresh-alice-1-1"))
        .isEqualTo(
            "200 {\"access_token\":\"access-2\",\"token_type\":\"Bearer\",\"expires_in\":300,"
                + "\"refresh_token\":\"refresh-alice-1-2\",\"scope\":\"read write\"}");
    assertThat(server.currentRefreshToken("alice")).contains("refresh-alice-1-2");
  }

  @Test
  void aTokenThatComesBackEndsItsGrant() throws IOException {
    String first = server.logIn("alice");
    refresh(first);
    assertThat(refresh(first)).isEqualTo("400 {\"error\":\"invalid_grant\"}");
    assertThat(server.currentRefreshToken("alice")).isEmpty();
    assertThat(refresh("refresh-alice-1-2")).isEqualTo("400 {\"error\":\"invalid_grant\"}");
  }

  @Test
  void aNewLoginEndsTheGrantBefore() throws IOException {
    String before = server.logIn("alice");
    server.logIn("alice");
    assertThat(refresh(before)).isEqualTo("400 {\"error\":\"invalid_grant\"}");
    assertThat(server.currentRefreshToken("alice")).contains("refresh-alice-2-1");
  }

  @Test
  void theJournalHasWhatWasDecidedAndWhichTokenIsCurrent() throws IOException {
    String first = server.logIn("alice");
    refresh(first);
    refresh(first);
    refresh("unheard-of");
    assertThat(server.journal())
        .containsExactly(
            entry(1, "login", Decision.LOGGED_IN, "alice", null, "refresh-alice-1-1"),
            entry(2, "refresh_token", Decision.ROTATED, "alice", first, "refresh-alice-1-2"),
            entry(3, "refresh_token", Decision.REUSED, "alice", first, null),
            entry(4, "refresh_token", Decision.REFUSED, null, "unheard-of", null));
  }

  @Test
  void aLineOfTheJournalCanBeReadByPeople() throws IOException {
    refresh(server.logIn("alice"));
    assertThat(Files.readAllLines(directory.resolve("journal")))
        .last()
        .isEqualTo(
            "{\"number\":2,\"request\":\"refresh_token\",\"decision\":\"rotated\","
                + "\"account\":\"alice\",\"presented\":\"refresh-alice-1-1\","
                + "\"current\":\"refresh-alice-1-2\"}");
  }

  @Test
  void anUnfinishedLineOfTheJournalIsLeftOut() throws IOException {
    server.logIn("alice");
    String line = Files.readString(directory.resolve("journal"));
    Path broken = Files.writeString(directory.resolve("broken"), line + "{\"number\":");
    assertThat(Journal.read(broken)).hasSize(1);
  }

  @Test
  void aJournalIsNotContinued() {
    Path journal = directory.resolve("journal");
    assertThatThrownBy(() -> JournaledAuthorizationServer.start(journal, 300))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void anotherClientIsRefused() throws IOException {
    String token = server.logIn("alice");
    FormBody form =
        new FormBody.Builder()
            .add("grant_type", "refresh_token")
            .add("refresh_token", token)
            .add("client_id", "client")
            .add("client_secret", "wrong")
            .build();
    assertThat(post("/token", form)).isEqualTo("401 {\"error\":\"invalid_client\"}");
    assertThat(server.currentRefreshToken("alice")).contains(token);
  }

  @Test
  void theClientMayNameItselfInTheHeader() throws IOException {
    Request request =
        new Request.Builder()
            .url(server.url() + "/token")
            .header("Authorization", "Basic Y2xpZW50OnNlY3JldA==")
            .post(new FormBody.Builder().add("grant_type", "client_credentials").build())
            .build();
    try (Response response = http.newCall(request).execute()) {
      assertThat(response.body().string())
          .isEqualTo(
              "{\"access_token\":\"access-1\",\"token_type\":\"Bearer\",\"expires_in\":300}");
    }
  }

  @Test
  void aGrantTypeThatItDoesNotKnowIsRefused() throws IOException {
    assertThat(send("/token", "grant_type", "password"))
        .isEqualTo("400 {\"error\":\"unsupported_grant_type\"}");
  }

  @Test
  void revokingTheRefreshTokenEndsTheGrant() throws IOException {
    String token = server.logIn("alice");
    assertThat(send("/introspect", "token", "access-1"))
        .isEqualTo("200 {\"active\":true,\"scope\":\"read write\",\"sub\":\"alice\"}");
    assertThat(send("/revoke", "token", token)).isEqualTo("200 {}");
    assertThat(send("/introspect", "token", "access-1")).isEqualTo("200 {\"active\":false}");
    assertThat(refresh(token)).isEqualTo("400 {\"error\":\"invalid_grant\"}");
  }

  @Test
  void revokingAnAccessTokenLeavesTheGrant() throws IOException {
    String token = server.logIn("alice");
    send("/revoke", "token", "access-1");
    assertThat(send("/introspect", "token", "access-1")).isEqualTo("200 {\"active\":false}");
    assertThat(send("/introspect", "token", token))
        .isEqualTo("200 {\"active\":true,\"sub\":\"alice\"}");
  }

  @Test
  void aConnectionIsDroppedBeforeTheRequestTakesEffect() throws IOException {
    String token = server.logIn("alice");
    server.next(Role.TOKEN, Fault.drop());
    assertThatThrownBy(() -> refresh(token)).isInstanceOf(IOException.class);
    assertThat(server.currentRefreshToken("alice")).contains(token);
    assertThat(server.journal())
        .last()
        .isEqualTo(
            new JournalEntry(
                2,
                "refresh_token",
                Decision.NOT_PROCESSED,
                Optional.of("alice"),
                Optional.of(token),
                Optional.of(token),
                Optional.of(Fault.Kind.DROP)));
  }

  @Test
  void aConnectionIsDroppedAfterTheRequestTookEffect() throws IOException {
    String token = server.logIn("alice");
    server.next(Role.TOKEN, Fault.drop().afterProcessing());
    assertThatThrownBy(() -> refresh(token)).isInstanceOf(IOException.class);
    assertThat(server.currentRefreshToken("alice")).contains("refresh-alice-1-2");
  }

  @Test
  void faultsComeOneAfterTheOtherAndThenNoMore() throws IOException {
    String token = server.logIn("alice");
    server.next(Role.TOKEN, Fault.status(503).retryAfter("7"));
    server.next(Role.TOKEN, Fault.html(502));
    assertThat(refresh(token)).isEqualTo("503 Retry-After: 7 ");
    assertThat(refresh(token)).isEqualTo("502 <html><body>Sorry.</body></html>");
    assertThat(refresh(token)).startsWith("200 ");
  }

  @Test
  void anAnswerBreaksOff() throws IOException {
    String token = server.logIn("alice");
    server.next(Role.TOKEN, Fault.truncate());
    assertThatThrownBy(() -> refresh(token)).isInstanceOf(IOException.class);
    assertThat(server.currentRefreshToken("alice")).contains("refresh-alice-1-2");
  }

  @Test
  void anAnswerIsHeld() throws Exception {
    String token = server.logIn("alice");
    JournaledAuthorizationServer.Hold hold = server.hold(Role.TOKEN);
    var thread = Executors.newSingleThreadExecutor();
    try {
      CompletableFuture<String> answer =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return refresh(token);
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              },
              thread);
      hold.awaitProcessed();
      assertThat(server.currentRefreshToken("alice")).contains("refresh-alice-1-2");
      assertThat(answer).isNotDone();
      hold.release();
      assertThat(answer.get()).startsWith("200 ");
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void runsAsAProgramUntilItsInputEnds() throws Exception {
    Path journal = directory.resolve("program");
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                // The first line is the program's, whatever the JVM has to warn of.
                "-XX:+DisplayVMOutputToStderr",
                "-Xlog:disable",
                "-Xlog:all=warning:stderr",
                "-cp",
                System.getProperty("java.class.path"),
                JournaledAuthorizationServer.class.getName(),
                journal.toString(),
                "60")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = program.inputReader()) {
      String url = output.readLine();
      assertThat(answerOf(url + "/login", form("account", "bob")))
          .contains("\"refresh_token\":\"refresh-bob-1-1\"");
      answerOf(
          url + "/faults",
          new FormBody.Builder()
              .add("role", "TOKEN")
              .add("kind", "STATUS")
              .add("status", "500")
              .add("processed", "true")
              .build());
      assertThat(answerOf(url + "/token", refreshForm("refresh-bob-1-1"))).isEqualTo("500 ");
      program.getOutputStream().close();
      assertThat(program.waitFor()).isZero();
      assertThat(Journal.read(journal))
          .containsExactly(
              entry(1, "login", Decision.LOGGED_IN, "bob", null, "refresh-bob-1-1"),
              new JournalEntry(
                  2,
                  "refresh_token",
                  Decision.ROTATED,
                  Optional.of("bob"),
                  Optional.of("refresh-bob-1-1"),
                  Optional.of("refresh-bob-1-2"),
                  Optional.of(Fault.Kind.STATUS)));
    } finally {
      program.destroyForcibly();
    }
  }

  private static JournalEntry entry(
      long number,
      String request,
      Decision decision,
      @Nullable String account,
      @Nullable String presented,
      @Nullable String current) {
    return new JournalEntry(
        number,
        request,
        decision,
        Optional.ofNullable(account),
        Optional.ofNullable(presented),
        Optional.ofNullable(current),
        Optional.empty());
  }

  private String refresh(String token) throws IOException {
    return post("/token", refreshForm(token));
  }

  private String send(String path, String name, String value) throws IOException {
    return post(path, form(name, value));
  }

  private String post(String path, FormBody form) throws IOException {
    return answerOf(server.url() + path, form);
  }

  private String answerOf(String url, FormBody form) throws IOException {
    Request request = new Request.Builder().url(url).post(form).build();
    try (Response response = http.newCall(request).execute()) {
      String retryAfter = response.header("Retry-After");
      return response.code()
          + " "
          + (retryAfter == null ? "" : "Retry-After: " + retryAfter + " ")
          + response.body().string();
    }
  }

  private static FormBody refreshForm(String token) {
    return new FormBody.Builder()
        .add("grant_type", "refresh_token")
        .add("refresh_token", token)
        .add("client_id", JournaledAuthorizationServer.CLIENT_ID)
        .add("client_secret", JournaledAuthorizationServer.CLIENT_SECRET)
        .build();
  }

  private static FormBody form(String name, String value) {
    return new FormBody.Builder()
        .add(name, value)
        .add("client_id", JournaledAuthorizationServer.CLIENT_ID)
        .add("client_secret", JournaledAuthorizationServer.CLIENT_SECRET)
        .build();
  }
}
