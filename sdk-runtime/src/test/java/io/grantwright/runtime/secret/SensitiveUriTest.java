package io.grantwright.runtime.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SensitiveUriTest {
  @ParameterizedTest
  @CsvSource({
    "https://client.example.org/cb?code=Splx&state=xyz, https://client.example.org/cb",
    "https://client.example.org/cb#access_token=2YotnF, https://client.example.org/cb",
    "https://user:password@host/path@2, https://host/path@2",
    "br.com.example://?code=Splx, br.com.example://",
    "com.example.app:/cb?code=Splx, com.example.app:/cb",
    "'https://host/a b|c?x', 'https://host/a b|c'",
    "mailto:joe@example.org, mailto:example.org",
    "/relative?code=Splx, /relative",
  })
  void showsNeitherQueryNorFragmentNorUserInformation(String text, String shown) {
    assertThat(SensitiveUri.of(text)).hasToString(shown);
    assertThat(SensitiveUri.of(text).reveal()).isEqualTo(text);
    assertThat(SensitiveUri.of(text)).isEqualTo(SensitiveUri.of(text));
  }
}
