package io.grantwright.runtime.oauth;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantwright.annotations.Address;
import io.grantwright.annotations.AnsweredAs;
import io.grantwright.annotations.At;
import io.grantwright.annotations.ClientAuthenticated;
import io.grantwright.annotations.ClientAuthenticated.BasicEncoding;
import io.grantwright.annotations.ClientAuthenticated.Mechanism;
import io.grantwright.annotations.Constant;
import io.grantwright.annotations.ErrorCode;
import io.grantwright.annotations.ErrorCode.Meaning;
import io.grantwright.annotations.ErrorsInSuccess;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.JsonBody;
import io.grantwright.annotations.Lifetime;
import io.grantwright.annotations.Lifetime.Unit;
import io.grantwright.annotations.Omitted;
import io.grantwright.annotations.Renamed;
import io.grantwright.annotations.Renamed.Message;
import io.grantwright.annotations.Role;
import io.grantwright.annotations.Scopes;
import io.grantwright.annotations.SdkClient;
import io.grantwright.annotations.SecretBy;
import io.grantwright.annotations.Textual;
import io.grantwright.annotations.TokenTypes;
import io.grantwright.annotations.Wrapped;
import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.auth.SecretMint;
import io.grantwright.runtime.call.AnswerView;
import io.grantwright.runtime.call.CallHooks;
import io.grantwright.runtime.error.MalformedAnswerException;
import io.grantwright.runtime.error.OAuthErrorCode;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each way in which providers differ: declared it works, and undeclared the failure names it. */
@Timeout(60)
final class DeviationsTest {
  private static final String TOKENS =
      "{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"expires_in\":3600,\"refresh_token\":\"rt\","
          + "\"scope\":\"a b\"}";

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  private final MockWebServer server = new MockWebServer();
  private final List<String> seen = new ArrayList<>();

  /** Nothing is declared: the standards. */
  @SdkClient
  @Address(role = Role.AUTHORIZATION, value = "authorize")
  @Address(role = Role.TOKEN, value = "token")
  interface Strict extends AuthorizationCodeGrant, RefreshTokenGrant {}

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  // Numbers and booleans as texts.

  @SdkClient
  @Address(role = Role.TOKEN, value = "token")
  @Address(role = Role.USERINFO, value = "me")
  @Textual({"expires_in", "email_verified"})
  interface Texts extends RefreshTokenGrant, UserInfoEndpoint {}

  @Test
  void readsNumbersFromTexts() {
    answer("{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"expires_in\":\"3600\"}");
    try (DeviationsTest_TextsClient client =
        DeviationsTest_TextsClient.builder()
            .serverUrl(url())
            .clientAuthentication(ClientAuthentication.none("me"))
            .hooks(new Recorder())
            .build()) {
      assertThat(client.refreshToken(refresh()).expiresIn()).contains(3600L);
    }
    assertThat(seen).containsExactly("@Textual(expires_in)");
  }

  @Test
  void readsBooleansFromTexts() {
    answer("{\"sub\":\"alice\",\"email_verified\":\"true\"}");
    try (DeviationsTest_TextsClient client =
        DeviationsTest_TextsClient.builder()
            .serverUrl(url())
            .clientAuthentication(ClientAuthentication.none("me"))
            .bearer(Secret.of("at"))
            .build()) {
      assertThat(client.userInfo().emailVerified()).contains(true);
    }
  }

  @Test
  void namesWhatAllowsTexts() {
    assertThat(
            strict("{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"expires_in\":\"3600\"}"))
        .isEqualTo(
            "Strict.refreshToken answered with status 200, but the body does not fit: expected a"
                + " number at $.expires_in, found a string. If that is this provider's way, declare"
                + " @Textual(\"expires_in\") on its descriptor.");
  }

  // Token types.

  @SdkClient
  @Address(role = Role.TOKEN, value = "token")
  @TokenTypes(missing = true, bearer = "User Access Token")
  interface Typeless extends RefreshTokenGrant {}

