package io.grantwright.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.store.MemoryTokenStore;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that carry the token of a session: of OkHttp, and of generated clients. */
final class AttachTest {
  /** A slow machine's answer is not a lost one. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  private final MockWebServer api = new MockWebServer();
  private final MockWebServer elsewhere = new MockWebServer();
  private final ManualClock clock = new ManualClock();
  private final AtomicInteger refreshes = new AtomicInteger();
  private final OAuthSession session =
      OAuthSession.builder(
              new MemoryTokenStore(), GrantKey.of("app", "https://as.example", "alice"))
          .refresh(request -> tokens("at-" + refreshes.incrementAndGet()))
          .clock(clock)
          .timer(new ManualTimer())
          .build();

  @BeforeEach
  void start() throws IOException {
    api.start();
    elsewhere.start();
    session.authorized(tokens("at-0"));
    clock.advance(Duration.ofMinutes(30));
  }

  @AfterEach
  void stop() {
    api.close();
    elsewhere.close();
  }

  @Test
  void aRequestCarriesTheToken() throws Exception {
    answer(200);
    assertThat(get()).isEqualTo(200);
    assertThat(sent()).containsExactly("Bearer at-0");
  }

  @Test
  void aRequestToAnotherOriginDoesNot() throws Exception {
    elsewhere.enqueue(new MockResponse.Builder().build());
    call(new Request.Builder().url(elsewhere.url("/")).build());
    assertThat(elsewhere.takeRequest().getHeaders().get("Authorization")).isNull();
  }

  @Test
  void aRedirectToAnotherOriginDoesNotCarryIt() throws Exception {
    api.enqueue(
        new MockResponse.Builder()
            .code(307)
            .addHeader("Location", elsewhere.url("/").newBuilder().host("127.0.0.1").build())
            .build());
    elsewhere.enqueue(new MockResponse.Builder().build());
    assertThat(get()).isEqualTo(200);
    assertThat(elsewhere.takeRequest().getHeaders().get("Authorization")).isNull();
  }

  @Test
  void whatAnotherOriginRefusesIsNotTheToken() throws Exception {
    api.enqueue(
        new MockResponse.Builder()
            .code(307)
            .addHeader("Location", elsewhere.url("/").newBuilder().host("127.0.0.1").build())
            .build());
    elsewhere.enqueue(
        new MockResponse.Builder()
            .code(401)
            .addHeader("WWW-Authenticate", "Bearer error=\"insufficient_scope\"")
            .build());
    assertThat(get()).isEqualTo(401);
    assertThat(refreshes).hasValue(0);
    assertThat(elsewhere.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aRefusedTokenIsRefreshedAndTheRequestSentOnceMore() throws Exception {
    answer(401);
    answer(200);
    assertThat(get()).isEqualTo(200);
    assertThat(sent()).containsExactly("Bearer at-0", "Bearer at-1");
    assertThat(refreshes).hasValue(1);
  }

  @Test
  void aBodyIsSentOnceMoreIfItCanBe() throws Exception {
    answer(401);
    answer(200);
    RequestBody body = RequestBody.create("text", MediaType.get("text/plain"));
    assertThat(call(new Request.Builder().url(api.url("/")).post(body).build())).isEqualTo(200);
    assertThat(api.getRequestCount()).isEqualTo(2);
  }

  @Test
  void aBodyOfOneShotIsNotSentAgain() throws Exception {
    answer(401);
    RequestBody body = new OneShot();
    assertThat(call(new Request.Builder().url(api.url("/")).post(body).build())).isEqualTo(401);
    assertThat(refreshes).hasValue(0);
  }

  @Test
  void anApiThatRefusesEveryTokenCausesOneRefreshAndNotOnePerCall() {
    for (int i = 0; i < 10; i++) {
      answer(401);
    }
    for (int i = 0; i < 5; i++) {
      TokenUnavailableException e =
          catchThrowableOfType(TokenUnavailableException.class, this::get);
      assertThat(e.reason()).isInstanceOf(NoTokenException.Misconfigured.class);
    }
    assertThat(refreshes).hasValue(1);
    assertThat(api.getRequestCount()).isEqualTo(6);
  }

  @Test
  void withoutATokenNothingIsSent() {
    session.logout();
    assertThatThrownBy(this::get)
        .isInstanceOf(TokenUnavailableException.class)
        .hasMessage("There are no tokens for this account. Ask the user to log in.");
    assertThat(api.getRequestCount()).isZero();
  }

  @Test
  void aMissingScopeIsTyped() {
    api.enqueue(
        new MockResponse.Builder()
            .code(403)
            .addHeader(
                "WWW-Authenticate",
                "Basic realm=\"x\", Bearer error=\"insufficient_scope\", scope=\"read write\"")
            .build());
    StepUpRequiredException e = catchThrowableOfType(StepUpRequiredException.class, this::get);
    assertThat(e.stepUp().scope()).contains("read write");
    assertThat(refreshes).hasValue(0);
  }

  @Test
  void aStepUpIsTypedAndNotRefreshed() {
    api.enqueue(
        new MockResponse.Builder()
            .code(401)
            .addHeader(
                "WWW-Authenticate",
                "Bearer error=\"insufficient_user_authentication\", acr_values=\"mfa\", max_age=5")
            .build());
    StepUpRequiredException e = catchThrowableOfType(StepUpRequiredException.class, this::get);
    assertThat(e.stepUp().acrValues()).contains("mfa");
    assertThat(e.stepUp().maxAge()).contains(Duration.ofSeconds(5));
    assertThat(refreshes).hasValue(0);
  }

  @Test
  void aStepUpForTheNextTokenIsTypedToo() {
    answer(401);
    api.enqueue(
        new MockResponse.Builder()
            .code(403)
            .addHeader("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"write\"")
            .build());
    StepUpRequiredException e = catchThrowableOfType(StepUpRequiredException.class, this::get);
    assertThat(e.stepUp().scope()).contains("write");
    assertThat(refreshes).hasValue(1);
  }

  @Test
  void anotherAuthorizationIsKeptAndNeedsNoToken() throws Exception {
    session.logout();
    answer(401);
    Request own =
        new Request.Builder().url(api.url("/")).header("Authorization", "Basic eDp5").build();
    assertThat(call(own)).isEqualTo(401);
    assertThat(sent()).containsExactly("Basic eDp5");
  }

  @Test
  void originsAreNamedAndSafe() {
    assertThatThrownBy(session::interceptor)
        .hasMessage("Name the origins to which the token may go.");
    assertThatThrownBy(() -> session.interceptor("api.example.com"))
        .hasMessage(
            "An origin is an absolute URL such as https://api.example.com, found"
                + " \"api.example.com\".");
    assertThatThrownBy(() -> session.interceptor("http://api.example.com/v1"))
        .hasMessage("A token goes to HTTPS or loopback only, found \"http://api.example.com:80\".");
  }

  // Generated clients

  @Test
  void aGeneratedClientTakesItsTokensFromASession() throws Exception {
    page();
    try (NotesClient notes = notes()) {
      assertThat(notes.list().titles()).containsExactly("one");
    }
    assertThat(sent()).containsExactly("Bearer at-0");
  }

  @Test
  void aGeneratedClientSendsOnceMoreAfterA401() throws Exception {
    answer(401);
    answer(204);
    try (NotesClient notes = notes()) {
      notes.add(new Page(List.of("a new one")));
    }
    assertThat(sent()).containsExactly("Bearer at-0", "Bearer at-1");
    assertThat(refreshes).hasValue(1);
  }

  @Test
  void aGeneratedClientNeedsNoInterceptorAndSuffersNone() throws Exception {
    answer(401);
    page();
    try (NotesClient notes =
        NotesClient.builder()
            .serverUrl(api.url("/").toString())
            .httpClient(http().addInterceptor(session.interceptor(api.url("/").toString())).build())
            .bearer(session)
            .attemptTimeout(PATIENCE)
            .totalTimeout(PATIENCE)
            .build()) {
      assertThat(notes.list().titles()).containsExactly("one");
    }
    assertThat(sent()).containsExactly("Bearer at-0", "Bearer at-1");
  }

  @Test
  void aGeneratedClientDoesSoWithoutBlocking() throws Exception {
    answer(401);
    page();
    try (NotesClient notes = notes()) {
      assertThat(notes.async().list().join().titles()).containsExactly("one");
    }
    assertThat(sent()).containsExactly("Bearer at-0", "Bearer at-1");
  }

  @Test
  void anApiThatRefusesEveryTokenOfAGeneratedClientCausesOneRefresh() {
    for (int i = 0; i < 6; i++) {
      answer(401);
    }
    try (NotesClient notes = notes()) {
      NoTokenException.Misconfigured first =
          catchThrowableOfType(NoTokenException.Misconfigured.class, notes::list);
      assertThat(first)
          .hasMessage(
              "The API refuses (401) the current access token, too. Check the resource, the"
                  + " audience and the scope that are asked for.")
          .cause()
          .isInstanceOfSatisfying(
              CallException.class, answer -> assertThat(answer.status()).isEqualTo(401));
      for (int i = 0; i < 4; i++) {
        assertThatThrownBy(notes::list).isInstanceOf(NoTokenException.Misconfigured.class);
      }
    }
    assertThat(refreshes).hasValue(1);
    assertThat(api.getRequestCount()).isEqualTo(6);
  }

  @Test
  void aGeneratedClientWithoutATokenSendsNothing() {
    session.logout();
    try (NotesClient notes = notes()) {
      assertThatThrownBy(notes::list).isInstanceOf(NoTokenException.ReauthorizationRequired.class);
      assertThatThrownBy(notes.async().list()::join)
          .hasCauseInstanceOf(NoTokenException.ReauthorizationRequired.class);
    }
    assertThat(api.getRequestCount()).isZero();
  }

  private NotesClient notes() {
    return NotesClient.builder()
        .serverUrl(api.url("/").toString())
        .bearer(session)
        .attemptTimeout(PATIENCE)
        .totalTimeout(PATIENCE)
        .build();
  }

  // The authenticator

  @Test
  void theAuthenticatorExchangesARefusedToken() throws Exception {
    answer(401);
    answer(200);
    assertThat(authenticated("Bearer at-0")).isEqualTo(200);
    assertThat(sent()).containsExactly("Bearer at-0", "Bearer at-1");
  }

  @Test
  void theAuthenticatorKnowsThatTheTokenWasRefreshedBefore() throws Exception {
    session.accessTokenInsteadOf(Secret.of("at-0"));
    answer(401);
    answer(200);
    assertThat(authenticated("Bearer at-0")).isEqualTo(200);
    assertThat(sent()).containsExactly("Bearer at-0", "Bearer at-1");
    assertThat(refreshes).hasValue(1);
  }

  @Test
  void theAuthenticatorTriesOnce() {
    answer(401);
    answer(401);
    TokenUnavailableException e =
        catchThrowableOfType(TokenUnavailableException.class, () -> authenticated("Bearer at-0"));
    assertThat(e.reason()).isInstanceOf(NoTokenException.Misconfigured.class);
    assertThat(api.getRequestCount()).isEqualTo(2);
    assertThat(refreshes).hasValue(1);
  }

  @Test
  void theAuthenticatorRefreshesNoTokenThatItHasJustTried() {
    answer(401);
    answer(401);
    TokenUnavailableException e =
        catchThrowableOfType(
            TokenUnavailableException.class, () -> authenticated("Bearer an-older-one"));
    assertThat(e.reason()).isInstanceOf(NoTokenException.Misconfigured.class);
    assertThat(refreshes).hasValue(0);
  }

  @Test
  void theAuthenticatorLeavesOtherAuthorizationsAlone() throws Exception {
    answer(401);
    assertThat(authenticated("Basic eDp5")).isEqualTo(401);
    assertThat(refreshes).hasValue(0);
  }

  @Test
  void theAuthenticatorGivesNoTokenToOtherOrigins() throws Exception {
    elsewhere.enqueue(new MockResponse.Builder().code(401).build());
    assertThat(authenticated(elsewhere.url("/"), "Bearer at-0", null)).isEqualTo(401);
    assertThat(elsewhere.getRequestCount()).isEqualTo(1);
    assertThat(refreshes).hasValue(0);
  }

  @Test
  void theAuthenticatorDoesNotRepeatABodyOfOneShot() throws Exception {
    answer(401);
    assertThat(authenticated(api.url("/"), "Bearer at-0", new OneShot())).isEqualTo(401);
    assertThat(refreshes).hasValue(0);
  }

  @Test
  void theAuthenticatorTellsAStepUp() {
    api.enqueue(
        new MockResponse.Builder()
            .code(401)
            .addHeader("WWW-Authenticate", "Bearer error=\"insufficient_user_authentication\"")
            .build());
    assertThatThrownBy(() -> authenticated("Bearer at-0"))
        .isInstanceOf(StepUpRequiredException.class);
    assertThat(refreshes).hasValue(0);
  }

  @Test
  void bothTogetherStillTryOnce() {
    for (int i = 0; i < 3; i++) {
      answer(401);
    }
    String origin = api.url("/").toString();
    OkHttpClient both =
        http()
            .addInterceptor(session.interceptor(origin))
            .authenticator(session.authenticator(origin))
            .build();
    assertThatThrownBy(() -> call(both, new Request.Builder().url(origin).build()))
        .isInstanceOf(TokenUnavailableException.class);
    assertThat(api.getRequestCount()).isEqualTo(2);
  }

  private static OkHttpClient.Builder http() {
    return new OkHttpClient.Builder().connectTimeout(PATIENCE).readTimeout(PATIENCE);
  }

  private int authenticated(String authorization) throws IOException {
    return authenticated(api.url("/notes"), authorization, null);
  }

  private int authenticated(HttpUrl url, String authorization, @Nullable RequestBody body)
      throws IOException {
    OkHttpClient client =
        http().authenticator(session.authenticator(api.url("/").toString())).build();
    Request.Builder request = new Request.Builder().url(url).header("Authorization", authorization);
    return call(client, (body == null ? request : request.post(body)).build());
  }

  /** A body that can be written once only. */
  private static final class OneShot extends RequestBody {
    @Override
    public @Nullable MediaType contentType() {
      return null;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.writeUtf8("text");
    }

