package io.grantwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.store.MemoryTokenStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers to a refresh that no server should give. Each is a typed reason, and no flood. */
@Timeout(600)
final class BadTokenAnswersTest {
  private static final GrantKey ALICE = GrantKey.of("app", "https://as.example", "alice");

  /** A slow machine's answer is not a lost one. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void anAnswerIsATypedReasonWithoutATokenInIt(
      String name, MockResponse answer, Class<? extends NoTokenException> reason, int requests)
      throws Exception {
    AtomicInteger count = new AtomicInteger();
    try (MockWebServer web = new MockWebServer()) {
      web.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              count.incrementAndGet();
              return answer;
            }
          });
      web.start();
      OAuthSession session = session(web);
      NoTokenException first = catchThrowableOfType(NoTokenException.class, session::accessToken);
      assertThat(first).isExactlyInstanceOf(reason);
      for (int i = 0; i < 10; i++) {
        assertThat(catchThrowableOfType(NoTokenException.class, session::accessToken))
            .hasMessage(first.getMessage());
      }
      assertThat(count).as("requests").hasValue(requests);
      for (Throwable cause = first; cause != null; cause = cause.getCause()) {
        assertThat(cause.toString()).doesNotContain("canary");
      }
    }
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        // Perhaps used up: asked once more, and never a third time.
        bad("a page", 200, "text/html", "<html>canary</html>"),
        bad("nothing", 200, "application/json", ""),
        bad("no JSON", 200, "application/json", "canary"),
        bad("half an object", 200, "application/json", "{\"access_token\":\"canary"),
        bad("a list", 200, "application/json", "[\"canary\"]"),
        bad("no access token", 200, "application/json", "{\"token_type\":\"Bearer\"}"),
        bad("no type", 200, "application/json", "{\"access_token\":\"canary\"}"),
        bad(
            "a number for a token",
            200,
            "application/json",
            "{\"access_token\":17,\"token_type\":\"Bearer\"}"),
        bad(
            "a word for a time",
            200,
            "application/json",
            "{\"access_token\":\"canary\",\"token_type\":\"Bearer\",\"expires_in\":\"soon\"}"),
        bad(
            "two access tokens",
            200,
            "application/json",
            "{\"access_token\":\"canary\",\"access_token\":\"canary2\","
                + "\"token_type\":\"Bearer\"}"),
        bad(
            "two megabytes",
            200,
            "application/json",
            "{\"access_token\":\"" + "canary".repeat(350_000) + "\",\"token_type\":\"Bearer\"}"),
        bad(
            "a token of another type",
            200,
            "application/json",
            "{\"access_token\":\"canary\",\"token_type\":\"mac\",\"expires_in\":3600}"),
        Arguments.of(
            "a redirect",
            answer(302, "text/html", "canary")
                .newBuilder()
                .addHeader("Location", "https://elsewhere.example/?token=canary")
                .build(),
            NoTokenException.Misconfigured.class,
            1),
        Arguments.of(
            "a page of a proxy",
            answer(403, "text/html", "<html>canary</html>"),
            NoTokenException.Transient.class,
            1),
        Arguments.of(
            "a server that is down",
            answer(502, "text/html", "<html>canary</html>"),
            NoTokenException.Transient.class,
            1));
  }

  private static Arguments bad(String name, int status, String type, String body) {
    return Arguments.of(name, answer(status, type, body), NoTokenException.NonCompliant.class, 2);
  }

  private static MockResponse answer(int status, String type, String body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", type)
        .body(body)
        .build();
  }

  private static OAuthSession session(MockWebServer web) {
    ManualClock clock = new ManualClock();
    OAuthSession session =
        OAuthSession.builder(new MemoryTokenStore(), ALICE)
            .refresh(
                ProviderClient.builder()
                    .serverUrl(web.url("/").toString())
                    .clientAuthentication(ClientAuthentication.none("app"))
                    .attemptTimeout(PATIENCE)
                    .totalTimeout(PATIENCE)
                    .build())
            .clock(clock)
            .timer(new ManualTimer())
            .build();
    session.authorized(
        new TokenResponse(
            Secret.of("at"),
            "Bearer",
            Optional.of(3600L),
            Optional.of(Secret.of("rt-canary")),
            Optional.empty(),
            Optional.empty(),
            UnknownMembers.EMPTY));
    clock.advance(Duration.ofHours(1));
    return session;
  }
}
