package io.grantwright.samples.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.call.CallOptions;
import io.grantwright.runtime.error.OAuthErrorCode;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.flow.AuthorizationCodeFlow;
import io.grantwright.runtime.flow.AuthorizationException;
import io.grantwright.runtime.flow.Browser;
import io.grantwright.runtime.flow.DeviceAuthorization;
import io.grantwright.runtime.flow.DeviceFlow;
import io.grantwright.runtime.flow.DeviceProgress;
import io.grantwright.runtime.flow.Granted;
import io.grantwright.runtime.flow.IdTokenValidator;
import io.grantwright.runtime.flow.LoopbackReceiver;
import io.grantwright.runtime.flow.PendingAuthorization;
import io.grantwright.runtime.oauth.DeviceAuthorizationResponse;
import io.grantwright.runtime.oauth.Discovery;
import io.grantwright.runtime.oauth.IntrospectionRequest;
import io.grantwright.runtime.oauth.IntrospectionResponse;
import io.grantwright.runtime.oauth.RefreshRequest;
import io.grantwright.runtime.oauth.RevocationRequest;
import io.grantwright.runtime.oauth.Scope;
import io.grantwright.runtime.oauth.ServerMetadata;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.oauth.UserInfo;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.OAuthSession;
import io.grantwright.runtime.session.TokenStore;
import io.grantwright.runtime.store.MemoryTokenStore;
import io.grantwright.sdk.server.AuthorizationServerClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/**
 * What an application does with an authorization server, the same for each of them. Where servers
 * differ, {@link Server} says so.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class FlowsTest {
  private final ScheduledExecutorService scheduler = new ImpatientScheduler();
  private @Nullable Server started;
  private Server server;
  private ServerMetadata metadata;
  private AuthorizationServerClient client;
  private Person ada;

  /** Starts the server, or aborts the test. */
  abstract Server start();

  @BeforeAll
  void startServer() {
    server = start();
    started = server;
    metadata = Discovery.of(server.issuer()).find();
    client = client(Server.NOTES, Server.secret(Server.NOTES));
  }

  @BeforeEach
  void openBrowser() {
    ada = new Person(server.password());
  }

  @AfterAll
  void stopServer() {
    scheduler.shutdownNow();
    if (started != null) {
      started.close();
    }
  }

  @Test
  void aCodeBecomesTokens() throws Exception {
    Granted granted =
        authorize(Server.NEWCOMER, ada::agree, start -> start.scope("openid", "notes:read"));

    assertThat(ada.wasAsked()).isTrue();
    assertThat(granted.tokens().tokenType()).isEqualTo("Bearer");
    assertThat(Scope.parse(granted.tokens().scope().orElseThrow()))
        .isEqualTo(Scope.of("openid", "notes:read"));
    assertThat(granted.idToken().orElseThrow().validated().subject()).isEqualTo("ada");
    Flow.CODE.cameOut(server, "yes");
  }

  @Test
  void consentIsDenied() {
    assertThatExceptionOfType(AuthorizationException.Denied.class)
        .isThrownBy(
            () -> authorize(Server.STRANGER, ada::refuse, start -> start.scope("notes:read")))
        .satisfies(e -> assertThat(e.error()).isEqualTo("access_denied"));
    Flow.CONSENT_DENIED.cameOut(server, "`Denied`");
  }

  @Test
  void offlineAccessBringsARefreshToken() throws Exception {
    TokenResponse tokens = logInForLong();

    assertThat(tokens.refreshToken()).isPresent();
    assertThat(Scope.parse(tokens.scope().orElseThrow()).values()).contains("offline_access");
    Flow.OFFLINE_ACCESS.cameOut(server, "refresh token");
  }

  @Test
  void theScopeAloneMayBringNone() throws Exception {
    TokenResponse tokens = logIn("openid", "offline_access").tokens();

    boolean dropped = server.issuesRefreshTokensOnRequestOnly();
    assertThat(tokens.refreshToken().isEmpty()).isEqualTo(dropped);
    assertThat(Scope.parse(tokens.scope().orElseThrow()).values().contains("offline_access"))
        .isEqualTo(!dropped);
    Flow.OFFLINE_SCOPE_ALONE.cameOut(
        server, dropped ? "no refresh token, scope dropped" : "refresh token");
  }

  @Test
  void aRefreshBringsANewRefreshToken() throws Exception {
    Secret first = logInForLong().refreshToken().orElseThrow();

    Secret second = refresh(first).refreshToken().orElseThrow();
    TokenResponse third = refresh(second);

    assertThat(second).isNotEqualTo(first);
    assertThat(third.refreshToken()).isPresent().get().isNotEqualTo(second);
    assertThat(introspect(third.accessToken()).active()).isTrue();
    Flow.ROTATION.cameOut(server, "yes");
  }

  @Test
  void anOldRefreshTokenIsRefused() throws Exception {
    Secret old = logInForLong().refreshToken().orElseThrow();
    Secret newest = refresh(old).refreshToken().orElseThrow();

    assertRefused(() -> refresh(old), 400, OAuthErrorCode.INVALID_GRANT);

    boolean ends = server.endsTheGrantOnReuse();
    assertThat(introspect(newest).active()).isEqualTo(!ends);
    Flow.REUSE.cameOut(
        server, "`invalid_grant`, the newest " + (ends ? "ends as well" : "goes on"));
  }

  @Test
  void aSessionRefreshesItselfUntilTheLogout() throws Exception {
    TokenStore store = new MemoryTokenStore();
    TokenResponse tokens = logInForLong();
    session(store, Clock.systemUTC()).authorized(tokens);
    Duration lifetime = Duration.ofSeconds(tokens.expiresIn().orElseThrow());
    OAuthSession later = session(store, Clock.offset(Clock.systemUTC(), lifetime));

    Secret fresh = later.accessToken();
    assertThat(fresh).isNotEqualTo(tokens.accessToken());
    assertThat(introspect(fresh).active()).isTrue();

    assertThat(later.logout().failures()).isEmpty();
    assertThat(introspect(fresh).active()).isFalse();
    Flow.SESSION.cameOut(server, "yes");
  }

  @Test
  void aDeviceIsApproved() throws Exception {
    DeviceFlow flow = deviceFlow(client);
    DeviceAuthorization device = flow.authorization().scope("notes:read").start();
    device.open(ada::agree);

    TokenResponse tokens = flow.complete(device, progress -> {}).tokens();

    assertThat(tokens.scope()).contains("notes:read");
    assertThat(introspect(tokens.accessToken()).active()).isTrue();
    Flow.DEVICE_APPROVED.cameOut(server, "yes");
  }

  @Test
  void aDeviceIsDenied() {
    DeviceFlow flow = deviceFlow(client(Server.STRANGER, Server.secret(Server.STRANGER)));
    DeviceAuthorization device = flow.authorization().scope("notes:read").start();
    device.open(ada::refuse);

    assertThatExceptionOfType(AuthorizationException.Denied.class)
        .isThrownBy(() -> flow.complete(device, progress -> {}))
        .satisfies(e -> assertThat(e.error()).isEqualTo("access_denied"));
    Flow.DEVICE_DENIED.cameOut(server, "`Denied`");
  }

  @Test
  void aDeviceWaitsForItsUser() throws Exception {
    DeviceFlow flow = deviceFlow(client);
    DeviceAuthorization device = flow.authorization().scope("notes:read").start();
    List<DeviceProgress.State> states = new CopyOnWriteArrayList<>();

    flow.complete(
        device,
        progress -> {
          states.add(progress.state());
          device.open(ada::agree);
        });

    assertThat(states).containsExactly(DeviceProgress.State.PENDING);
    Flow.DEVICE_PENDING.cameOut(server, "goes on asking");
  }

  @Test
  void aDeviceCodeExpires() {
    AuthorizationServerClient hasty = client(Server.HASTY, Server.secret(Server.HASTY));
    DeviceFlow flow =
        DeviceFlow.builder(hasty)
            .async(
                request -> hasty.async().authorizeDevice(request).thenApply(FlowsTest::forAnHour),
                hasty.async()::pollDevice)
            .scheduler(scheduler)
            .build();
    DeviceAuthorization device = flow.authorization().scope("notes:read").start();

    assertThatExceptionOfType(AuthorizationException.Expired.class)
        .isThrownBy(() -> flow.complete(device, progress -> {}));
    assertThat(device.timeLeft()).as("so that the server said it").isPositive();
    Flow.DEVICE_EXPIRED.cameOut(server, "`Expired`");
  }

  /** A device that was told another lifetime goes on asking until the server has enough. */
  private static DeviceAuthorizationResponse forAnHour(DeviceAuthorizationResponse codes) {
    return new DeviceAuthorizationResponse(
        codes.deviceCode(),
        codes.userCode(),
        codes.verificationUri(),
        codes.verificationUriComplete(),
        Duration.ofHours(1).toSeconds(),
        codes.interval(),
        codes.unknown());
  }

  @Test
  void userInfoIsAboutTheUserWhoLoggedIn() throws Exception {
    Granted granted = logIn("openid");

    CallOptions withToken = CallOptions.builder().bearer(granted.tokens().accessToken()).build();
    UserInfo user = client.with(withToken).userInfo();

    assertThat(granted.idToken().orElseThrow().validated().sameUser(user).sub()).isEqualTo("ada");
    Flow.USERINFO.cameOut(server, "yes");
  }

  @Test
  void introspectionSaysWhatATokenIsWorth() throws Exception {
    IntrospectionResponse seen = introspect(logIn("notes:read").tokens().accessToken());

    assertThat(seen.active()).isTrue();
    assertThat(seen.clientId()).contains(Server.NOTES);
    assertThat(seen.sub()).contains("ada");
    assertThat(seen.scope()).contains("notes:read");
    assertThat(introspect(Secret.of("never-issued")).active()).isFalse();
    Flow.INTROSPECTION.cameOut(server, "yes");
  }

  @Test
  void revokingTheRefreshTokenEndsTheGrant() throws Exception {
    TokenResponse tokens = logInForLong();
    Secret refreshToken = tokens.refreshToken().orElseThrow();

    client.revokeToken(RevocationRequest.builder().token(refreshToken).build());

    assertThat(introspect(tokens.accessToken()).active()).isFalse();
    assertRefused(() -> refresh(refreshToken), 400, OAuthErrorCode.INVALID_GRANT);
    Flow.REVOCATION.cameOut(server, "yes, of the whole grant");
  }

  @Test
  void aWrongSecretIsRefused() {
    try (AuthorizationServerClient wrong = client(Server.NOTES, Secret.of("not-the-secret"))) {
      IntrospectionRequest request =
          IntrospectionRequest.builder().token(Secret.of("never-issued")).build();

      OAuthException refusal =
          assertRefused(() -> wrong.introspectToken(request), 401, OAuthErrorCode.INVALID_CLIENT);

      assertThat(refusal.challenges().isEmpty()).isEqualTo(!server.challengesClients());
    }
    Flow.WRONG_SECRET.cameOut(
        server, "`invalid_client`" + (server.challengesClients() ? "" : ", no `WWW-Authenticate`"));
  }

  private Granted logIn(String... scopes) throws Exception {
    return authorize(Server.NOTES, ada::agree, start -> start.scope(scopes));
  }

  private TokenResponse logInForLong() throws Exception {
    return authorize(Server.NOTES, ada::agree, start -> start.scope("openid").offlineAccess())
        .tokens();
  }

  private Granted authorize(
      String clientId, Browser browser, UnaryOperator<AuthorizationCodeFlow.Start> settings)
      throws Exception {
    try (AuthorizationServerClient client = client(clientId, Server.secret(clientId));
        LoopbackReceiver receiver = LoopbackReceiver.builder().path("/callback").open()) {
      AuthorizationCodeFlow flow =
          AuthorizationCodeFlow.builder(client)
              .metadata(metadata)
              .idTokens(IdTokenValidator.builder(metadata.issuer(), clientId, client).build())
              .build();
      PendingAuthorization pending =
          settings.apply(flow.authorization(receiver.redirectUri())).start();
      return flow.complete(pending, receiver.receive(pending, browser));
    }
  }

  private DeviceFlow deviceFlow(AuthorizationServerClient client) {
    return DeviceFlow.builder(client).scheduler(scheduler).build();
  }

  private OAuthSession session(TokenStore store, Clock clock) {
    return OAuthSession.builder(store, GrantKey.of(Server.NOTES, server.issuer(), "ada"))
        .refresh(client)
        .revocation(client)
        .clock(clock)
        .build();
  }

  private TokenResponse refresh(Secret refreshToken) {
    return client.refreshToken(RefreshRequest.builder().refreshToken(refreshToken).build());
  }

  private IntrospectionResponse introspect(Secret token) {
    return client.introspectToken(IntrospectionRequest.builder().token(token).build());
  }

  private AuthorizationServerClient client(String clientId, Secret secret) {
    return AuthorizationServerClient.builder()
        .serverUrl(metadata.issuer())
        .addresses(metadata)
        .clientAuthentication(ClientAuthentication.basic(clientId, secret))
        .build();
  }

  private static OAuthException assertRefused(
      ThrowingCallable call, int status, OAuthErrorCode code) {
    OAuthException refusal = catchThrowableOfType(OAuthException.class, call);
    assertThat(refusal.status()).isEqualTo(status);
    assertThat(refusal.error().is(code)).isTrue();
    return refusal;
  }
}