  @Test
  void takesTheTokenTypesThatMeanBearer() {
    answer("{\"access_token\":\"at\"}");
    answer("{\"access_token\":\"at\",\"token_type\":\"user access token\"}");
    try (DeviationsTest_TypelessClient client =
        DeviationsTest_TypelessClient.builder()
            .serverUrl(url())
            .clientAuthentication(ClientAuthentication.none("me"))
            .hooks(new Recorder())
            .build()) {
      assertThat(client.refreshToken(refresh()).tokenType()).isEqualTo("Bearer");
      assertThat(client.refreshToken(refresh()).tokenType()).isEqualTo("Bearer");
    }
    assertThat(seen).containsExactly("@TokenTypes", "@TokenTypes");
  }

  @Test
  void refusesATypeThatIsNotDeclaredBesideOneThatIs() {
    answer("{\"access_token\":\"at\",\"token_type\":\"mac\"}");
    try (DeviationsTest_TypelessClient client =
        DeviationsTest_TypelessClient.builder()
            .serverUrl(url())
            .clientAuthentication(ClientAuthentication.none("me"))
            .build()) {
      assertThat(catchThrowable(() -> client.refreshToken(refresh())))
          .isInstanceOf(MalformedAnswerException.class)
          .hasMessageEndingWith("declare @TokenTypes(bearer = ...) on its descriptor.");
    }
  }

  @Test
  void namesWhatAllowsNoTokenType() {
    assertThat(strict("{\"access_token\":\"at\"}"))
        .endsWith(
            "expected a value at $.token_type, found none. If that is this provider's way, declare"
                + " @TokenTypes(missing = true) on its descriptor.");
  }

  // Answers in a member.

  @SdkClient
  @Address(role = Role.TOKEN, value = "token")
  @Wrapped("payload.tokens")
  interface Nested extends RefreshTokenGrant {}

  @Test
  void readsWhatStandsInAMemberAndKeepsTheRest() {
    answer("{\"team\":\"t\",\"payload\":{\"id\":7,\"tokens\":" + TOKENS + "}}");
    try (DeviationsTest_NestedClient client =
        DeviationsTest_NestedClient.builder()
            .serverUrl(url())
            .clientAuthentication(ClientAuthentication.none("me"))
            .hooks(new Recorder())
            .build()) {
      TokenResponse tokens = client.refreshToken(refresh());
      assertThat(tokens.accessToken()).isEqualTo(Secret.of("at"));
      assertThat(tokens.unknown().asMap()).containsEntry("team", "t").containsEntry("id", 7L);
    }
    assertThat(seen).containsExactly("@Wrapped(payload) @Wrapped(tokens)");
  }

  /** The outer refresh token is not that of the inner access token. */
  @Test
  void doesNotMixTwoSetsOfTokens() {
    answer(
        "{\"access_token\":\"other\",\"token_type\":\"Bearer\",\"refresh_token\":\"other\",\"scope\":\"c\","
            + "\"payload\":{\"tokens\":{\"access_token\":\"at\",\"token_type\":\"Bearer\"}}}");
    try (DeviationsTest_NestedClient client =
        DeviationsTest_NestedClient.builder()
            .serverUrl(url())
            .clientAuthentication(ClientAuthentication.none("me"))
            .build()) {
      TokenResponse tokens = client.refreshToken(refresh());
      assertThat(tokens.accessToken()).isEqualTo(Secret.of("at"));
      assertThat(tokens.refreshToken()).isEmpty();
      assertThat(tokens.scope()).isEmpty();
    }
  }

  @Test
  void namesWhatAllowsAMember() {
    assertThat(strict("{\"data\":" + TOKENS + "}"))
        .endsWith(
            "expected a value at $.access_token, found none. If that is this provider's way, declare"
                + " @Wrapped(\"data\") on its descriptor.");
  }

  // Other names.

