package io.grantwright.runtime.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.grantwright.runtime.secret.Secret;
import org.junit.jupiter.api.Test;

final class AuthorizationCallbackTest {
  @Test
  void readsTheAnswerOfTheRfc() {
    AuthorizationCallback callback =
        AuthorizationCallback.ofUri(
            "https://client.example.com/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=xyz");
    assertThat(callback.code()).contains(Secret.of("SplxlOBeZQQYbYS6WxSbIA"));
    assertThat(callback.state()).contains(Secret.of("xyz"));
    assertThat(callback.error()).isEmpty();
    assertThat(callback.address()).isEqualTo("https://client.example.com/cb");
  }

  @Test
  void readsTheErrorOfTheRfc() {
    AuthorizationCallback callback =
        AuthorizationCallback.ofUri("https://client.example.com/cb?error=access_denied&state=xyz");
    assertThat(callback.error()).contains("access_denied");
    assertThat(callback.code()).isEmpty();
  }

  /** RFC 9207 §2. */
  @Test
  void readsTheIssuer() {
    AuthorizationCallback callback =
        AuthorizationCallback.ofUri(
            "https://client.example/cb?code=x1848ZT64p4IirMPT0R-X3141MFPTuBX-VFL_cvaplMH58"
                + "&state=ZWVlNDBlYzA1NjdkMDNhYjg3ZjUxZjAyNGQzMTM2NzI"
                + "&iss=https%3A%2F%2Fhonest.as.example");
    assertThat(callback.issuer()).contains("https://honest.as.example");
  }

  @Test
  void readsCustomSchemesWithoutAHost() {
    assertThat(AuthorizationCallback.ofUri("br.com.example://?code=c&state=s").address())
        .isEqualTo("br.com.example://");
    assertThat(AuthorizationCallback.ofUri("com.example.app:/cb?code=c&state=s").address())
        .isEqualTo("com.example.app:/cb");
  }

  @Test
  void readsCharactersThatJavaRefuses() {
    AuthorizationCallback callback =
        AuthorizationCallback.ofUri(
            "https://a_b.example/c|b?error=x&error_description=a|b{c}^`%20\"é&state=[s]#_=_");
    assertThat(callback.errorDescription()).contains("a|b{c}^` ??");
    assertThat(callback.state()).contains(Secret.of("[s]"));
  }

  @Test
  void readsAForm() {
    AuthorizationCallback callback =
        AuthorizationCallback.ofFormPost("https://a.example/cb", "code=a%2Bb+c&state=s");
    assertThat(callback.code()).contains(Secret.of("a+b c"));
    assertThat(callback.address()).isEqualTo("https://a.example/cb");
  }

  @Test
  void refusesWhatIsThereTwice() {
    for (String query :
        new String[] {
          "code=a&code=a&state=s",
          "code=a&state=s&state=s",
          "code=a&c%6fde=b&state=s",
          "code=a&state=s&iss=x&iss=y",
          "error=a&error=b",
          "code=a&code=",
          "code=a&other=1&other=2"
        }) {
      refuses("https://a.example/cb?" + query, "more than once");
    }
    assertThatExceptionOfType(AuthorizationException.Malformed.class)
        .isThrownBy(
            () ->
                AuthorizationCallback.ofFormPost("https://a.example/cb?state=x", "code=a&state=s"))
        .withMessage("The callback has the parameter state in its form and in its query");
  }

  @Test
  void refusesACodeTogetherWithAnError() {
    refuses("https://a.example/cb?code=a&error=b&state=s", "a code and an error");
  }

  @Test
  void refusesALooseCodeAndAnImplicitAnswer() {
    refuses("SplxlOBeZQQYbYS6WxSbIA", "pass the whole URI");
    refuses("/cb?code=a&state=s", "pass the whole URI");
    refuses("https://a.example/cb", "neither a code nor an error");
    refuses("https://a.example/cb?code=&state=s", "neither a code nor an error");
    refuses("https://a.example/cb#code=a&state=s", "neither a code nor an error");
    refuses("https://a.example/cb#access_token=a&state=s", "neither a code nor an error");
  }

  @Test
  void refusesAPage() {
    String page =
        "<!DOCTYPE html><html><body><a href=\"/cb?state=s&lang=en\">Back</a></body></html>";
    refuses(page, "pass the whole URI");
    assertThatExceptionOfType(AuthorizationException.Malformed.class)
        .isThrownBy(() -> AuthorizationCallback.ofFormPost("https://a.example/cb", page))
        .withMessageContaining("neither a code nor an error");
  }

  @Test
  void refusesBrokenEncoding() {
    refuses("https://a.example/cb?code=%", "%");
    refuses("https://a.example/cb?code=%4", "%");
    refuses("https://a.example/cb?code=%zz", "%");
    refuses("https://a.example/cb?code=%\uff14\uff11", "%"); // Fullwidth digits are digits, too.
    refuses("https://a.example/cb?code=%C3%28", "UTF-8");
    refuses("https://a.example/cb?error=a%0Ab", "RFC 6749 §4.1.2.1");
  }

  @Test
  void showsNothingSecret() {
    AuthorizationCallback callback =
        AuthorizationCallback.ofUri("https://a.example/cb?code=canary-1&state=canary-2");
    assertThat(callback).hasToString("AuthorizationCallback[https://a.example/cb, code]");
  }

  private static void refuses(String uri, String because) {
    assertThatExceptionOfType(AuthorizationException.Malformed.class)
        .isThrownBy(() -> AuthorizationCallback.ofUri(uri))
        .withMessageContaining(because);
  }
}
