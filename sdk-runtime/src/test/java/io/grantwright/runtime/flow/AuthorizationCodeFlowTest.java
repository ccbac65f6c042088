package io.grantwright.runtime.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import io.grantwright.runtime.flow.AuthorizationCodeFlow.Start;
import io.grantwright.runtime.oauth.AuthorizationRequest;
import io.grantwright.runtime.oauth.CodeChallengeMethod;
import io.grantwright.runtime.oauth.CodeExchange;
import io.grantwright.runtime.oauth.CodeVerifier;
import io.grantwright.runtime.oauth.Scope;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.retry.RetryConfig;
import io.grantwright.runtime.secret.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;

final class AuthorizationCodeFlowTest {
  private static final String REDIRECT_URI = "https://app.example/cb";

  private final TestServer server = new TestServer();
  private final TestClock clock = new TestClock();
  private final AuthorizationCodeFlow flow =
      AuthorizationCodeFlow.builder(server).issuer("https://as.example").clock(clock).build();

  @Test
  void getsTokensForACallback() {
    PendingAuthorization pending =
        flow.authorization(REDIRECT_URI)
            .scope("openid", "profile")
            .resource("https://api.example")
            .data("returnTo", "/inbox")
            .start();
    Granted granted = flow.complete(pending, answer(pending, "code=c0de"));

    assertThat(granted.tokens()).isEqualTo(TestServer.TOKENS);
    assertThat(granted.asked()).isEqualTo(Scope.of("openid", "profile"));
    assertThat(pending.data()).containsEntry("returnTo", "/inbox");
    AuthorizationRequest request = server.requests.get(0);
    CodeExchange exchange = server.exchanges.get(0);
    assertThat(request.scope()).contains("openid profile");
    assertThat(exchange.code()).isEqualTo(Secret.of("c0de"));
    assertThat(exchange.redirectUri()).contains(REDIRECT_URI).isEqualTo(request.redirectUri());
    assertThat(exchange.resource()).contains("https://api.example").isEqualTo(request.resource());
  }

  @Test
  void sendsAChallengeWithItsMethodAndThenItsVerifier() {
    PendingAuthorization pending = flow.authorization(REDIRECT_URI).start();
    flow.complete(pending, answer(pending, "code=c"));

    AuthorizationRequest request = server.requests.get(0);
    assertThat(request.codeChallengeMethod()).contains(CodeChallengeMethod.S256);
    String verifier = server.exchanges.get(0).codeVerifier().orElseThrow().reveal();
    assertThat(request.codeChallenge()).contains(CodeVerifier.of(verifier).challenge().text());
  }

  @Test
  void makesStateAndNonceOf256BitsEachTime() {
    PendingAuthorization first = flow.authorization(REDIRECT_URI).scope("openid").start();
    PendingAuthorization second = flow.authorization(REDIRECT_URI).scope("openid").start();
    assertThat(first.state().reveal()).hasSize(43); // 32 bytes in Base64
    assertThat(first.nonce().orElseThrow().reveal()).hasSize(43);
    assertThat(first.state()).isNotEqualTo(second.state());
    assertThat(first.nonce()).isNotEqualTo(second.nonce());
    assertThat(first.nonce()).isNotEqualTo(Optional.of(first.state()));
    assertThat(server.requests.get(0).state()).contains(first.state());
    assertThat(server.requests.get(0).nonce()).isEqualTo(first.nonce());
    assertThat(flow.authorization(REDIRECT_URI).start().nonce()).isEmpty();
  }

  @Test
  void addsParametersOfTheServersOwn() {
    PendingAuthorization pending =
        flow.authorization(REDIRECT_URI).parameter("show_dialog", "a b&c").start();
    assertThat(pending.authorizationUrl()).endsWith("&prompt=consent&show_dialog=a%20b%26c");
  }

