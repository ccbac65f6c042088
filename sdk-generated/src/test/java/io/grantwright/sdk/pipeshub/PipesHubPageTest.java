package io.grantwright.sdk.pipeshub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.call.CallOptions;
import io.grantwright.runtime.endpoint.Endpoint;
import io.grantwright.runtime.error.OAuthErrorCode;
import io.grantwright.runtime.error.OAuthException;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import io.grantwright.runtime.retry.RetryConfig;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The facts of PipesHub's page, one by one. */
final class PipesHubPageTest {
  private static final ClientAuthentication CLIENT =
      ClientAuthentication.body("conf", Secret.of("s3cret"));

  private static final Map<String, JsonAdapter<?>> MODELS =
      Map.of(
          "authorize", AuthorizationRequestCompanion.INSTANCE,
          "submit_consent", ConsentDecisionCompanion.INSTANCE,
          "exchange_token", TokenRequestCompanion.INSTANCE,
          "revoke", RevocationRequestCompanion.INSTANCE,
          "introspect", IntrospectionRequestCompanion.INSTANCE,
          "OAuthTokenResponse", TokenResponseCompanion.INSTANCE,
          "OAuthIntrospectResponse", IntrospectionResponseCompanion.INSTANCE,
          "OAuthUserInfoResponse", UserInfoCompanion.INSTANCE);

