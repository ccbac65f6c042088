package io.grantwright.runtime.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.grantwright.runtime.auth.ClientAuthentication;
import io.grantwright.runtime.error.UnexpectedAnswerException;
import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.oauth.UserInfo;
import io.grantwright.runtime.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OpenID Connect Core §3.1.3.7, a line a test. The tokens are signed here, the keys served. */
final class IdTokenValidatorTest {
  private static final String ISSUER = "https://as.example";
  private static final Secret ACCESS_TOKEN = Secret.of("access");
  private static final Optional<Secret> NONCE = Optional.of(Secret.of("n-0S6_WzA2Mj"));
  private static final long NOW = 1_767_225_600L; // 2026-01-01T00:00:00Z, as the test clock starts.

  private static final RSAKey RSA = rsa("r1");
  private static final ECKey EC = ec("e1");

  private final MockWebServer server = new MockWebServer();
  private final TestClock clock = new TestClock();
  private TestProviderClient client;

  @BeforeEach
  void start() throws Exception {
    server.start();
    client =
        TestProviderClient.builder()
            .serverUrl(server.url("/").toString())
            .clientAuthentication(ClientAuthentication.none("me"))
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void readsATokenSignedByRs256() {
    serve(RSA);
    IdToken.Validated token =
        validate(validator(), sign(claims("\"name\":\"Jane\"")), NONCE).validated();
    assertThat(token.subject()).isEqualTo("u1");
    assertThat(token.claims().iss()).isEqualTo(ISSUER);
    assertThat(token.claims().unknown().value("name")).contains("Jane");
    assertThat(token.toString())
        .contains("iss=" + ISSUER)
        .doesNotContain("Jane")
        .doesNotContain("u1");
  }

  @Test
  void readsATokenSignedByEs256() {
    serve(EC);
    IdTokenValidator validator = builder().algorithm(SigningAlgorithm.ES256).build();
    String token = sign(header(JWSAlgorithm.ES256, "e1"), claims(""), EC);
    assertThat(validate(validator, token, NONCE).validated().subject()).isEqualTo("u1");
  }

  @Test
  void readsATokenThatNamesNoKey() {
    serve(rsa("other"), RSA);
    String token = sign(new JWSHeader(JWSAlgorithm.RS256), claims(""), RSA);
    assertThat(validate(validator(), token, NONCE).validated().subject()).isEqualTo("u1");
  }

  /** The alg of the header is the attacker's choice. */
  @Test
  void takesTheAlgorithmFromNobodyButTheApplication() throws Exception {
    serve(RSA, EC);
    String none = base64("{\"alg\":\"none\"}") + "." + base64(claims("")) + ".";
    refuses(none, "The id token is not one: it cannot be read as a signed JWT");
    refuses(
        sign(header(JWSAlgorithm.ES256, "e1"), claims(""), EC),
        "The id token is signed by ES256, but RS256 is expected");
    refuses(
        sign(header(JWSAlgorithm.RS512, "r1"), claims(""), RSA),
        "The id token is signed by RS512, but RS256 is expected");
    JWSObject mac = new JWSObject(header(JWSAlgorithm.HS256, "r1"), new Payload(claims("")));
    mac.sign(new MACSigner(RSA.toRSAPublicKey().getEncoded()));
    refuses(mac.serialize(), "The id token is signed by HS256, but RS256 is expected");
  }

  @Test
  void refusesWhatTheServerDidNotSign() {
    serve(RSA);
    serve(RSA);
    String byNone =
        "The id token is signed by none of the server's keys that are for RS256 and bear its kid";
    refuses(sign(header(JWSAlgorithm.RS256, "r1"), claims(""), rsa("r1")), byNone);
    String token = sign(claims(""));
    int dot = token.indexOf('.');
    String swapped = base64(claims("\"admin\":true"));
    refuses(
        token.substring(0, dot + 1) + swapped + token.substring(token.lastIndexOf('.')), byNone);
    refuses("a.b.c.d.e", "cannot be read as a signed JWT");
    refuses("opaque", "cannot be read as a signed JWT");
  }

  @Test
  void refusesKeysThatAreForSomethingElse() {
    RSAKey forEncryption = new RSAKey.Builder(RSA).keyUse(KeyUse.ENCRYPTION).build();
    RSAKey forPss = new RSAKey.Builder(RSA).algorithm(JWSAlgorithm.PS256).build();
    serve(forEncryption, forPss);
    refuses(sign(claims("")), "signed by none");
  }

  @Test
  void passesOverKeysOfAnotherKind() {
    String secret = "{\"kty\":\"oct\",\"k\":\"" + base64("k".repeat(256)) + "\"}";
    answer("{\"keys\":[%s,%s,%s]}".formatted(secret, publicly(EC), publicly(RSA)));
    String token = sign(new JWSHeader(JWSAlgorithm.RS256), claims(""), RSA);
    assertThat(validate(validator(), token, NONCE).validated().subject()).isEqualTo("u1");

    answer("{\"keys\":[%s,%s,%s]}".formatted(secret, publicly(RSA), publicly(EC)));
    IdTokenValidator es256 = builder().algorithm(SigningAlgorithm.ES256).build();
    token = sign(new JWSHeader(JWSAlgorithm.ES256), claims(""), EC);
    assertThat(validate(es256, token, NONCE).validated().subject()).isEqualTo("u1");
  }

  private static String publicly(JWK key) {
    return key.toPublicJWK().toJSONString();
  }

  @Test
  void refusesKeysThatAreTooShort() throws Exception {
    RSAKey weak = new RSAKeyGenerator(1_024, true).keyID("weak").generate();
    serve(weak);
    JWSObject token = new JWSObject(header(JWSAlgorithm.RS256, "weak"), new Payload(claims("")));
    token.sign(new RSASSASigner(weak.toPrivateKey(), Set.of(AllowWeakRSAKey.getInstance())));
    refuses(token.serialize(), "signed by none");
  }

  @Test
  void refusesAHeaderThatMustBeUnderstoodAndIsNot() {
    serve(RSA);
    JWSHeader header =
        new JWSHeader.Builder(JWSAlgorithm.RS256)
            .keyID("r1")
            .criticalParams(Set.of("exp"))
            .customParam("exp", 1)
            .build();
    refuses(sign(header, claims(""), RSA), "signed by none");
  }

  @Test
  void refusesTheTokenOfAnotherIssuer() {
    serve(RSA);
    refuses(
        sign(claims("").replace(ISSUER, ISSUER + "/")),
        "The id token is of the issuer https://as.example/, not of https://as.example");
  }

  @Test
  void refusesTheTokenForAnotherClient() {
    serve(RSA);
    refuses(sign(audience("\"you\"")), "The id token is for others than this client (aud)");
    refuses(sign(audience("[]")), "The id token is for others than this client (aud)");
    refuses(
        sign(audience("[\"me\",\"you\"],\"azp\":\"me\"")),
        "The id token is also for you, which is not trusted; if it should be, say so with"
            + " trustAudience");
  }

  @Test
  void refusesATokenIssuedToAnotherClient() {
    serve(RSA);
    refuses(
        sign(audience("\"me\",\"azp\":\"you\"")),
        "The id token was issued to another client (azp)");
    IdTokenValidator trusting = builder().trustAudience("you").build();
    refuses(
        trusting,
        sign(audience("[\"me\",\"you\"]")),
        "The id token is for several, and does not say to whom it was issued (azp)");
    String shared = sign(audience("[\"me\",\"you\"],\"azp\":\"me\""));
    serve(RSA);
    assertThat(validate(trusting, shared, NONCE).validated().claims().aud())
        .containsExactly("me", "you");
  }

  @Test
  void refusesATokenThatHasExpired() {
    serve(RSA);
    IdTokenValidator validator = validator();
    String token = sign(claims("")); // exp is in five minutes
    clock.advance(Duration.ofMinutes(6).minusMillis(1));
    assertThat(validate(validator, token, NONCE).validated().subject()).isEqualTo("u1");
    clock.advance(Duration.ofMillis(1));
    refuses(
        validator,
        token,
        "The id token has expired (exp); check this machine's clock if it came just now");
  }

  @Test
  void refusesATokenFromTheFuture() {
    serve(RSA);
    IdTokenValidator validator = validator();
    String because = "The id token is from the future (iat, nbf); check this machine's clock";
    refuses(
        validator, sign(claims("").replace("\"iat\":" + NOW, "\"iat\":" + (NOW + 61))), because);
    refuses(validator, sign(claims("\"nbf\":" + (NOW + 61))), because);
    String soon =
        claims("\"nbf\":" + (NOW + 60)).replace("\"iat\":" + NOW, "\"iat\":" + (NOW + 60));
    assertThat(validate(validator, sign(soon), NONCE).validated().subject()).isEqualTo("u1");
  }

  @Test
  void refusesTheAnswerToAnotherRequest() {
    serve(RSA);
    IdTokenValidator validator = validator();
    String because = "The id token answers another request than this one (nonce)";
    refuses(validator, sign(claims("").replace("n-0S6_WzA2Mj", "other")), because);
    refuses(validator, sign(claims("").replace("\"nonce\":\"n-0S6_WzA2Mj\",", "")), because);
    refuses(validator, sign(claims("").replace("n-0S6_WzA2Mj", "")), because);
  }

  @Test
  void refusesATokenForAnotherAccessToken() {
    serve(RSA);
    IdTokenValidator validator = validator();
    refuses(
        validator,
        sign(claims("\"at_hash\":\"gQ_zMnLai0q6QF6XZpBvRg\"")),
        "The id token belongs to another access token (at_hash)");
    String right = IdTokenValidator.atHash(ACCESS_TOKEN);
    String token = sign(claims("\"at_hash\":\"" + right + "\""));
    assertThat(validate(validator, token, NONCE).validated().subject()).isEqualTo("u1");
  }

  /** The answer to a device that OAuth node's documentation prints. */
  @Test
  void hashesAccessTokensAsServersDo() {
    String accessToken =
        "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6InNpZy1ycy0wIn0.eyJqdGkiOiJtclphc1hOckZvcE04"
            + "cDRJMmFZd1QiLCJzdWIiOiJjbGFpcnRvbi5jLmxAZ21haWwuY29tIiwiaWF0IjoxNTc1NTczNDAwLCJleH"
            + "AiOjE1NzU1NzcwMDAsInNjb3BlIjoib3BlbmlkIHByb2ZpbGUgcGhvbmUiLCJpc3MiOiJodHRwOi8vbG9j"
            + "YWxob3N0IiwiYXVkIjoibW9iaWxlX2FwcGxpY2F0aW9uIn0.Ncf0u7SSLmS4dg9SqM9Np0AgheH7amIC5m"
            + "zoGu5nHYE1YD03dVJrPvDKezASdyD4pH8dUxxaUmbr1rc5m4rIbxFdlufGtKhPI_H5AzzOiWKNluvNEHXS"
            + "GjszuoaioAgaLjfhBvH2G8W7TL007haACGyHfEyvkXCq0Q8Qmloh0BlS3UWw5kQ3nE3yz2KPqPd5JcE4rX"
            + "znThwAQUIw_U2FkLgAlwLZFnVFxjudF8WxWwuzygLnqXrrdaKsn7LTZGpJ7I8aLjID_fl0KlFMjlgWWXKp"
            + "AlJ8MNGcfJmqLKzV8USfaTyKNtSwLaEHY0TGwpko98GqLufrPbTwbcwj87QTrQ";
    assertThat(IdTokenValidator.atHash(Secret.of(accessToken))).isEqualTo("gQ_zMnLai0q6QF6XZpBvRg");
  }

  @Test
  void refusesClaimsThatCannotBeBelieved() {
    serve(RSA);
    IdTokenValidator validator = validator();
    refuses(validator, sign(claims("").replace("u1", "")), "names no user");
    refuses(validator, sign(claims("").replace("u1", "x".repeat(256))), "names no user");
    refuses(
        validator, sign(claims("\"iss\":\"" + ISSUER + "\"")), "has claims that cannot be read");
    refuses(validator, sign(claims("").replace("\"exp\"", "\"no\"")), "has claims that cannot be");
    refuses(validator, sign("null"), "has no claims");
    refuses(validator, sign("[]"), "has claims that cannot be read");
  }

  @Test
  void asksForKeysOnceAnHour() {
    serve(RSA);
    serve(RSA);
    IdTokenValidator validator = validator();
    for (int minute = 0; minute < 60; minute += 20) {
      assertThat(validate(validator, sign(now()), NONCE)).isInstanceOf(IdToken.Validated.class);
      clock.advance(Duration.ofMinutes(20));
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
    assertThat(validate(validator, sign(now()), NONCE)).isInstanceOf(IdToken.Validated.class);
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void findsAKeyThatTheServerHasRotatedIn() {
    RSAKey next = rsa("r2");
    serve(RSA);
    serve(RSA, next);
    IdTokenValidator validator = validator();
    assertThat(validate(validator, sign(now()), NONCE)).isInstanceOf(IdToken.Validated.class);
    clock.advance(Duration.ofMinutes(5));
    String rotated = sign(header(JWSAlgorithm.RS256, "r2"), now(), next);
    assertThat(validate(validator, rotated, NONCE)).isInstanceOf(IdToken.Validated.class);
  }

  @Test
  void asksForKeysNoMoreThanEveryFiveMinutesWhateverTokensSay() {
    serve(RSA);
    serve(RSA);
    IdTokenValidator validator = validator();
    for (int i = 0; i < 20; i++) {
      refuses(validator, sign(header(JWSAlgorithm.RS256, "r" + i + 9), now(), RSA), "by none");
      clock.advance(Duration.ofSeconds(15));
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
    refuses(validator, sign(header(JWSAlgorithm.RS256, "r9"), now(), RSA), "by none");
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void believesKeysNoLongerIfTheClockIsSetBack() {
    serve(RSA);
    serve(RSA);
    IdTokenValidator validator = validator();
    assertThat(validate(validator, sign(now()), NONCE)).isInstanceOf(IdToken.Validated.class);
    clock.advance(Duration.ofDays(-1));
    assertThat(validate(validator, sign(now()), NONCE)).isInstanceOf(IdToken.Validated.class);
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void asksAgainForKeysThatDidNotCome() {
    server.enqueue(new MockResponse.Builder().code(503).build());
    serve(RSA);
    IdTokenValidator validator = builder().keysAsync(client.async()::jwks).build();
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> validate(validator, sign(claims("")), NONCE));
    assertThat(validate(validator, sign(claims("")), NONCE)).isInstanceOf(IdToken.Validated.class);
  }

  @Test
  void keepsGoodKeysIfNewerOnesDoNotCome() {
    serve(RSA);
    server.enqueue(new MockResponse.Builder().code(503).build());
    IdTokenValidator validator = builder().keysAsync(client.async()::jwks).build();
    assertThat(validate(validator, sign(now()), NONCE)).isInstanceOf(IdToken.Validated.class);
    clock.advance(Duration.ofMinutes(5));
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(
            () -> validate(validator, sign(header(JWSAlgorithm.RS256, "r9"), now(), RSA), NONCE));
    assertThat(validate(validator, sign(now()), NONCE)).isInstanceOf(IdToken.Validated.class);
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void comparesTheUserWithThatOfTheUserInfo() {
    serve(RSA);
    IdToken.Validated token = validate(validator(), sign(claims("")), NONCE).validated();
    assertThat(token.sameUser(user("u1")).sub()).isEqualTo("u1");
    assertThatExceptionOfType(AuthorizationException.InvalidIdToken.class)
        .isThrownBy(() -> token.sameUser(user("u2")))
        .withMessage("The userinfo is about another user (sub) than the id token; do not use it");
  }

  @Test
  void isPartOfTheAuthorizationCodeFlow() {
    AuthorizationCodeFlow flow =
        AuthorizationCodeFlow.builder(client)
            .issuer(ISSUER)
            .idTokens(validator())
            .clock(clock)
            .build();
    PendingAuthorization pending =
        flow.authorization("https://app.example/cb").scope("openid").start();
    String token = sign(claims("").replace("n-0S6_WzA2Mj", pending.nonce().orElseThrow().reveal()));
    serve(RSA);
    answer("{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"" + token + "\"}");
    Granted granted = flow.complete(pending, callback(pending));
    assertThat(granted.idToken().orElseThrow().validated().subject()).isEqualTo("u1");

    PendingAuthorization other =
        flow.authorization("https://app.example/cb").scope("openid").start();
    answer("{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"" + token + "\"}");
    assertThatExceptionOfType(AuthorizationException.InvalidIdToken.class)
        .isThrownBy(() -> flow.complete(other, callback(other)))
        .withMessage("The id token answers another request than this one (nonce)");
  }

  @Test
  void spendsNoCodeWhileThereAreNoKeys() {
    AuthorizationCodeFlow flow =
        AuthorizationCodeFlow.builder(client)
            .issuer(ISSUER)
            .idTokens(validator())
            .clock(clock)
            .build();
    PendingAuthorization pending =
        flow.authorization("https://app.example/cb").scope("openid").start();
    server.enqueue(new MockResponse.Builder().code(503).build());
    assertThatExceptionOfType(UnexpectedAnswerException.class)
        .isThrownBy(() -> flow.complete(pending, callback(pending)));
    assertThat(server.getRequestCount()).isEqualTo(1);

    serve(RSA);
    String token = sign(claims("").replace("n-0S6_WzA2Mj", pending.nonce().orElseThrow().reveal()));
    answer("{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"" + token + "\"}");
    assertThat(flow.complete(pending, callback(pending)).idToken()).isPresent();
  }

  @Test
  void spendsNoStoredAuthorizationWhileThereAreNoKeys() {
    AuthorizationCodeFlow flow =
        AuthorizationCodeFlow.builder(client)
            .issuer(ISSUER)
            .idTokens(validator())
            .clock(clock)
            .build();
    PendingStore store = new MemoryPendingStore(10, clock);
    Secret browser = Secret.of("session-1");
    PendingAuthorization pending =
        flow.authorization("https://app.example/cb").scope("openid").start();
    store.put(pending, browser);
    server.enqueue(new MockResponse.Builder().code(503).build());
    assertThatExceptionOfType(UnexpectedAnswerException.class)
        .isThrownBy(() -> flow.complete(store, browser, callback(pending)));
    assertThat(store.take(pending.state(), browser)).contains(pending);
  }

  @Test
  void failsTheFutureWhateverTheSourceOfKeysThrows() {
    AuthorizationCodeFlow flow =
        AuthorizationCodeFlow.builder(client)
            .issuer(ISSUER)
            .idTokens(
                builder()
                    .keysAsync(
                        () -> {
                          throw new IllegalStateException("no keys");
                        })
                    .build())
            .exchangeAsync((code, callback) -> client.async().exchangeCode(code))
            .clock(clock)
            .build();
    PendingAuthorization pending =
        flow.authorization("https://app.example/cb").scope("openid").start();
    assertThat(flow.completeAsync(pending, callback(pending)))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(IllegalStateException.class)
        .withMessage("no keys");
  }

  @Test
  void isPartOfTheFlowThatBlocksNoThread() throws Exception {
    AuthorizationCodeFlow flow =
        AuthorizationCodeFlow.builder(client)
            .issuer(ISSUER)
            .idTokens(builder().keysAsync(client.async()::jwks).build())
            .exchangeAsync((code, callback) -> client.async().exchangeCode(code))
            .clock(clock)
            .build();
    PendingAuthorization pending =
        flow.authorization("https://app.example/cb").scope("openid").start();
    serve(RSA);
    answer(
        "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\""
            + sign(claims(""))
            + "\"}");
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> flow.completeAsync(pending, callback(pending)).get())
        .withCauseInstanceOf(AuthorizationException.InvalidIdToken.class);
  }

  @Test
  void isPartOfTheDeviceFlow() throws Exception {
    TestScheduler scheduler = new TestScheduler(clock);
    DeviceFlow flow =
        DeviceFlow.builder(client).idTokens(validator()).scheduler(scheduler).clock(clock).build();
    String codes =
        "{\"device_code\":\"d\",\"user_code\":\"u\",\"verification_uri\":\"https://v\",\"expires_in\":60}";
    String tokens = "{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"%s\"}";
    answer(codes);
    server.enqueue(new MockResponse.Builder().code(503).build()); // for the keys, which come first
    serve(RSA);
    answer(tokens.formatted(sign(claims(""))));
    answer(codes);
    answer(tokens.formatted(sign(audience("\"you\""))));
    var good = flow.completeAsync(flow.authorization().scope("openid").start(), progress -> {});
    scheduler.advance(Duration.ofSeconds(5 + 10));
    assertThat(good.get().idToken().orElseThrow().validated().subject()).isEqualTo("u1");

    var bad = flow.completeAsync(flow.authorization().scope("openid").start(), progress -> {});
    scheduler.advance(Duration.ofSeconds(5));
    assertThat(bad)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(AuthorizationException.InvalidIdToken.class);
  }

  @Test
  void checksForTheIssuerOfTheFlowOnly() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                AuthorizationCodeFlow.builder(client)
                    .issuer("https://other.example")
                    .idTokens(validator())
                    .build())
        .withMessage(
            "idTokens are checked for the issuer https://as.example, but the flow's is"
                + " https://other.example");
  }

  @Test
  void carriesTheTokenUnreadWithoutAValidator() {
    AuthorizationCodeFlow flow = AuthorizationCodeFlow.builder(client).build();
    PendingAuthorization pending =
        flow.authorization("https://app.example/cb").scope("openid").start();
    answer("{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"id_token\":\"x.y.z\"}");
    IdToken token = flow.complete(pending, callback(pending)).idToken().orElseThrow();
    assertThat(token.token()).isEqualTo(Secret.of("x.y.z"));
    assertThatIllegalStateException()
        .isThrownBy(token::validated)
        .withMessage(
            "The id token was not checked: the flow has nothing to check it with; build the flow"
                + " with idTokens(...)");
  }

  @Test
  void carriesTheTokenUnreadWithoutTheLibrary() throws Exception {
    assertThat(WithoutLibrary.run("com.nimbusds.", UnreadProbe.class))
        .isEqualTo(
            "the library that reads signatures is not there; add com.nimbusds:nimbus-jose-jwt to"
                + " the application");
  }

  @Test
  void saysNothingWhereNoTokenCame() {
    TokenResponse tokens = tokens(Optional.empty());
    assertThat(validator().validate(tokens, NONCE).join()).isEmpty();
  }

  private IdTokenValidator validator() {
    return builder().build();
  }

  private IdTokenValidator.Builder builder() {
    return IdTokenValidator.builder(ISSUER, "me", client).clock(clock);
  }

  private static IdToken validate(
      IdTokenValidator validator, String token, Optional<Secret> nonce) {
    return validator.validate(tokens(Optional.of(Secret.of(token))), nonce).join().orElseThrow();
  }

  private void refuses(String token, String because) {
    IdTokenValidator validator = builder().keysAsync(client.async()::jwks).build();
    refuses(validator, token, because);
    serve(RSA); // For the next one in the same test.
  }

  private static void refuses(IdTokenValidator validator, String token, String because) {
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> validate(validator, token, NONCE))
        .havingCause()
        .isInstanceOf(AuthorizationException.InvalidIdToken.class)
        .withMessageContaining(because);
  }

  private static TokenResponse tokens(Optional<Secret> idToken) {
    return new TokenResponse(
        ACCESS_TOKEN,
        "Bearer",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        idToken,
        UnknownMembers.EMPTY);
  }

  private static String claims(String more) {
    return "{\"iss\":\""
        + ISSUER
        + "\",\"sub\":\"u1\",\"aud\":\"me\",\"nonce\":\"n-0S6_WzA2Mj\",\"exp\":"
        + (NOW + 300)
        + ",\"iat\":"
        + NOW
        + (more.isEmpty() ? "" : "," + more)
        + "}";
  }

  /** Claims that are valid whatever the clock says. */
  private String now() {
    long now = clock.instant().getEpochSecond();
    return claims("")
        .replace("\"exp\":" + (NOW + 300), "\"exp\":" + (now + 300))
        .replace("\"iat\":" + NOW, "\"iat\":" + now);
  }

  private static String audience(String audience) {
    return claims("").replace("\"aud\":\"me\"", "\"aud\":" + audience);
  }

  private static String sign(String claims) {
    return sign(header(JWSAlgorithm.RS256, "r1"), claims, RSA);
  }

  private static String sign(JWSHeader header, String claims, JWK key) {
    try {
      JWSSigner signer =
          key instanceof ECKey ec ? new ECDSASigner(ec) : new RSASSASigner(key.toRSAKey());
      JWSObject token = new JWSObject(header, new Payload(claims));
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JWSHeader header(JWSAlgorithm algorithm, String keyId) {
    return new JWSHeader.Builder(algorithm).keyID(keyId).build();
  }

  private static RSAKey rsa(String keyId) {
    try {
      return new RSAKeyGenerator(2_048).keyID(keyId).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ECKey ec(String keyId) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(keyId).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static UserInfo user(String sub) {
    return new UserInfo(
        sub,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        UnknownMembers.EMPTY);
  }

  private static AuthorizationCallback callback(PendingAuthorization pending) {
    return AuthorizationCallback.ofUri(
        "https://app.example/cb?code=c&state=" + pending.state().reveal());
  }

  private void serve(JWK... keys) {
    answer(new JWKSet(List.of(keys)).toString(true));
  }

  private void answer(String body) {
    server.enqueue(
        new MockResponse.Builder()
            .setHeader("Content-Type", "application/json")
            .body(body)
            .build());
  }
}