    @Override
    public boolean isOneShot() {
      return true;
    }
  }

  private void answer(int status) {
    api.enqueue(new MockResponse.Builder().code(status).build());
  }

  private void page() {
    api.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "application/json")
            .body("{\"titles\":[\"one\"]}")
            .build());
  }

  private int get() throws IOException {
    return call(new Request.Builder().url(api.url("/notes")).build());
  }

  private int call(Request request) throws IOException {
    OkHttpClient client =
        http().addInterceptor(session.interceptor(api.url("/").toString())).build();
    return call(client, request);
  }

  private static int call(OkHttpClient client, Request request) throws IOException {
    try (Response response = client.newCall(request).execute()) {
      return response.code();
    }
  }

  private List<String> sent() throws InterruptedException {
    List<String> sent = new ArrayList<>();
    int count = api.getRequestCount();
    for (int i = 0; i < count; i++) {
      sent.add(String.valueOf(api.takeRequest().getHeaders().get("Authorization")));
    }
    return sent;
  }

  private static TokenResponse tokens(String accessToken) {
    return new TokenResponse(
        Secret.of(accessToken),
        "Bearer",
        Optional.of(3600L),
        Optional.of(Secret.of("rt-of-" + accessToken)),
        Optional.empty(),
        Optional.empty(),
        UnknownMembers.EMPTY);
  }
}
