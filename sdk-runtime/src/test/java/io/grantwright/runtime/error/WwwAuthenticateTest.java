package io.grantwright.runtime.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class WwwAuthenticateTest {
  @Test
  void readsTheExamplesOfRfc6750() {
    assertThat(parse("Bearer realm=\"example\""))
        .singleElement()
        .satisfies(c -> assertThat(c.parameter("realm")).contains("example"));
    assertThat(
            parse(
                "Bearer realm=\"example\","
                    + " error=\"invalid_token\","
                    + " error_description=\"The access token expired\""))
        .singleElement()
        .satisfies(
            c -> {
              assertThat(c.isFor("bearer")).isTrue();
              assertThat(c.parameter("error")).contains("invalid_token");
              assertThat(c.parameter("error_description")).contains("The access token expired");
            });
  }

  @Test
  void readsTheExampleOfRfc9470() {
    assertThat(
            parse(
                "Bearer error=\"insufficient_user_authentication\","
                    + " error_description=\"A different authentication level is required\","
                    + " acr_values=\"myACR\""))
        .singleElement()
        .satisfies(c -> assertThat(c.parameter("acr_values")).contains("myACR"));
  }

  @Test
  void readsTheExampleOfRfc9728() {
    assertThat(
            parse(
                "Bearer resource_metadata="
                    + "\"https://resource.example.com/.well-known/oauth-protected-resource\""))
        .singleElement()
        .satisfies(
            c ->
                assertThat(c.parameter("resource_metadata"))
                    .contains("https://resource.example.com/.well-known/oauth-protected-resource"));
  }

  @Test
  void readsTheExampleOfRfc9110() {
    assertThat(
            parse(
                "Basic realm=\"simple\", Newauth realm=\"apps\", type=1, title=\"Login to"
                    + " \\\"apps\\\"\""))
        .extracting(Challenge::scheme)
        .containsExactly("Basic", "Newauth");
    assertThat(parse("Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\""))
        .singleElement()
        .satisfies(c -> assertThat(c.parameter("Title")).contains("Login to \"apps\""));
  }

  @Test
  void readsParametersWithAndWithoutBlanksAndCommas() {
    for (String text :
        List.of(
            "Bearer realm=\"api\",error=\"invalid_token\"",
            "Bearer realm=\"api\", error=\"invalid_token\"",
            "Bearer realm=\"api\" error=\"invalid_token\"",
            "Bearer realm = \"api\" , error = invalid_token",
            ", Bearer ,realm=api,,error=\"invalid_token")) {
      assertThat(parse(text))
          .as(text)
          .singleElement()
          .satisfies(
              c -> {
                assertThat(c.parameter("realm")).contains("api");
                assertThat(c.parameter("error")).contains("invalid_token");
              });
    }
  }

  @Test
  void readsSeveralChallengesOfOneHeaderOrOfSeveral() {
    String nonce = "DPoP error=\"use_dpop_nonce\",algs=\"ES256 PS256\"";
    String token = "Bearer realm=\"api\",error=\"invalid_token\"";
    String basic = "Basic realm=\"api\",charset=\"UTF-8\"";
    for (List<String> headers :
        List.of(
            List.of(nonce, token, basic),
            List.of(nonce + "," + token + "," + basic),
            List.of(nonce + ", " + token, basic))) {
      List<Challenge> challenges = WwwAuthenticate.parse(headers);
      assertThat(challenges)
          .extracting(Challenge::scheme)
          .containsExactly("DPoP", "Bearer", "Basic");
      assertThat(challenges.get(0).parameters())
          .containsOnly(entry("error", "use_dpop_nonce"), entry("algs", "ES256 PS256"));
      assertThat(challenges.get(1).parameters())
          .containsOnly(entry("realm", "api"), entry("error", "invalid_token"));
      assertThat(challenges.get(2).parameters())
          .containsOnly(entry("realm", "api"), entry("charset", "UTF-8"));
    }
  }

  @Test
  void tellsAToken68FromParameters() {
    assertThat(parse("Negotiate oYGsMIGpo==, Basic realm=x, NTLM"))
        .extracting(Challenge::scheme)
        .containsExactly("Negotiate", "Basic", "NTLM");
    assertThat(parse("Negotiate oYGsMIGpo==").get(0).token68()).contains("oYGsMIGpo==");
  }

  @Test
  void neverFails() {
    Random random = new Random(20_260_101);
    String alphabet = "Bearer=\",\\ \t;error/~\u0000é";
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(60); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      assertThat(parse(text.toString())).isNotNull();
    }
    assertThat(parse("a ".repeat(100_000))).isNotEmpty();
    assertThat(parse("a b=".repeat(100_000))).isNotEmpty();
  }

  private static List<Challenge> parse(String value) {
    return WwwAuthenticate.parse(List.of(value));
  }
}
