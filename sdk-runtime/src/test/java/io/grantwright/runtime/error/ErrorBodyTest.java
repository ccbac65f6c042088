package io.grantwright.runtime.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import okhttp3.Headers;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ErrorBodyTest {
  private static final String JWT =
      "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJqb2UifQ.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg";

  @Test
  void readsTheExampleOfRfc6749() {
    ErrorBody body = json("{\n  \"error\":\"invalid_request\"\n}");

    assertThat(code(body)).isEqualTo("invalid_request");
    assertThat(body.excerpt()).isEqualTo("error=invalid_request");
  }

  @Test
  void readsTheIntervalThatSomeServersSendWithSlowDown() {
    assertThat(json("{\"error\":\"slow_down\",\"interval\":10}").error())
        .hasValueSatisfying(error -> assertThat(error.interval()).contains(10L));
    for (String odd : new String[] {"-1", "\"soon\"", "1.5", "99999999999999999999"}) {
      assertThat(json("{\"error\":\"slow_down\",\"interval\":" + odd + "}").error())
          .hasValueSatisfying(error -> assertThat(error.interval()).isEmpty());
    }
  }

  @Test
  void readsTheRecordedErrorsOfPipesHub() {
    ErrorBody dead =
        json(
            "{\"error\":\"server_error\",\"error_description\":\"Refresh token has been"
                + " revoked\"}");
    ErrorBody invalid =
        json(
            "{\"error\":{\"code\":\"VALIDATION_ERROR\",\"message\":\"Invalid enum value. Expected"
                + " 'access_token' | 'refresh_token', received 'foo'\"}}");

    assertThat(dead.error())
        .hasValueSatisfying(
            error -> {
              assertThat(error.is(OAuthErrorCode.SERVER_ERROR)).isTrue();
              assertThat(error.errorDescription()).contains("Refresh token has been revoked");
            });
    assertThat(invalid.error()).as("no code of OAuth").isEmpty();
    assertThat(invalid.excerpt())
        .isEqualTo(
            "error.code=VALIDATION_ERROR, error.message=Invalid enum value. Expected"
                + " 'access_token' | 'refresh_token', received 'foo'");
  }

  @Test
  void knowsACodeThatSaysThatItIsOfOAuth() {
    ErrorBody client =
        json("{\"error\":{\"code\":\"OAUTH_INVALID_CLIENT\",\"message\":\"Invalid client_id\"}}");
    ErrorBody unregistered =
        json("{\"error\":{\"code\":\"OAUTH_APP_SUSPENDED\",\"message\":\"Ask us\"}}");
    ErrorBody flat = json("{\"error\":\"OAUTH_INVALID_SCOPE\"}");

    assertThat(client.error())
        .hasValueSatisfying(
            error -> {
              assertThat(error.is(OAuthErrorCode.INVALID_CLIENT)).isTrue();
              assertThat(error.error().text()).isEqualTo("OAUTH_INVALID_CLIENT");
              assertThat(error.errorDescription()).contains("Invalid client_id");
            });
    assertThat(unregistered.error())
        .hasValueSatisfying(
            error -> {
              assertThat(error.error().known()).isEmpty();
              assertThat(error.error().text()).isEqualTo("OAUTH_APP_SUSPENDED");
            });
    assertThat(flat.error())
        .hasValueSatisfying(error -> assertThat(error.is(OAuthErrorCode.INVALID_SCOPE)).isTrue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "VALIDATION_ERROR",
        "HTTP_UNAUTHORIZED",
        "HTTP_TOO_MANY_REQUESTS",
        "INVALID_GRANT",
        "OAUTH_",
        "OAUTH_ is a sentence",
        "ResourceNotFound"
      })
  void leavesOtherCodesInObjectsToTheExcerpt(String code) {
    ErrorBody body = json("{\"error\":{\"code\":\"" + code + "\",\"message\":\"Required\"}}");

    assertThat(body.error()).isEmpty();
    assertThat(body.excerpt()).isEqualTo("error.code=" + code + ", error.message=Required");
  }

  @Test
  void takesTheErrorOfTheChallengeWhereTheBodyHasNone() {
    ErrorBody body =
        ErrorBody.read(
            Headers.of(
                "Content-Type",
                "application/json",
                "WWW-Authenticate",
                "Bearer realm=\"api\",error=\"invalid_token\",error_description=\"It is dead\""),
            ByteString.encodeUtf8(
                "{\"detail\":\"Authentication credentials were not provided.\"}"));

    assertThat(code(body)).isEqualTo("invalid_token");
    assertThat(body.excerpt()).isEqualTo("detail=Authentication credentials were not provided.");
    assertThat(body.challenges()).hasSize(1);
  }

  @Test
  void takesTheScopeOfTheChallenge() {
    ErrorBody body =
        ErrorBody.read(
            Headers.of(
                "WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"openid kb\""),
            ByteString.encodeUtf8("{\"error\":\"insufficient_scope\"}"));

    assertThat(body.error())
        .hasValueSatisfying(error -> assertThat(error.scope()).contains("openid kb"));
  }

  @Test
  void readsAListOfErrors() {
    ErrorBody body =
        json(
            "{\"errors\":[{\"errorType\":\"invalid_grant\",\"message\":\"Refresh token"
                + " invalid\"}],\"success\":false}");

    assertThat(code(body)).isEqualTo("invalid_grant");
    assertThat(body.excerpt())
        .isEqualTo("errors.errorType=invalid_grant, errors.message=Refresh token invalid");
  }

  @Test
  void readsAForm() {
    ErrorBody body =
        read(
            "application/x-www-form-urlencoded",
            "error=bad_verification_code&error_description=The+code+passed+is+incorrect&x=%zz");

    assertThat(code(body)).isEqualTo("bad_verification_code");
    assertThat(body.excerpt())
        .isEqualTo("error=bad_verification_code, error_description=The code passed is incorrect");
  }

  @Test
  void showsThePartOfAPageThatIsForPeople() {
    assertThat(read("text/html", "<!DOCTYPE html><html><TITLE>Server\nError</TITLE>").excerpt())
        .isEqualTo("a page titled \"Server Error\"");
    assertThat(read("application/json", "<html>canary").excerpt())
        .isEqualTo("a page without a title");
  }

  @Test
  void showsNothingOfOtherText() {
    assertThat(read("text/plain", "canary").excerpt()).isEqualTo("6 bytes of text/plain");
    assertThat(json("\"canary\"").excerpt()).isEqualTo("a JSON text");
    assertThat(json("\"Associated application not found\"").excerpt())
        .isEqualTo("Associated application not found");
    assertThat(json("").excerpt()).isEmpty();
  }

  @Test
  void keepsWhatItHasReadOfATruncatedBody() {
    ErrorBody body = json("{\"error\":\"invalid_grant\",\"error_description\":\"The co");

    assertThat(code(body)).isEqualTo("invalid_grant");
    assertThat(body.excerpt()).isEqualTo("error=invalid_grant, cut off or malformed JSON");
  }

  @Test
  void tellsAReasonPhraseFromACode() {
    assertThat(json("{\"status\":401,\"error\":\"Unauthorized\"}").error()).isEmpty();
    assertThat(json("{\"status\":404,\"error\":\"Not Found\"}").error()).isEmpty();
  }

  @Test
  void keepsSecretsOutOfTheExcerpt() {
    ErrorBody body =
        json(
            "{\"error\":\"invalid_grant\",\"access_token\":\"canary\",\"input\":{\"code\":\"canary\"},\"error_description\":\"Token"
                + " "
                + JWT
                + " is\\u0007 bad, client_secret=canary, see https://as.example.org/cb?code=canary"
                + " and 5f1c1f2e-9f0e-4b6a-8a52-6b6b4c0f2d11\"}");

    assertThat(body.excerpt())
        .isEqualTo(
            "error=invalid_grant, error_description=Token [redacted] is bad,"
                + " client_secret=[redacted], see https://as.example.org/cb?code=[redacted] and"
                + " [redacted]");
    assertThat(body.error().orElseThrow().toString()).doesNotContain("canary").doesNotContain(JWT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "access_token",
        "client_assertion",
        "assertion",
        "Authorization",
        "bearer",
        "client_secret",
        "code",
        "code_verifier",
        "device_code",
        "id_token",
        "key",
        "nonce",
        "password",
        "refresh_token",
        "secret",
        "sig",
        "signature",
        "state",
        "token",
        "user_code"
      })
  void hidesTheValueOfASensitiveName(String name) {
    assertThat(json("{\"message\":\"Bad request: a=b&" + name + "=x1\"}").excerpt())
        .isEqualTo("message=Bad request: a=b&" + name + "=[redacted]");
  }

  /** A code is words; in any other place words that are as long could be a passphrase. */
  @Test
  void showsLongWordsOfACodeOnly() {
    assertThat(
            json("{\"error\":\"OAUTH_INVALID_REDIRECT_URI\",\"message\":\"red_fox_old_oak_new_owl\"}")
                .excerpt())
        .isEqualTo("error=OAUTH_INVALID_REDIRECT_URI, message=[redacted]");
  }

  @Test
  void readsNoMoreThan64KibibytesOfABody() {
    String start = "{\"x\":\"";
    String end = "\",\"error\":\"invalid_grant\"";
    int room = 64 * 1024 - start.length() - end.length();
    assertThat(json(start + "x".repeat(room) + end + "}").excerpt())
        .isEqualTo("error=invalid_grant, cut off or malformed JSON");
    assertThat(json(start + "x".repeat(room + 1) + end + "}").excerpt())
        .isEqualTo("cut off or malformed JSON");
  }

  @Test
  void cutsLongTexts() {
    assertThat(json("{\"message\":\"" + "word ".repeat(1_000) + "\"}").excerpt())
        .hasSizeLessThan(220)
        .endsWith("…");
  }

  @Test
  void neverFails() {
    Random random = new Random(20_260_102);
    String[] pieces = {
      "{", "}", "[", "]", "\"", ":", ",", "error", "errors", "detail", "null", "1e999", "\\u12",
      "<title", ">", "</title", "&", "=", "%", "\uFEFF", "\uD800", "İ", "\u0000"
    };
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      assertThat(json(text.toString()).excerpt()).hasSizeLessThan(700);
    }
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      assertThat(ErrorBody.read(Headers.of(), ByteString.of(bytes)).excerpt())
          .doesNotContainPattern("\\p{Cntrl}");
    }
    assertThat(json("{\"error\":" + "[".repeat(100_000)).excerpt()).contains("malformed");
    assertThat(json("{\"x\":" + "{\"a\":".repeat(100_000)).excerpt()).contains("malformed");
  }

  private static String code(ErrorBody body) {
    return body.error().orElseThrow().error().text();
  }

  private static ErrorBody json(String body) {
    return read("application/json", body);
  }

  private static ErrorBody read(String contentType, String body) {
    return ErrorBody.read(Headers.of("Content-Type", contentType), ByteString.encodeUtf8(body));
  }
}