  @Test
  void refusesParametersThatItSetsItself() {
    Start start = flow.authorization(REDIRECT_URI);
    for (String own :
        new String[] {
          "state", "nonce", "redirect_uri", "response_type", "code_challenge", "client_secret"
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> start.parameter(own, "x"))
          .withMessage("The flow sets " + own + " itself, or must not send it; leave it out");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> start.parameter("response_mode", "fragment"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> start.parameter("prompt", "login").start())
        .withMessage("The client sends prompt itself already");
  }

  @Test
  void refusesTheStateOfAnotherAndStaysPending() {
    PendingAuthorization pending = flow.authorization(REDIRECT_URI).start();
    PendingAuthorization other = flow.authorization(REDIRECT_URI).start();
    assertThatExceptionOfType(AuthorizationException.WrongState.class)
        .isThrownBy(() -> flow.complete(pending, answer(other, "code=c")));
    assertThatExceptionOfType(AuthorizationException.WrongState.class)
        .isThrownBy(
            () -> flow.complete(pending, AuthorizationCallback.ofUri(REDIRECT_URI + "?code=c")));
    assertThatExceptionOfType(AuthorizationException.WrongState.class)
        .isThrownBy(
            () ->
                flow.complete(
                    pending, AuthorizationCallback.ofUri(REDIRECT_URI + "?error=access_denied")));
    assertThat(server.exchanges).isEmpty();

    assertThat(flow.complete(pending, answer(pending, "code=c")).tokens())
        .isEqualTo(TestServer.TOKENS);
  }

  @Test
  void completesOnce() {
    PendingAuthorization pending = flow.authorization(REDIRECT_URI).start();
    flow.complete(pending, answer(pending, "code=c"));
    assertThatExceptionOfType(AuthorizationException.Replayed.class)
        .isThrownBy(() -> flow.complete(pending, answer(pending, "code=c")));
    assertThat(server.exchanges).hasSize(1);
  }

  @Test
  void completesOnceWhicheverFlowIsAsked() {
    AuthorizationCodeFlow same =
        AuthorizationCodeFlow.builder(server).issuer("https://as.example").clock(clock).build();
    PendingAuthorization pending = flow.authorization(REDIRECT_URI).start();
    flow.complete(pending, answer(pending, "code=c"));
    assertThatExceptionOfType(AuthorizationException.Replayed.class)
        .isThrownBy(() -> same.complete(pending, answer(pending, "code=c")));
    assertThat(server.exchanges).hasSize(1);
  }

  @Test
  void completesOnceHoweverManyTryAtATime() {
    // Two that meet between one guard and the next are rare, so there are many meetings.
    for (int meeting = 1; meeting <= 4_000; meeting++) {
      PendingAuthorization pending = flow.authorization(REDIRECT_URI).start();
      AuthorizationCallback callback = answer(pending, "code=c");
      AtomicInteger arriving = new AtomicInteger(2);
      CompletableFuture<Boolean> other =
          CompletableFuture.supplyAsync(() -> isFirst(pending, callback, arriving));
      boolean first = isFirst(pending, callback, arriving);
      assertThat(List.of(first, other.join()))
          .as("meeting %d", meeting)
          .containsExactlyInAnyOrder(true, false);
    }
    assertThat(server.exchanges).hasSize(4_000);
  }

  @SuppressWarnings("ThreadPriorityCheck") // Where processors are few, the other needs this one.
  private boolean isFirst(
      PendingAuthorization pending, AuthorizationCallback callback, AtomicInteger arriving) {
    arriving.decrementAndGet();
    while (arriving.get() > 0) {
      Thread.yield();
    }
    try {
      flow.complete(pending, callback);
      return true;
    } catch (AuthorizationException.Replayed e) {
      return false;
    }
  }

  @Test
  void trustsNoDenialOfAnotherIssuer() {
    PendingAuthorization pending = flow.authorization(REDIRECT_URI).start();
    assertThatExceptionOfType(AuthorizationException.WrongIssuer.class)
        .isThrownBy(
            () ->
                flow.complete(
                    pending, answer(pending, "error=access_denied&iss=https://evil.example")));
  }

  @Test
  void expiresAfterTenMinutes() {
    PendingAuthorization inTime = flow.authorization(REDIRECT_URI).start();
    PendingAuthorization late = flow.authorization(REDIRECT_URI).start();
    clock.advance(Duration.ofMinutes(10).minusMillis(1));
    flow.complete(inTime, answer(inTime, "code=c"));
    clock.advance(Duration.ofMillis(1));
    assertThatExceptionOfType(AuthorizationException.Expired.class)
        .isThrownBy(() -> flow.complete(late, answer(late, "code=c")))
        .withMessageContaining("start a new one");
    assertThat(server.exchanges).hasSize(1);
  }

  @Test
  void livesAsLongAsTheApplicationSaysButNeverLonger() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuthorizationCodeFlow.builder(server).lifetime(Duration.ofMinutes(11)))
        .withMessageContaining("at most PT10M");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AuthorizationCodeFlow.builder(server).lifetime(Duration.ZERO));
  }

  @Test
  void refusesTheIssuerOfAnother() {
    PendingAuthorization pending = flow.authorization(REDIRECT_URI).start();
    assertThatExceptionOfType(AuthorizationException.WrongIssuer.class)
        .isThrownBy(
            () -> flow.complete(pending, answer(pending, "code=c&iss=https://evil.example")))
        .withMessageContaining("https://evil.example")
        .withMessageContaining("https://as.example");
    assertThat(server.exchanges).isEmpty();
  }

  @Test
  void comparesIssuersExactly() {
    PendingAuthorization pending = flow.authorization(REDIRECT_URI).start();
    assertThatExceptionOfType(AuthorizationException.WrongIssuer.class)
        .isThrownBy(
            () -> flow.complete(pending, answer(pending, "code=c&iss=https://as.example/")));
    PendingAuthorization another = flow.authorization(REDIRECT_URI).start();
    assertThatExceptionOfType(AuthorizationException.WrongIssuer.class)
        .isThrownBy(() -> flow.complete(another, answer(another, "code=c&iss=https://as")));
  }

  @Test
  void wantsAnIssuerWhereTheMetadataAnnouncesIt() {
    AuthorizationCodeFlow strict =
        AuthorizationCodeFlow.builder(server).metadata(TestServer.metadata(true)).build();
    PendingAuthorization without = strict.authorization(REDIRECT_URI).start();
    assertThatExceptionOfType(AuthorizationException.WrongIssuer.class)
        .isThrownBy(() -> strict.complete(without, answer(without, "code=c")))
        .withMessage(
            "The callback has no iss, although the server's metadata or descriptor announces it");
    PendingAuthorization with = strict.authorization(REDIRECT_URI).start();
    strict.complete(with, answer(with, "code=c&iss=https%3A%2F%2Fas.example"));
    assertThat(server.exchanges).hasSize(1);
  }

  @Test
  void wantsToKnowWhatToCompareAnIssuerWith() {
    AuthorizationCodeFlow unknowing = AuthorizationCodeFlow.builder(server).build();
    PendingAuthorization pending = unknowing.authorization(REDIRECT_URI).start();
    assertThatExceptionOfType(AuthorizationException.WrongIssuer.class)
        .isThrownBy(
            () -> unknowing.complete(pending, answer(pending, "code=c&iss=https://as.example")))
        .withMessage(
            "The callback names its issuer, but the flow knows none to compare it with; set the"
                + " flow's issuer, or declare @Issuer on the descriptor");
  }

  @Test
  void reportsADenial() {
    PendingAuthorization pending = flow.authorization(REDIRECT_URI).start();
    assertThatExceptionOfType(AuthorizationException.Denied.class)
        .isThrownBy(
            () ->
                flow.complete(
                    pending,
                    answer(
                        pending,
                        "error=access_denied&error_description=Not+today%0A&error_uri=https://x")))
        .withMessage("The authorization server answered access_denied: Not today?")
        .satisfies(
            denied -> {
              assertThat(denied.error()).isEqualTo("access_denied");
              assertThat(denied.description()).contains("Not today?");
              assertThat(denied.uri()).contains("https://x");
            });
    assertThat(server.exchanges).isEmpty();
  }

  @Test
  void refusesACallbackAtTheAddressOfAnotherProvider() {
    PendingAuthorization pending = flow.authorization(REDIRECT_URI).start();
    String query = "?code=c&state=" + pending.state().reveal();
    for (String other : new String[] {"https://app.example/other", "http://app.example/cb"}) {
      assertThatExceptionOfType(AuthorizationException.WrongAddress.class)
          .isThrownBy(() -> flow.complete(pending, AuthorizationCallback.ofUri(other + query)))
          .withMessageContaining(other);
    }
    PendingAuthorization byQuery = flow.authorization(REDIRECT_URI + "?provider=a").start();
    assertThatExceptionOfType(AuthorizationException.WrongAddress.class)
        .isThrownBy(() -> flow.complete(byQuery, answer(byQuery, "provider=b&code=c")));
    flow.complete(byQuery, answer(byQuery, "provider=a&code=c"));
  }

  @Test
  void takesCallbacksThroughARelay() {
    PendingAuthorization pending =
        flow.authorization("https://relay.example/redirect")
            .arrivesAt("http://10.0.0.7:8123/auth/callback")
            .start();
    flow.complete(
        pending,
        AuthorizationCallback.ofUri(
            "http://10.0.0.7:8123/auth/callback?code=c&state=" + pending.state().reveal()));
    assertThat(server.exchanges.get(0).redirectUri()).contains("https://relay.example/redirect");
  }

  @Test
  void takesRedirectUrisAsText() {
    for (String uri :
        new String[] {
          "br.com.example://", "com.example.app:/cb", "https://a_b.example/c|d", "https://a.example"
        }) {
      PendingAuthorization pending = flow.authorization(uri).start();
      String arrival = uri.equals("https://a.example") ? uri + "/" : uri; // as browsers do
      flow.complete(
          pending,
          AuthorizationCallback.ofUri(arrival + "?code=c&state=" + pending.state().reveal()));
      assertThat(server.exchanges.get(server.exchanges.size() - 1).redirectUri()).contains(uri);
    }
    assertThatIllegalArgumentException().isThrownBy(() -> flow.authorization("/cb"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> flow.authorization("https://a.example/#x"));
  }

  @Test
  void printsNoSecret() {
    PendingAuthorization pending =
        flow.authorization(REDIRECT_URI + "?canary=1").scope("openid").data("canary", "2").start();
    assertThat(pending.toString())
        .doesNotContain("canary")
        .doesNotContain(pending.state().reveal())
        .doesNotContain(pending.nonce().orElseThrow().reveal())
        .doesNotContain(pending.codeVerifier().secret().reveal());
    assertThatExceptionOfType(AuthorizationException.class)
        .isThrownBy(
            () -> flow.complete(pending, AuthorizationCallback.ofUri("https://e?code=sesame")))
        .withMessageNotContaining("sesame");
  }

  @Test
  void asksForOfflineAccessTogetherWithConsent() {
    TestProviderClient client = client("https://as.example/");
    AuthorizationCodeFlow plain = AuthorizationCodeFlow.builder(client).build();
    assertThat(query(plain.authorization(REDIRECT_URI).scope("openid").offlineAccess().start()))
        .containsEntry("scope", "openid offline_access")
        .containsEntry("prompt", "consent");
    assertThat(
            query(
                plain
                    .authorization(REDIRECT_URI)
                    .scope("offline_access")
                    .parameter("prompt", "login")
                    .offlineAccess()
                    .start()))
        .containsEntry("scope", "offline_access")
        .containsEntry("prompt", "login consent");
    assertThat(
            query(
                plain
                    .authorization(REDIRECT_URI)
                    .parameter("prompt", "consent login")
                    .offlineAccess()
                    .start()))
        .containsEntry("prompt", "consent login");
    Start never = plain.authorization(REDIRECT_URI).parameter("prompt", "none").offlineAccess();
    assertThatIllegalArgumentException()
        .isThrownBy(never::start)
        .withMessage("offlineAccess needs the user's consent, which prompt=none forbids");
    // Google's way.
    assertThat(
            query(
                plain
                    .authorization(REDIRECT_URI)
                    .parameter("access_type", "offline")
                    .parameter("prompt", "consent")
                    .start()))
        .containsEntry("access_type", "offline");
  }

  @Test
  void isContentWithTheConsentThatTheClientAsksForItself() {
    assertThat(flow.authorization(REDIRECT_URI).offlineAccess().start().authorizationUrl())
        .isEqualTo("https://as.example/authorize?response_type=code&client_id=me&prompt=consent");
  }

  @Test
  void sendsAudienceAndResource() {
    AuthorizationCodeFlow plain =
        AuthorizationCodeFlow.builder(client("https://as.example/")).build();
    assertThat(
            query(
                plain
                    .authorization(REDIRECT_URI)
                    .audience("https://api.example")
                    .resource("https://files.example")
                    .start()))
        .containsEntry("audience", "https://api.example")
        .containsEntry("resource", "https://files.example");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> plain.authorization(REDIRECT_URI).parameter("audience", "a").audience("b"))
        .withMessage("The parameter audience is set already");
  }

  @Test
  void leavesTheRedirectUriOutOfBothRequests() {
    PendingAuthorization pending = flow.authorization().arrivesAt(REDIRECT_URI).start();
    flow.complete(pending, answer(pending, "code=c"));
    assertThat(server.requests.get(0).redirectUri()).isEmpty();
    assertThat(server.exchanges.get(0).redirectUri()).isEmpty();
    assertThatIllegalStateException()
        .isThrownBy(() -> flow.authorization().start())
        .withMessageContaining("arrivesAt");
  }

  @Test
  void makesVerifiersOfTheLengthAskedFor() {
    for (int length : new int[] {43, 128}) {
      AuthorizationCodeFlow sized =
          AuthorizationCodeFlow.builder(server).verifierLength(length).build();
      PendingAuthorization pending = sized.authorization(REDIRECT_URI).start();
      assertThat(pending.codeVerifier().secret().reveal()).hasSize(length);
    }
    for (int length : new int[] {42, 129}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> AuthorizationCodeFlow.builder(server).verifierLength(length))
          .withMessageContaining("43 to 128");
    }
  }

  @Test
  void handsOnWhatTheCallbackCarriesBesides() {
    List<Map<String, String>> seen = new ArrayList<>();
    AuthorizationCodeFlow withData =
        AuthorizationCodeFlow.builder(server)
            .exchange(
                (code, callback) -> {
                  seen.add(callback);
                  return server.exchangeCode(code);
                })
            .build();
    PendingAuthorization pending =
        withData.authorization(REDIRECT_URI + "?provider=a").data("returnTo", "/").start();
    Granted granted =
        withData.complete(pending, answer(pending, "provider=a&code=c&realmId=realm-7"));
    assertThat(seen).containsExactly(Map.of("realmId", "realm-7"));
    assertThat(granted.callback()).containsExactly(Map.entry("realmId", "realm-7"));
    assertThat(granted.data()).containsExactly(Map.entry("returnTo", "/"));
    assertThat(granted.toString())
        .contains("callback=[realmId], data=[returnTo]")
        .doesNotContain("realm-7");
  }

  @Test
  void completesWithoutBlockingAThread() {
    CompletableFuture<TokenResponse> answer = new CompletableFuture<>();
    AuthorizationCodeFlow async =
        AuthorizationCodeFlow.builder(server).exchangeAsync((code, callback) -> answer).build();
    PendingAuthorization pending = async.authorization(REDIRECT_URI).start();
    CompletableFuture<Granted> result = async.completeAsync(pending, answer(pending, "code=c"));
    assertThat(result).isNotDone();
    answer.complete(TestServer.TOKENS);
    assertThat(result.join().tokens()).isEqualTo(TestServer.TOKENS);
    assertThat(async.completeAsync(pending, answer(pending, "code=c")))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(AuthorizationException.Replayed.class);
  }

  @Test
  void usesNothingUpIfItCannotCompleteAsync() {
    PendingAuthorization pending = flow.authorization(REDIRECT_URI).start();
    assertThatIllegalStateException()
        .isThrownBy(() -> flow.completeAsync(pending, answer(pending, "code=c")))
        .withMessageContaining("exchangeAsync");
    assertThat(flow.complete(pending, answer(pending, "code=c")).tokens())
        .isEqualTo(TestServer.TOKENS);
  }

  @Test
  void sendsNoCodeToAnotherServer() {
    TestServer evil = new TestServer();
    AuthorizationCodeFlow other =
        AuthorizationCodeFlow.builder(evil).issuer("https://evil.example").build();
    PendingAuthorization pending = flow.authorization(REDIRECT_URI).start();
    assertThatExceptionOfType(AuthorizationException.WrongFlow.class)
        .isThrownBy(() -> other.complete(pending, answer(pending, "code=c")))
        .withMessage(
            "The authorization was started with https://as.example, but this flow is with"
                + " https://evil.example; complete it with the flow that started it");
    assertThat(evil.exchanges).isEmpty();
    assertThat(flow.complete(pending, answer(pending, "code=c")).tokens())
        .isEqualTo(TestServer.TOKENS);
  }

  /** Omniport's codes live for a minute. */
  @Test
  void doesNotTryACodeAgainAfterAMinute() throws Exception {
    try (MockWebServer web = new MockWebServer()) {
      web.start();
      web.enqueue(new MockResponse.Builder().code(429).setHeader("Retry-After", "61").build());
      try (TestProviderClient client = client(web.url("/").toString())) {
        AuthorizationCodeFlow patient = AuthorizationCodeFlow.builder(client).build();
        PendingAuthorization pending = patient.authorization(REDIRECT_URI).start();
        assertThatExceptionOfType(UnexpectedAnswerException.class)
            .isThrownBy(() -> patient.complete(pending, answer(pending, "code=c")))
            .satisfies(e -> assertThat(e.retryAfter()).contains(Duration.ofSeconds(61)));
      }
      assertThat(web.getRequestCount()).isEqualTo(1);
    }
  }

  private static TestProviderClient client(String url) {
    return TestProviderClient.builder()
        .serverUrl(url)
        .clientAuthentication(ClientAuthentication.none("me"))
        .retry(RetryConfig.DEFAULT.withMaxInterval(Duration.ofMinutes(5)))
        .totalTimeout(Duration.ofMinutes(5))
        .build();
  }

  private static Map<String, String> query(PendingAuthorization pending) {
    return CallbackParameters.read(CallbackParameters.query(pending.authorizationUrl()));
  }

  private static AuthorizationCallback answer(PendingAuthorization pending, String parameters) {
    return AuthorizationCallback.ofUri(
        REDIRECT_URI + "?" + parameters + "&state=" + pending.state().reveal());
  }
}
