package io.grantwright.runtime.call;

import static io.grantwright.annotations.ClientAuthenticated.Mechanism.BASIC;
import static io.grantwright.annotations.ClientAuthenticated.Mechanism.BODY;
import static io.grantwright.annotations.ClientAuthenticated.Mechanism.QUERY;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.grantwright.annotations.At;
import io.grantwright.annotations.Bearer;
import io.grantwright.annotations.ClientAuthenticated;
import io.grantwright.annotations.Discovered;
import io.grantwright.annotations.Field;
import io.grantwright.annotations.FormBody;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.Link;
import io.grantwright.annotations.Post;
import io.grantwright.annotations.Query;
import io.grantwright.annotations.Role;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.endpoint.BodyFormat;
import io.grantwright.runtime.error.RefusedCallException;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which credentials go where, exactly, and which go nowhere. */
final class CredentialsTest {
  @SdkClient(name = "Club")
  @Discovered
  interface Club {
    @Get("members")
    @Bearer(environment = "NO_SUCH_VARIABLE")
    void members();

    @Post
    @At(Role.TOKEN)
    @FormBody(jsonOnRequest = true)
    @ClientAuthenticated
    void token(
        @Field("client_id") Optional<String> id, @Field("client_secret") Optional<Secret> own);

    @Post
    @At(Role.REVOCATION)
    @FormBody
    @ClientAuthenticated(
        value = {BASIC, BODY},
        secretRequired = true)
    void revoke(@Field String token);

    @Get
    @At(Role.USERINFO)
    @Bearer
    void userInfo();
  }

  /** Nobody gets in without a secret. */
  @SdkClient(name = "Vault")
  interface Vault {
    @Post("open")
    @ClientAuthenticated({BASIC, BODY})
    void open();
  }

  /** Everybody with a token gets in. */
  @SdkClient(name = "Hall")
  @Bearer
  interface Hall {
    @Get("enter")
    void enter();

    @Link
    @Get("tickets")
    String tickets();
  }

  /** Where the secret goes into the query. */
  @SdkClient(name = "Gate")
  @ClientAuthenticated(QUERY)
  interface Gate {
    @Get("token")
    void token();

    @Link
    @Get("login")
    String login(@Query String state);
  }

  private static final String UNKNOWN_CALL_FACTORY =
      "callFactory is no OkHttpClient, so that it may follow redirects with credentials or send"
          + " them twice. If it does neither, say so with trustCallFactory().";
  private static final ClientAuthentication BASIC_CLIENT =
      ClientAuthentication.basic("a b", Secret.of("p%w:"));

