package io.grantwright.sdk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.oauth.RefreshRequest;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.OAuthSession;
import io.grantwright.runtime.store.MemoryTokenStore;
import io.grantwright.sdk.pipeshub.PipesHubOAuthClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code docs/troubleshooting.md} quotes what is really said. */
final class TroubleshootingTest {
  private static final Path PAGE = Path.of("../docs/troubleshooting.md");
  private static final Pattern SECTION = Pattern.compile("(?m)^## (.*)\n\n```\n([^`]*)\n```\n");

  /** What {@code ProcessorPathTest} finds, on the JDKs where it is so. */
  private static final String NO_CLIENT = "The client's class does not exist";

  /** What {@code AuxiliaryClassTest} finds. */
  private static final String AUXILIARY = "Generated code has warnings about auxiliary classes";

  private final MockWebServer server = new MockWebServer();
  private final Map<String, ThrowingCallable> symptoms = new LinkedHashMap<>();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** By the headings of the page. */
  private Map<String, ThrowingCallable> symptoms() {
    symptoms.put("The client does not start", () -> NotesClient.builder().build());
    symptoms.put(
        "Plain HTTP is refused",
        () -> NotesClient.builder().serverUrl("http://notes.example.com").build());
    symptoms.put(
        "A call factory of one's own is refused",
        () ->
            NotesClient.builder()
                .serverUrl("https://notes.example.com")
                .callFactory(request -> new OkHttpClient().newCall(request))
                .build());
    symptoms.put(
        "A call has no token", () -> NotesClient.builder().serverUrl(url()).build().find("word"));
    answered(
        "A page comes where JSON should",
        new MockResponse.Builder()
            .addHeader("Content-Type", "text/html")
            .body("<!doctype html><title>Log in</title>"));
    answered(
        "A call is redirected",
        new MockResponse.Builder().code(301).addHeader("Location", url() + "/v2/notes"));
    answered("The server knows no such address", new MockResponse.Builder().code(404));
    answered(
        "The answer does not fit",
        new MockResponse.Builder()
            .addHeader("Content-Type", "application/json")
            .body("{\"titles\":null}"));
    answered(
        "The server is busy", new MockResponse.Builder().code(429).addHeader("Retry-After", "120"));
    answered(
        "A call got no answer",
        new MockResponse.Builder().onRequestStart(new SocketEffect.CloseSocket()));
    refreshed("The client is not known", 401, "invalid_client");
    refreshed("A code or a refresh token is not taken", 400, "invalid_grant");
    symptoms.put("There is no token in the session", () -> session().accessToken());
    return symptoms;
  }

  private void answered(String heading, MockResponse.Builder answer) {
    symptoms.put(
        heading,
        () -> {
          server.enqueue(answer.build());
          NotesClient.builder()
              .serverUrl(url())
              .bearer(() -> Secret.of("token"))
              .build()
              .find("word");
        });
  }

  private void refreshed(String heading, int status, String error) {
    symptoms.put(
        heading,
        () -> {
          server.enqueue(
              new MockResponse.Builder()
                  .code(status)
                  .addHeader("Content-Type", "application/json")
                  .body("{\"error\":\"" + error + "\"}")
                  .build());
          client().refreshToken(RefreshRequest.builder().refreshToken(Secret.of("r1")).build());
        });
  }

  private PipesHubOAuthClient client() {
    return PipesHubOAuthClient.builder()
        .serverUrl(url())
        .clientAuthentication(ClientAuthentication.basic("me", Secret.of("s3cret")))
        .build();
  }

  private OAuthSession session() {
    return OAuthSession.builder(new MemoryTokenStore(), GrantKey.of("me", url(), "ada"))
        .refresh(client())
        .build();
  }

  private String url() {
    return server.url("/").toString().replaceFirst("/$", "");
  }

  @TestFactory
  Stream<DynamicTest> quotesWhatIsSaid() throws IOException {
    Map<String, String> page = page();
    return symptoms().entrySet().stream()
        .map(
            each ->
                dynamicTest(
                    each.getKey(),
                    () -> {
                      Throwable thrown = catchThrowable(each.getValue());
                      assertThat(thrown).isNotNull();
                      String said =
                          String.valueOf(thrown.getMessage())
                              .replace(url(), "https://notes.example.com");
                      assertThat(page.get(each.getKey())).isEqualTo(name(thrown) + ": " + said);
                    }));
  }

  /** Without the package. */
  private static String name(Throwable thrown) {
    return String.valueOf(thrown.getClass().getCanonicalName()).replaceFirst("^[a-z.]+", "");
  }

  /** Nothing stands on the page that no test finds. */
  @Test
  void hasNoSymptomThatNobodyShows() throws IOException {
    List<String> shown =
        Stream.concat(Stream.of(NO_CLIENT, AUXILIARY), symptoms().keySet().stream()).toList();

    assertThat(page().keySet()).containsExactlyElementsOf(shown);
  }

  private static Map<String, String> page() throws IOException {
    Map<String, String> sections = new LinkedHashMap<>();
    SECTION
        .matcher(Files.readString(PAGE))
        .results()
        .forEach(each -> sections.put(each.group(1), each.group(2)));
    return sections;
  }
}