  @SdkClient
  @Address(role = Role.AUTHORIZATION, value = "authorize")
  @Address(role = Role.TOKEN, value = "token")
  @Renamed(name = "client_id", to = "app_key")
  @Renamed(name = "client_secret", to = "app_secret")
  @Renamed(name = "access_token", to = "accessToken", in = Message.ANSWER)
  @Renamed(name = "expires_in", to = "expires", in = Message.ANSWER)
  interface OtherNames extends AuthorizationCodeGrant, RefreshTokenGrant {}

  @Test
  void speaksInTheProvidersNames() throws InterruptedException {
    answer("{\"accessToken\":\"at\",\"token_type\":\"Bearer\",\"expires\":60}");
    try (DeviationsTest_OtherNamesClient client =
        DeviationsTest_OtherNamesClient.builder()
            .serverUrl(url())
            .clientAuthentication(ClientAuthentication.body("me", Secret.of("s")))
            .hooks(new Recorder())
            .build()) {
      assertThat(client.authorizationUrl(AuthorizationRequest.builder().scope("a").build()))
          .isEqualTo(url() + "authorize?response_type=code&scope=a&app_key=me");
      TokenResponse tokens = client.refreshToken(refresh());
      assertThat(tokens.accessToken()).isEqualTo(Secret.of("at"));
      assertThat(tokens.expiresIn()).contains(60L);
    }
    assertThat(requireNonNull(server.takeRequest().getBody()).utf8())
        .isEqualTo("grant_type=refresh_token&refresh_token=rt&app_key=me&app_secret=s");
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0)).contains("@Renamed(access_token)").contains("@Renamed(expires_in)");
  }

  @Test
  void namesWhatAllowsAnotherName() {
    assertThat(strict("{\"accessToken\":\"at\",\"tokenType\":\"Bearer\"}"))
        .endsWith(
            "declare @Renamed(name = \"access_token\", to = \"accessToken\") on its descriptor.");
    assertThat(strict("{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"expires\":60}"))
        .endsWith("declare @Renamed(name = \"expires_in\", to = \"expires\") on its descriptor.");
    assertThat(strict("{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"scopes\":\"a\"}"))
        .endsWith("declare @Renamed(name = \"scope\", to = \"scopes\") on its descriptor.");
  }

  // Parameters that are refused, and parameters that are always needed.

  @SdkClient
  @Address(role = Role.AUTHORIZATION, value = "authorize")
  @Address(role = Role.TOKEN, value = "token?app=7")
  @Address(role = Role.REFRESH, value = "renew")
  @Omitted(value = "response_type", at = Role.AUTHORIZATION)
  @Constant(
      name = "duration",
      value = "permanent",
      in = Constant.Place.QUERY,
      at = Role.AUTHORIZATION)
  @Constant(name = "audience", value = "api", at = Role.TOKEN)
  interface Particular extends AuthorizationCodeGrant, RefreshTokenGrant {}

  @Test
  void leavesOutAndAddsParametersAndRefreshesElsewhere() throws InterruptedException {
    answer(TOKENS);
    answer(TOKENS);
    try (DeviationsTest_ParticularClient client =
        DeviationsTest_ParticularClient.builder()
            .serverUrl(url())
            .clientAuthentication(ClientAuthentication.none("me"))
            .build()) {
      assertThat(client.authorizationUrl(AuthorizationRequest.builder().build()))
          .isEqualTo(url() + "authorize?duration=permanent&client_id=me");
      client.exchangeCode(CodeExchange.builder().code(Secret.of("c")).build());
      client.refreshToken(refresh());
    }
    RecordedRequest exchange = server.takeRequest();
    assertThat(exchange.getTarget()).isEqualTo("/token?app=7");
    assertThat(requireNonNull(exchange.getBody()).utf8())
        .isEqualTo("grant_type=authorization_code&audience=api&code=c&client_id=me");
    RecordedRequest refresh = server.takeRequest();
    assertThat(refresh.getTarget()).isEqualTo("/renew");
    assertThat(requireNonNull(refresh.getBody()).utf8())
        .isEqualTo("grant_type=refresh_token&audience=api&refresh_token=rt&client_id=me");
  }

  // Lifetimes.

  @SdkClient
  @Address(role = Role.TOKEN, value = "token")
  @Lifetime(unit = Unit.MILLISECONDS, missing = 900)
  interface Millis extends RefreshTokenGrant {}

  @SdkClient
  @Address(role = Role.TOKEN, value = "token")
  @Renamed(name = "expires_in", to = "expires_at", in = Message.ANSWER)
  @Lifetime(unit = Unit.EPOCH_SECONDS)
  interface Moments extends RefreshTokenGrant {}

  @Test
  void readsLifetimesInMilliseconds() {
    answer("{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"expires_in\":60000}");
    answer("{\"access_token\":\"at\",\"token_type\":\"Bearer\"}");
    try (DeviationsTest_MillisClient client =
        DeviationsTest_MillisClient.builder()
            .serverUrl(url())
            .clientAuthentication(ClientAuthentication.none("me"))
            .build()) {
      assertThat(client.refreshToken(refresh()).expiresIn()).contains(60L);
      assertThat(client.refreshToken(refresh()).expiresIn()).contains(900L);

      // Zero would mean that nobody knows.
      answer("{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"expires_in\":999}");
      assertThat(client.refreshToken(refresh()).expiresIn()).contains(1L);
    }
  }

  @Test
  void readsMoments() {
    answer("{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"expires_at\":1800000100}");
    try (DeviationsTest_MomentsClient client =
        DeviationsTest_MomentsClient.builder()
            .serverUrl(url())
            .clientAuthentication(ClientAuthentication.none("me"))
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .build()) {
      assertThat(client.refreshToken(refresh()).expiresIn()).contains(100L);

      // A moment that has passed is over, and not unknown.
      answer("{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"expires_at\":1799999999}");
      assertThat(client.refreshToken(refresh()).expiresIn()).contains(1L);
    }
  }

  @Test
  void namesWhatAllowsMoments() {
    assertThat(
            strict("{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"expires_in\":1800000100}"))
        .endsWith("declare @Lifetime(unit = EPOCH_SECONDS) on its descriptor.");
    assertThat(
            strict("{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"expires_at\":1800000100}"))
        .endsWith(
            "declare @Renamed(name = \"expires_in\", to = \"expires_at\") on its descriptor.");
  }

  // Scopes.

  @SdkClient
  @Address(role = Role.AUTHORIZATION, value = "authorize")
  @Address(role = Role.TOKEN, value = "token")
  @Scopes(request = ",", answer = ",", listed = true)
  interface Commas extends AuthorizationCodeGrant, RefreshTokenGrant {}

  @Test
  void writesAndReadsScopesWithCommas() throws InterruptedException {
    answer("{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"scope\":\"a,b\"}");
    answer("{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"scope\":[\"a\",\"b\"]}");
    try (DeviationsTest_CommasClient client =
        DeviationsTest_CommasClient.builder()
            .serverUrl(url())
            .clientAuthentication(ClientAuthentication.none("me"))
            .build()) {
      assertThat(client.authorizationUrl(AuthorizationRequest.builder().scope("a b").build()))
          .isEqualTo(url() + "authorize?response_type=code&scope=a%2Cb&client_id=me");
      RefreshRequest request =
          RefreshRequest.builder().refreshToken(Secret.of("rt")).scope("a b").build();
      assertThat(client.refreshToken(request).scope()).contains("a b");
      assertThat(client.refreshToken(request).scope()).contains("a b");
    }
    assertThat(requireNonNull(server.takeRequest().getBody()).utf8())
        .isEqualTo("grant_type=refresh_token&refresh_token=rt&scope=a%2Cb&client_id=me");
  }

  @Test
  void namesWhatAllowsOtherScopes() {
    assertThat(strict("{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"scope\":\"a,b\"}"))
        .endsWith("declare @Scopes(answer = \",\") on its descriptor.");
    assertThat(strict("{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"scope\":[\"a\"]}"))
        .endsWith("declare @Scopes(listed = true) on its descriptor.");
  }

  // Media types.

  @SdkClient
  @Address(role = Role.TOKEN, value = "token")
  @AnsweredAs({"application/x-www-form-urlencoded", "text/plain"})
  interface Forms extends RefreshTokenGrant {}

  @Test
  void readsFormsAndJsonOfOtherMediaTypes() {
    answer(
        200,
        "application/x-www-form-urlencoded; charset=utf-8",
        "access_token=a%20t&token_type=bearer&expires_in=60");
    answer(200, "text/plain", TOKENS);
    try (DeviationsTest_FormsClient client =
        DeviationsTest_FormsClient.builder()
            .serverUrl(url())
            .clientAuthentication(ClientAuthentication.none("me"))
            .hooks(new Recorder())
            .build()) {
      TokenResponse tokens = client.refreshToken(refresh());
      assertThat(tokens.accessToken()).isEqualTo(Secret.of("a t"));
      assertThat(tokens.expiresIn()).contains(60L);
      assertThat(client.refreshToken(refresh()).scope()).contains("a b");
    }
    assertThat(seen)
        .containsExactly(
            "@AnsweredAs(application/x-www-form-urlencoded)", "@AnsweredAs(text/plain)");
  }

  @Test
  void refusesAFormThatSaysAFieldTwice() {
    answer(
        200,
        "application/x-www-form-urlencoded",
        "access_token=one&token_type=bearer&access_token=two");
    try (DeviationsTest_FormsClient client =
        DeviationsTest_FormsClient.builder()
            .serverUrl(url())
            .clientAuthentication(ClientAuthentication.none("me"))
            .build()) {
      assertThat(catchThrowable(() -> client.refreshToken(refresh())))
          .isInstanceOf(MalformedAnswerException.class)
          .hasMessageContaining("expected each field once at $, found a duplicate");
    }
  }

  @Test
  void namesWhatAllowsOtherMediaTypes() {
    answer(200, "text/plain", "access_token=at&token_type=bearer");
    assertThat(strict()).endsWith("declare @AnsweredAs(\"text/plain\") on its descriptor.");
    answer(200, "text/html", "<html>no</html>");
    assertThat(strict()).endsWith("Check that the address is that of the API and not of a page.");
  }

  // Errors.

  @SdkClient
  @Address(role = Role.TOKEN, value = "token")
  @Address(role = Role.REVOCATION, value = "revoke")
  @ErrorsInSuccess(none = "0")
  @Renamed(name = "error", to = "errcode", in = Message.ERROR)
  @Renamed(name = "error_description", to = "errmsg", in = Message.ERROR)
  @ErrorCode(value = "40029", as = Meaning.INVALID_GRANT)
  @ErrorCode(value = "", status = "4XX", as = Meaning.INVALID_GRANT, at = Role.REFRESH)
  interface Numbered extends RefreshTokenGrant, Revocation {}

  @Test
  void findsErrorsWithAStatusOfSuccess() {
    answer("{\"errcode\":40029,\"errmsg\":\"it is over\"}");
    try (DeviationsTest_NumberedClient client = numbered()) {
      OAuthException failure =
          catchThrowableOfType(OAuthException.class, () -> client.refreshToken(refresh()));
      assertThat(failure.error().is(OAuthErrorCode.INVALID_GRANT)).isTrue();
      assertThat(failure.error().error().text()).isEqualTo("40029");
      assertThat(failure)
          .hasMessageStartingWith(
              "Numbered.refreshToken failed with status 200 and the OAuth error 40029: it is over.");
    }
  }

  @Test
  void findsThemWhereNothingIsAnswered() {
    answer("{\"errcode\":7}");
    try (DeviationsTest_NumberedClient client = numbered()) {
      assertThat(
              catchThrowable(
                  () ->
                      client.revokeToken(
                          RevocationRequest.builder().token(Secret.of("at")).build())))
          .isInstanceOf(OAuthException.class);
    }
  }

  @Test
  void takesACodeThatMeansNoErrorForNone() {
    answer("{\"errcode\":0,\"access_token\":\"at\",\"token_type\":\"Bearer\"}");
    try (DeviationsTest_NumberedClient client = numbered()) {
      assertThat(client.refreshToken(refresh()).accessToken()).isEqualTo(Secret.of("at"));
    }
  }

  @Test
  void givesAFailureWithoutACodeTheDeclaredMeaning() {
    answer(403, "text/html", "<title>no</title>");
    answer(429, "text/html", "<title>later</title>");
    try (DeviationsTest_NumberedClient client = numbered()) {
      assertThat(
              catchThrowableOfType(OAuthException.class, () -> client.refreshToken(refresh()))
                  .error()
                  .is(OAuthErrorCode.INVALID_GRANT))
          .isTrue();
      assertThat(catchThrowable(() -> client.refreshToken(refresh())))
          .isInstanceOf(UnexpectedAnswerException.class);
    }
  }

  @Test
  void namesWhatAllowsErrorsInSuccess() {
    assertThat(strict("{\"error\":\"bad_verification_code\"}"))
        .endsWith(
            "It has an error in it. If that is this provider's way, declare @ErrorsInSuccess on its"
                + " descriptor.");
  }

  @Test
  void namesWhatAllowsErrorsByOtherNames() {
    answer(400, "application/json", "{\"status\":\"BAD_AUTH_CODE\",\"message\":\"no\"}");
    assertThat(strict())
        .contains("status=BAD_AUTH_CODE")
        .endsWith(
            "If its code has another name than error, declare @Renamed(name = \"error\", to = ...,"
                + " in = ERROR) on its descriptor; if it has none, @ErrorCode.");
  }

  // Client authentication and the form of requests.

  @SdkClient
  @Address(role = Role.AUTHORIZATION, value = "authorize")
  @Address(role = Role.TOKEN, value = "token")
  @ClientAuthenticated(Mechanism.BASIC)
  @JsonBody
  @Renamed(name = "code", to = "auth_code")
  @Scopes(request = ",")
  interface Json extends AuthorizationCodeGrant, RefreshTokenGrant {}

  @Test
  void sendsJsonWithAHeader() throws InterruptedException {
    answer(TOKENS);
    try (DeviationsTest_JsonClient client =
        DeviationsTest_JsonClient.builder()
            .serverUrl(url())
            .clientAuthentication(ClientAuthentication.body("me", Secret.of("s")))
            .build()) {
      client.exchangeCode(
          CodeExchange.builder().code(Secret.of("c")).redirectUri("https://app.example/").build());
    }
    RecordedRequest request = server.takeRequest();
    assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
    assertThat(request.getHeaders().get("Authorization")).isEqualTo("Basic bWU6cw==");
    assertThat(requireNonNull(request.getBody()).utf8())
        .isEqualTo(
            "{\"grant_type\":\"authorization_code\",\"auth_code\":\"c\",\"redirect_uri\":\"https://app.example/\"}");
  }

  @SdkClient
  @Address(role = Role.TOKEN, value = "token")
  @ClientAuthenticated(value = Mechanism.BASIC, basicEncoding = BasicEncoding.SECRET_ONLY)
  interface SecretAlone extends RefreshTokenGrant {}

  @Test
  void sendsTheSecretAsTheUserName() throws InterruptedException {
    answer(TOKENS);
    try (DeviationsTest_SecretAloneClient client =
        DeviationsTest_SecretAloneClient.builder()
            .serverUrl(url())
            .clientAuthentication(ClientAuthentication.basic("me", Secret.of("sk")))
            .build()) {
      client.refreshToken(refresh());
    }
    assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Basic c2s6");
  }

  @SdkClient
  @Address(role = Role.TOKEN, value = "token")
  @ClientAuthenticated(Mechanism.QUERY)
  @Renamed(name = "client_id", to = "appid")
  interface ByGet extends RefreshTokenGrant {
    @Override
    @Get
    @At(Role.TOKEN)
    @ClientAuthenticated(Mechanism.QUERY)
    TokenResponse refreshToken(RefreshRequest request);
  }

  @Test
  void asksByGet() throws InterruptedException {
    answer(TOKENS);
    try (DeviationsTest_ByGetClient client =
        DeviationsTest_ByGetClient.builder()
            .serverUrl(url())
            .clientAuthentication(ClientAuthentication.body("me", Secret.of("s")))
            .build()) {
      client.refreshToken(refresh());
    }
    RecordedRequest request = server.takeRequest();
    assertThat(request.getMethod()).isEqualTo("GET");
    assertThat(request.getTarget()).isEqualTo("/token?refresh_token=rt&appid=me&client_secret=s");
  }

  @SdkClient
  @Address(role = Role.TOKEN, value = "token")
  @SecretBy(Counted.class)
  interface Minting extends RefreshTokenGrant {}

  static final class Counted implements SecretMint {
    private final AtomicInteger minted = new AtomicInteger();

    @Override
    public Secret mint(String clientId) {
      return Secret.of(clientId + "-" + minted.incrementAndGet());
    }
  }

  @Test
  void computesTheSecretOfEachRequest() throws InterruptedException {
    answer(TOKENS);
    answer(TOKENS);
    try (DeviationsTest_MintingClient client =
        DeviationsTest_MintingClient.builder()
            .serverUrl(url())
            .clientAuthentication(ClientAuthentication.none("me"))
            .build()) {
      client.refreshToken(refresh());
      client.refreshToken(refresh());
    }
    assertThat(requireNonNull(server.takeRequest().getBody()).utf8())
        .endsWith("&client_id=me&client_secret=me-1");
    assertThat(requireNonNull(server.takeRequest().getBody()).utf8())
        .endsWith("&client_id=me&client_secret=me-2");
  }

  @Test
  void listsWhatIsDeclared() {
    assertThat(DeviationsTest_NumberedClient.Endpoints.REFRESH_TOKEN.deviations())
        .map(Object::toString)
        .contains(
            "@Renamed(error) @Renamed(error_description) @ErrorsInSuccess @ErrorCode(40029)"
                + " @ErrorCode()");
    assertThat(DeviationsTest_StrictClient.Endpoints.REFRESH_TOKEN.deviations())
        .isEqualTo(Optional.empty());
  }

  private DeviationsTest_NumberedClient numbered() {
    return DeviationsTest_NumberedClient.builder()
        .serverUrl(url())
        .clientAuthentication(ClientAuthentication.none("me"))
        .build();
  }

  /** How a refresh fails where nothing is declared. */
  private String strict(String answer) {
    answer(answer);
    return strict();
  }

  private String strict() {
    try (DeviationsTest_StrictClient client =
        DeviationsTest_StrictClient.builder()
            .serverUrl(url())
            .clientAuthentication(ClientAuthentication.none("me"))
            .build()) {
      return String.valueOf(catchThrowable(() -> client.refreshToken(refresh())).getMessage());
    }
  }

  private static RefreshRequest refresh() {
    return RefreshRequest.builder().refreshToken(Secret.of("rt")).build();
  }

  private void answer(String json) {
    answer(200, "application/json", json);
  }

  private void answer(int status, String type, String body) {
    server.enqueue(
        new MockResponse.Builder().code(status).addHeader("Content-Type", type).body(body).build());
  }

  private String url() {
    return server.url("/").toString();
  }

  /** Keeps what hooks see of deviations. */
  private final class Recorder implements CallHooks {
    @Override
    public void afterSuccess(AnswerView answer) {
      seen.add(String.join(" ", answer.deviations()));
    }
  }
}