  private final MockWebServer server = new MockWebServer();
  private final MockWebServer elsewhere = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    for (MockWebServer each : new MockWebServer[] {server, elsewhere}) {
      each.setDispatcher(
          new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
              return new MockResponse.Builder().code(204).build();
            }
          });
      each.start();
    }
  }

  @AfterEach
  void stop() {
    server.close();
    elsewhere.close();
  }

  @Test
  void basicIsFormEncodedFirst() throws Exception {
    callToken(BASIC_CLIENT, CallOptions.NONE);
    // base64 of "a+b:p%25w%3A" (RFC 6749 §2.3.1)
    assertSent("Basic YStiOnAlMjV3JTNB", "");
  }

  @Test
  void basicIsSentRawWhereTheServerDoesNotDecode() throws Exception {
    callToken(((ClientAuthentication.Basic) BASIC_CLIENT).raw(), CallOptions.NONE);
    // base64 of "a b:p%w:" (RFC 7617)
    assertSent("Basic YSBiOnAldzo=", "");
  }

  @Test
  void bodyOfAForm() throws Exception {
    callToken(ClientAuthentication.body("a b", Secret.of("p%w:")), CallOptions.NONE);
    assertSent(null, "client_id=a+b&client_secret=p%25w%3A");
  }

  @Test
  void bodyOfJson() throws Exception {
    callToken(
        ClientAuthentication.body("a b", Secret.of("p%w:")),
        CallOptions.builder().bodyFormat(BodyFormat.JSON).build());
    assertSent(null, "{\"client_id\":\"a b\",\"client_secret\":\"p%w:\"}");
  }

  @Test
  void aPublicClientSaysOnlyWhoItIs() throws Exception {
    callToken(ClientAuthentication.none("a b"), CallOptions.NONE);
    assertSent(null, "client_id=a+b");
  }

  @Test
  void theRequestsOwnEqualIdentifierIsSentOnce() throws Exception {
    try (CredentialsTest_ClubClient club = builder(ClientAuthentication.none("me")).build()) {
      club.token(Optional.of("me"), Optional.empty());
    }
    assertSent(null, "client_id=me");
  }

  @Test
  void theRequestsOwnOtherIdentifierIsRefused() {
    try (CredentialsTest_ClubClient club = builder(ClientAuthentication.none("me")).build()) {
      for (BodyFormat format : new BodyFormat[] {BodyFormat.FORM, BodyFormat.JSON}) {
        CallOptions options = CallOptions.builder().bodyFormat(format).build();
        assertRefused(
            "clientAuthentication",
            () -> club.with(options).token(Optional.of("you"), Optional.empty()));
      }
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void theRequestsOwnSecretIsRefused() {
    try (CredentialsTest_ClubClient club = builder(BASIC_CLIENT).build()) {
      for (BodyFormat format : new BodyFormat[] {BodyFormat.FORM, BodyFormat.JSON}) {
        CallOptions options = CallOptions.builder().bodyFormat(format).build();
        assertRefused(
            "clientAuthentication",
            () -> club.with(options).token(Optional.empty(), Optional.of(Canary.SECRET)));
      }
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void aPublicClientMayBringASecretOfTheRequest() throws Exception {
    try (CredentialsTest_ClubClient club = builder(ClientAuthentication.none("me")).build()) {
      club.token(Optional.empty(), Optional.of(Secret.of("own")));
    }
    assertSent(null, "client_secret=own&client_id=me");
  }

  @Test
  void aRefusalReachesAFuture() {
    try (CredentialsTest_ClubClient club = builder(BASIC_CLIENT).build()) {
      assertThat(
              catchThrowable(
                  () -> club.async().token(Optional.empty(), Optional.of(Canary.SECRET)).join()))
          .hasCauseInstanceOf(RefusedCallException.class);
    }
  }

  @Test
  void anEndpointThatDoesNothingWithoutASecretIsRefusedWithoutOne() {
    try (CredentialsTest_ClubClient club = builder(ClientAuthentication.none("me")).build()) {
      assertRefused("clientAuthentication", () -> club.revoke("t"));
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void theAccessTokenGoesIntoTheHeader() throws Exception {
    try (CredentialsTest_ClubClient club = builder().bearer(Secret.of("at")).build()) {
      club.members();
      club.with(CallOptions.builder().bearer(Secret.of("other")).build()).members();
    }
    assertSent("Bearer at", "");
    assertSent("Bearer other", "");
  }

  @Test
  void theAccessTokenIsAskedForOnEachCall() throws Exception {
    int[] count = {0};
    try (CredentialsTest_ClubClient club =
        builder().bearer(() -> Secret.of("at" + ++count[0])).build()) {
      club.members();
      club.members();
    }
    assertSent("Bearer at1", "");
    assertSent("Bearer at2", "");
  }

  @Test
  void aMissingAccessTokenIsRefusedNamingBothWaysToSetIt() {
    try (CredentialsTest_ClubClient club = builder().build()) {
      assertThatThrownBy(club::members)
          .isInstanceOf(RefusedCallException.class)
          .hasMessage(
              "Club.members was refused before it was sent, because of bearer. Set an access token"
                  + " with bearer(...) or the environment variable NO_SUCH_VARIABLE.");
    }
  }

  @Test
  void aSupplierThatThrowsReachesAFuture() {
    IllegalStateException ours = new IllegalStateException("logged out");
    try (CredentialsTest_ClubClient club =
        builder()
            .bearer(
                () -> {
                  throw ours;
                })
            .build()) {
      CompletableFuture<Void> future = club.async().members();
      assertThat(catchThrowable(future::join)).hasCause(ours);
    }
  }

  @Test
  void anotherServerGetsNoCredentials() {
    CallOptions there = CallOptions.builder().serverUrl(elsewhere.url("/").toString()).build();
    try (CredentialsTest_ClubClient club = builder().bearer(Canary.SECRET).build().with(there)) {
      assertThatThrownBy(club::members)
          .isInstanceOfSatisfying(
              RefusedCallException.class, e -> assertThat(e.setting()).isEqualTo("serverUrl"))
          .hasMessageContaining("trustedOrigin(\"" + origin(elsewhere) + "\")");
      assertThat(catchThrowable(() -> club.async().members().join()))
          .hasCauseInstanceOf(RefusedCallException.class);
    }
    assertThat(elsewhere.getRequestCount()).isZero();
  }

  @Test
  void anotherServerGetsNoClientSecret() {
    CallOptions there = CallOptions.builder().serverUrl(elsewhere.url("/").toString()).build();
    for (ClientAuthentication each :
        new ClientAuthentication[] {
          ClientAuthentication.basic("me", Canary.SECRET),
          ClientAuthentication.body("me", Canary.SECRET)
        }) {
      try (CredentialsTest_ClubClient club = builder(each).build().with(there)) {
        assertRefused("serverUrl", () -> club.token(Optional.empty(), Optional.empty()));
      }
    }
    assertThat(elsewhere.getRequestCount()).isZero();
  }

  @Test
  void theBrowserIsShownNoClientSecret() {
    try (CredentialsTest_GateClient gate =
        CredentialsTest_GateClient.builder()
            .serverUrl("https://gate.example")
            .clientAuthentication(ClientAuthentication.body("me", Canary.SECRET))
            .build()) {
      assertThat(gate.login("s")).isEqualTo("https://gate.example/login?state=s&client_id=me");
    }
  }

  @Test
  void theBrowserNeedsNoAccessToken() {
    try (CredentialsTest_HallClient hall =
        CredentialsTest_HallClient.builder().serverUrl("https://hall.example").build()) {
      assertThat(hall.tickets()).isEqualTo("https://hall.example/tickets");
    }
  }

  @Test
  void anotherServerOfAnEndpointGetsNoCredentials() {
    try (CredentialsTest_ClubClient club =
        builder()
            .bearer(Canary.SECRET)
            .endpoint(
                CredentialsTest_ClubClient.Endpoints.MEMBERS,
                CallOptions.builder().serverUrl(elsewhere.url("/").toString()).build())
            .build()) {
      assertRefused("serverUrl", club::members);
    }
    assertThat(elsewhere.getRequestCount()).isZero();
  }

  @Test
  void aTrustedOriginGetsThem() throws Exception {
    CallOptions there = CallOptions.builder().serverUrl(elsewhere.url("/v2").toString()).build();
    try (CredentialsTest_ClubClient club =
        builder().bearer(Secret.of("at")).trustedOrigin(origin(elsewhere)).build().with(there)) {
      club.members();
    }
    RecordedRequest request = elsewhere.takeRequest();
    assertThat(request.getRequestLine()).isEqualTo("GET /v2/members HTTP/1.1");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer at");
  }

  @Test
  void theAddressOfARoleMayLieElsewhere() throws Exception {
    try (CredentialsTest_ClubClient club =
        builder()
            .bearer(Secret.of("at"))
            .address(Role.USERINFO, elsewhere.url("/me").toString())
            .build()) {
      club.userInfo();
    }
    assertThat(elsewhere.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer at");
  }

  @Test
  void theTokenOfAnApiDoesNotGoToTheAddressOfARoleElsewhere() {
    CallOptions there = CallOptions.builder().serverUrl(elsewhere.url("/").toString()).build();
    try (CredentialsTest_ClubClient club =
        builder()
            .bearer(Canary.SECRET)
            .address(Role.USERINFO, elsewhere.url("/me").toString())
            .build()
            .with(there)) {
      assertRefused("serverUrl", club::members);
    }
    assertThat(elsewhere.getRequestCount()).isZero();
  }

  @Test
  void noPartOfAnOriginMayDiffer() {
    String own = "https://club.example:8443";
    for (String other :
        new String[] {
          "http://club.example:8443", "https://chess.club.example:8443", "https://club.example"
        }) {
      CallOptions there = CallOptions.builder().serverUrl(other).build();
      try (CredentialsTest_ClubClient club =
          builder()
              .serverUrl(own)
              .dangerouslyAllowPlainHttpThatAnyoneCanRead()
              .bearer(Canary.SECRET)
              .build()
              .with(there)) {
        assertRefused("serverUrl", club::members);
      }
    }
  }

  @Test
  void theAuthorizationHeaderIsNotSetByHand() {
    assertThatThrownBy(() -> CallOptions.builder().header("authorization", Canary.VALUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "header: Authorization is not set by hand; use bearer(...) or clientAuthentication.");
  }

  @Test
  void aHeaderThatCannotBeSentIsNotQuoted() {
    assertThatThrownBy(() -> CallOptions.builder().header("X-Api-Key", Canary.VALUE + "\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("X-Api-Key")
        .hasMessageNotContaining(Canary.VALUE);
  }

  @Test
  void twoMechanismsAreRefused() {
    assertNotBuilt(
        "clientAuthentication was set to two mechanisms; exactly one is used per request.",
        builder(BASIC_CLIENT).clientAuthentication(ClientAuthentication.none("me")));
  }

  @Test
  void anEmptyClientIdentifierIsRefused() {
    assertThatThrownBy(() -> ClientAuthentication.none(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("clientAuthentication: the client id must not be blank.");
  }

  @Test
  void noClientAuthenticationIsRefused() {
    assertThatThrownBy(
            () -> CredentialsTest_VaultClient.builder().serverUrl("https://vault.example").build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "clientAuthentication is missing: Vault.open accepts [BASIC, BODY]. Set"
                + " clientAuthentication(ClientAuthentication.basic(id, secret)), or body.");
  }

  @Test
  void aRelativeServerUrlIsRefused() {
    assertNotBuilt(
        "serverUrl must be an absolute URL such as https://example.com/api, found \"/api\".",
        builder().serverUrl("/api?key=" + Canary.VALUE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"?key=", "#key="})
  void aServerUrlWithAQueryOrAFragmentIsRefused(String end) {
    assertNotBuilt(
        "serverUrl must have no query and no fragment, found one behind https://vault.example/api."
            + " The paths of endpoints are appended to it.",
        builder().serverUrl("https://vault.example/api" + end + Canary.VALUE));
  }

  @Test
  void noServerUrlIsRefused() {
    assertThatThrownBy(() -> CredentialsTest_ClubClient.builder().build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("serverUrl is missing: Club has no default server.");
  }

  @Test
  void plainHttpIsForLoopback() {
    for (String loopback :
        new String[] {"http://localhost:1", "http://127.9.8.7", "http://[::1]"}) {
      builder().serverUrl(loopback).build().close();
    }
    for (String other :
        new String[] {
          "http://example.com", "http://127.0.0.1.example.com", "http://0.0.0.0", "http://10.0.0.1"
        }) {
      assertNotBuilt(
          "serverUrl must be https, found " + other + ". Plain HTTP is for loopback only.",
          builder().serverUrl(other));
    }
  }

  @Test
  void plainHttpOfARoleIsRefused() {
    assertNotBuilt(
        "address must be https, found http://example.com/token. Plain HTTP is for loopback only.",
        builder().address(Role.TOKEN, "http://example.com/token"));
  }

  @Test
  void plainHttpOfACallIsRefused() {
    CallOptions there = CallOptions.builder().serverUrl("http://example.com").build();
    try (CredentialsTest_ClubClient club = builder().build().with(there)) {
      assertThatThrownBy(club::members)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "serverUrl must be https, found http://example.com. Plain HTTP is for loopback"
                  + " only.");
    }
  }

  @Test
  void plainHttpElsewhereHasToBeAskedForByItsUglyName() {
    builder()
        .serverUrl("http://example.com")
        .dangerouslyAllowPlainHttpThatAnyoneCanRead()
        .build()
        .close();
  }

  @Test
  void aRoleWithoutAnAddressIsRefused() {
    assertThatThrownBy(
            () ->
                CredentialsTest_ClubClient.builder()
                    .serverUrl(server.url("/").toString())
                    .clientAuthentication(BASIC_CLIENT)
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("address of TOKEN is missing: Club.token is called there. Set address(...).");
  }

  @Test
  void anAddressMayComeFromMetadata() throws Exception {
    Map<Role, String> metadata =
        Map.of(
            Role.TOKEN, elsewhere.url("/token").toString(),
            Role.REVOCATION, elsewhere.url("/revoke").toString(),
            Role.USERINFO, elsewhere.url("/me").toString());
    try (CredentialsTest_ClubClient club =
        CredentialsTest_ClubClient.builder()
            .serverUrl(server.url("/").toString())
            .clientAuthentication(BASIC_CLIENT)
            .addresses(role -> Optional.ofNullable(metadata.get(role)))
            .build()) {
      club.revoke("t");
    }
    assertThat(elsewhere.takeRequest().getRequestLine()).isEqualTo("POST /revoke HTTP/1.1");
  }

  @Test
  void whatTheMetadataLacksIsRefusedWhenItIsCalled() {
    try (CredentialsTest_ClubClient club =
        CredentialsTest_ClubClient.builder()
            .serverUrl(server.url("/").toString())
            .clientAuthentication(BASIC_CLIENT)
            .addresses(role -> Optional.empty())
            .build()) {
      assertThatThrownBy(() -> club.revoke("t"))
          .isInstanceOf(RefusedCallException.class)
          .hasMessage(
              "Club.revoke was refused before it was sent, because of addresses. They have none for"
                  + " REVOCATION: the server does not seem to offer it. If it does, set"
                  + " address(Role.REVOCATION, ...).");
    }
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void anUnknownCallFactoryIsRefused() {
    Call.Factory unknown = request -> new OkHttpClient().newCall(request);
    assertThatThrownBy(
            () ->
                CredentialsTest_VaultClient.builder()
                    .serverUrl("https://vault.example")
                    .clientAuthentication(BASIC_CLIENT)
                    .callFactory(unknown)
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(UNKNOWN_CALL_FACTORY);
    assertThatThrownBy(
            () ->
                CredentialsTest_HallClient.builder()
                    .serverUrl("https://hall.example")
                    .bearer(Secret.of("at"))
                    .callFactory(unknown)
                    .build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(UNKNOWN_CALL_FACTORY);
  }

  @Test
  void aTrustedCallFactoryIsUsed() throws Exception {
    int[] calls = {0};
    OkHttpClient client = new OkHttpClient();
    Call.Factory counting =
        request -> {
          calls[0]++;
          return client.newCall(request);
        };
    try (CredentialsTest_ClubClient club =
        builder().bearer(Secret.of("at")).callFactory(counting).trustCallFactory().build()) {
      club.members();
    }
    assertThat(calls[0]).isEqualTo(1);
    assertSent("Bearer at", "");
  }

  private void callToken(ClientAuthentication authentication, CallOptions options) {
    try (CredentialsTest_ClubClient club = builder(authentication).build().with(options)) {
      club.token(Optional.empty(), Optional.empty());
    }
  }

  private void assertSent(@Nullable String authorization, String body) throws InterruptedException {
    RecordedRequest request = server.takeRequest();
    assertThat(request.getHeaders().values("Authorization"))
        .isEqualTo(authorization == null ? List.of() : List.of(authorization));
    String sent = request.getBody() == null ? "" : requireNonNull(request.getBody()).utf8();
    assertThat(sent).isEqualTo(body);
  }

  private static void assertRefused(String setting, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RefusedCallException.class, e -> assertThat(e.setting()).isEqualTo(setting))
        .hasMessageNotContaining(Canary.VALUE);
  }

  private static void assertNotBuilt(String message, CredentialsTest_ClubClient.Builder builder) {
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private CredentialsTest_ClubClient.Builder builder() {
    return builder(BASIC_CLIENT);
  }

  private CredentialsTest_ClubClient.Builder builder(ClientAuthentication authentication) {
    return unauthenticated().clientAuthentication(authentication);
  }

  private CredentialsTest_ClubClient.Builder unauthenticated() {
    return CredentialsTest_ClubClient.builder()
        .serverUrl(server.url("/").toString())
        .address(Role.TOKEN, "token")
        .address(Role.REVOCATION, "revoke")
        .address(Role.USERINFO, "userinfo");
  }

  private static String origin(MockWebServer server) {
    String url = server.url("/").toString();
    return url.substring(0, url.length() - 1);
  }
}