  private static final RetryConfig AT_ONCE =
      RetryConfig.DEFAULT
          .withInitialInterval(Duration.ofMillis(1))
          .withMaxInterval(Duration.ofMillis(1));

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "authorize, GET, {oauth}/authorize",
    "submitConsent, POST, {oauth}/authorize",
    "exchangeToken, POST, {oauth}/token",
    "revoke, POST, {oauth}/revoke",
    "introspect, POST, {oauth}/introspect"
  })
  void hasEachOperation(String method, String verb, String path) {
    assertThat(endpoints().filter(endpoint -> endpoint.method().equals(method)))
        .singleElement()
        .satisfies(
            endpoint -> {
              assertThat(endpoint.verb()).isEqualTo(verb);
              assertThat(endpoint.path()).isEqualTo(path);
            });
  }

  /** A client_id that the page requires may also come from the client's authentication. */
  @ParameterizedTest
  @CsvSource({
    "authorize, response_type",
    "authorize, client_id",
    "authorize, redirect_uri",
    "authorize, scope",
    "authorize, state",
    "submit_consent, client_id",
    "submit_consent, redirect_uri",
    "submit_consent, scope",
    "submit_consent, state",
    "submit_consent, consent",
    "exchange_token, grant_type",
    "revoke, token",
    "introspect, token"
  })
  void requiresWhatThePageRequires(String operation, String parameter) throws IOException {
    String all = "{" + required(operation) + "}";
    assertThat(rewritten(operation, all)).isEqualTo(json(all));

    String without =
        Arrays.stream(required(operation).split(",", -1))
            .filter(member -> !member.startsWith("'" + parameter + "'"))
            .collect(Collectors.joining(",", "{", "}"));
    assertThatThrownBy(() -> rewritten(operation, without))
        .isInstanceOf(JsonDataException.class)
        .hasMessage("expected a value at $." + parameter + ", found none");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "authorize, code_challenge, 'x'",
        "authorize, code_challenge_method, 'S256'",
        "authorize, code_challenge_method, 'plain'",
        "authorize, nonce, 'n'",
        "submit_consent, code_challenge, 'x'",
        "submit_consent, code_challenge_method, 'S256'",
        "submit_consent, code_challenge_method, 'plain'",
        "exchange_token, code, 'c0de'",
        "exchange_token, redirect_uri, 'http://localhost/cb'",
        "exchange_token, client_id, 'conf'",
        "exchange_token, client_secret, 's3cret'",
        "exchange_token, refresh_token, 'r'",
        "exchange_token, scope, 'a b'",
        "exchange_token, code_verifier, 'v'",
        "revoke, client_id, 'conf'",
        "revoke, token_type_hint, 'access_token'",
        "revoke, token_type_hint, 'refresh_token'",
        "revoke, client_secret, 's3cret'",
        "introspect, client_id, 'conf'",
        "introspect, token_type_hint, 'access_token'",
        "introspect, token_type_hint, 'refresh_token'",
        "introspect, client_secret, 's3cret'"
      })
  void takesEachOptionalParameter(String operation, String parameter, String value)
      throws IOException {
    String with = "{" + required(operation) + ",'" + parameter + "':" + value + "}";
    assertThat(rewritten(operation, with)).isEqualTo(json(with));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "submit_consent, 'consent':'denied', 'consent':'granted'",
        "exchange_token, 'grant_type':'client_credentials', 'grant_type':'authorization_code'",
        "exchange_token, 'grant_type':'client_credentials', 'grant_type':'refresh_token'"
      })
  void takesEachValueOfARequiredParameter(String operation, String one, String other)
      throws IOException {
    String with = "{" + required(operation).replace(one, other) + "}";
    assertThat(rewritten(operation, with)).isEqualTo(json(with));
  }

  @Test
  void hasNoValueThatThePageHasNot() {
    assertThat(ResponseType.values()).hasSize(1);
    assertThat(Consent.values()).hasSize(2);
    assertThat(GrantType.values()).hasSize(3);
    assertThat(CodeChallengeMethod.values()).hasSize(2);
    assertThat(TokenTypeHint.values()).hasSize(2);
  }

  /** The first member of each is the one that a record cannot be without. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "OAuthTokenResponse, 'access_token':'a', ''",
        "OAuthTokenResponse, 'access_token':'a', 'token_type':'Bearer'",
        "OAuthTokenResponse, 'access_token':'a', 'expires_in':3600",
        "OAuthTokenResponse, 'access_token':'a', 'refresh_token':'r'",
        "OAuthTokenResponse, 'access_token':'a', 'scope':'a b'",
        "OAuthTokenResponse, 'access_token':'a', 'id_token':'i'",
        "OAuthIntrospectResponse, 'active':true, ''",
        "OAuthIntrospectResponse, 'active':true, 'scope':'a b'",
        "OAuthIntrospectResponse, 'active':true, 'client_id':'conf'",
        "OAuthIntrospectResponse, 'active':true, 'username':'u'",
        "OAuthIntrospectResponse, 'active':true, 'token_type':'Bearer'",
        "OAuthIntrospectResponse, 'active':true, 'exp':1790003600",
        "OAuthIntrospectResponse, 'active':true, 'iat':1790000000",
        "OAuthIntrospectResponse, 'active':true, 'nbf':1790000000",
        "OAuthIntrospectResponse, 'active':true, 'sub':'u'",
        "OAuthIntrospectResponse, 'active':true, 'aud':'me'",
        "OAuthIntrospectResponse, 'active':true, 'iss':'http://HOST'",
        "OAuthIntrospectResponse, 'active':true, 'jti':'j'",
        "OAuthUserInfoResponse, 'sub':'u', ''",
        "OAuthUserInfoResponse, 'sub':'u', 'name':'Joe D'",
        "OAuthUserInfoResponse, 'sub':'u', 'given_name':'Joe'",
        "OAuthUserInfoResponse, 'sub':'u', 'family_name':'D'",
        "OAuthUserInfoResponse, 'sub':'u', 'email':'joe@x.io'",
        "OAuthUserInfoResponse, 'sub':'u', 'email_verified':true",
        "OAuthUserInfoResponse, 'sub':'u', 'picture':'http://HOST/p'",
        "OAuthUserInfoResponse, 'sub':'u', 'updated_at':1790000000"
      })
  void readsEachFieldOfAModel(String model, String required, String field) throws IOException {
    String member = field.equals("''") ? "" : "," + field;
    String body = "{" + required + member + "}";
    assertThat(withoutUnknown(model, body)).isEqualTo(json(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "invalid_request",
        "invalid_client",
        "invalid_grant",
        "unauthorized_client",
        "unsupported_grant_type",
        "invalid_scope",
        "access_denied",
        "server_error"
      })
  void knowsEachErrorCode(String code) {
    assertThat(OAuthErrorCode.NAMES.find(code)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "authorize, 400",
    "submitConsent, 400",
    "exchangeToken, 400",
    "exchangeToken, 401",
    "revoke, 401",
    "introspect, 401"
  })
  void typesEachErrorResponse(String method, int status) {
    server.enqueue(
        answer(
            status,
            "application/json",
            "{'error':'of_tomorrow','error_description':'What','error_uri':'http://HOST/e','state':'s'}"));
    try (PipesHubOAuthClient pipesHub = client()) {
      assertThatThrownBy(() -> call(pipesHub, method))
          .isInstanceOfSatisfying(
              OAuthException.class,
              e -> {
                assertThat(e.status()).isEqualTo(status);
                assertThat(e.error().error().text()).isEqualTo("of_tomorrow");
                assertThat(e.error().errorDescription()).contains("What");
                assertThat(e.error().errorUri()).contains("http://HOST/e");
                assertThat(e.error().state()).contains("s");
              });
    }
  }

  @ParameterizedTest
  @CsvSource({
    "authorize, 404",
    "authorize, 500",
    "submitConsent, 403",
    "submitConsent, 500",
    "exchangeToken, 404",
    "exchangeToken, 503",
    "revoke, 400",
    "revoke, 502",
    "introspect, 400",
    "introspect, 504"
  })
  void callsEveryOtherErrorUnexpected(String method, int status) {
    server.enqueue(answer(status, "text/html", "<title>Bad day</title>"));
    try (PipesHubOAuthClient pipesHub = client()) {
      assertThatThrownBy(() -> call(pipesHub, method))
          .isInstanceOfSatisfying(
              UnexpectedAnswerException.class,
              e -> {
                assertThat(e.status()).isEqualTo(status);
                assertThat(e.context().contentType()).contains("text/html");
                assertThat(e.excerpt()).isEqualTo("a page titled \"Bad day\"");
              });
    }
    assertThat(server.getRequestCount()).as("not retried by default").isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"authorize", "submitConsent", "exchangeToken", "revoke", "introspect"})
  void retriesWhereTheCallerAsks(String method) {
    server.enqueue(answer(429, "application/json", "{'error':{'code':'HTTP_TOO_MANY_REQUESTS'}}"));
    server.enqueue(answer(401, "application/json", "{'error':'invalid_client'}"));
    try (PipesHubOAuthClient pipesHub = client()) {
      PipesHubOAuthClient retrying = pipesHub.with(CallOptions.builder().retry(AT_ONCE).build());
      assertThatThrownBy(() -> call(retrying, method))
          .isInstanceOfSatisfying(OAuthException.class, e -> assertThat(e.attempts()).isEqualTo(2));
    }
  }

  /** What the page requires, as JSON without the braces. */
  private static String required(String operation) {
    return switch (operation) {
      case "authorize" ->
          "'response_type':'code','client_id':'c','redirect_uri':'u','scope':'a b','state':'s'";
      case "submit_consent" ->
          "'client_id':'c','redirect_uri':'u','scope':'a b','state':'s','consent':'denied'";
      case "exchange_token" -> "'grant_type':'client_credentials'";
      case "revoke", "introspect" -> "'token':'t'";
      default -> throw new IllegalStateException("Expected an operation, found " + operation + ".");
    };
  }

  private static Stream<Endpoint<?>> endpoints() {
    return Stream.of(
        PipesHubOAuthClient.Endpoints.AUTHORIZE,
        PipesHubOAuthClient.Endpoints.SUBMIT_CONSENT,
        PipesHubOAuthClient.Endpoints.EXCHANGE_TOKEN,
        PipesHubOAuthClient.Endpoints.REVOKE,
        PipesHubOAuthClient.Endpoints.INTROSPECT);
  }

  private static void call(PipesHubOAuthClient pipesHub, String method) throws IOException {
    switch (method) {
      case "authorize" ->
          pipesHub.authorize(request(AuthorizationRequestCompanion.INSTANCE, "authorize"));
      case "submitConsent" ->
          pipesHub.submitConsent(request(ConsentDecisionCompanion.INSTANCE, "submit_consent"));
      case "exchangeToken" ->
          pipesHub.exchangeToken(request(TokenRequestCompanion.INSTANCE, "exchange_token"));
      case "revoke" -> pipesHub.revoke(request(RevocationRequestCompanion.INSTANCE, "revoke"));
      case "introspect" ->
          pipesHub.introspect(request(IntrospectionRequestCompanion.INSTANCE, "introspect"));
      default -> throw new IllegalStateException("Expected a method, found " + method + ".");
    }
  }

  private static <T> T request(JsonAdapter<T> adapter, String operation) throws IOException {
    return Objects.requireNonNull(adapter.fromJson(json("{" + required(operation) + "}")));
  }

  /** Reads and writes: what is not a member of the model is lost on the way. */
  private static String rewritten(String model, String json) throws IOException {
    return rewritten(Objects.requireNonNull(MODELS.get(model)), json);
  }

  private static <T> String rewritten(JsonAdapter<T> adapter, String json) throws IOException {
    return adapter.toJson(adapter.fromJson(json(json)));
  }

  private static String withoutUnknown(String model, String json) throws IOException {
    JsonAdapter<?> adapter = Objects.requireNonNull(MODELS.get(model));
    Object value = Objects.requireNonNull(adapter.fromJson(json(json)));
    if (value instanceof TokenResponse tokens) {
      assertThat(tokens.unknown().names()).isEmpty();
    } else if (value instanceof IntrospectionResponse state) {
      assertThat(state.unknown().names()).isEmpty();
    } else if (value instanceof UserInfo user) {
      assertThat(user.unknown().names()).isEmpty();
    }
    return rewritten(adapter, json);
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static MockResponse answer(int status, String contentType, String body) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", contentType)
        .body(json(body))
        .build();
  }

  private PipesHubOAuthClient client() {
    return PipesHubOAuthClient.builder()
        .serverUrl(server.url("/api/v1").toString())
        .clientAuthentication(CLIENT)
        .bearer(Secret.of("session"))
        .build();
  }
}
