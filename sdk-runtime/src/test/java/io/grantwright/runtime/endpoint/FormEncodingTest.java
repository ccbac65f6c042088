package io.grantwright.runtime.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FormEncodingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // RFC 6749 appendix B
        "` %&+£€`|+%25%26%2B%C2%A3%E2%82%AC",
        "`client %&+-_.!~*'()`|client+%25%26%2B-_.%21%7E*%27%28%29",
        "1PpG/Q 1|1PpG%2FQ+1",
        "z/tZ9VwFZqApmIQ+ZH1I5pLk/uB4ud:X2/8bL+wfFTt1rFw=|z%2FtZ9VwFZqApmIQ%2BZH1I5pLk%2FuB4ud%3AX2%2F8bL%2BwfFTt1rFw%3D",
      })
  void encodes(String text, String encoded) {
    assertThat(FormEncoding.encode(text)).isEqualTo(encoded);
  }

  @Test
  void encodesEveryCharacterAsTheJdkDoes() {
    for (int c = 0; c <= Character.MAX_VALUE; c++) {
      String text = "a" + (char) c;
      assertThat(FormEncoding.encode(text)).isEqualTo(URLEncoder.encode(text, UTF_8));
    }
  }

  @Test
  void keepsATextThatNeedsNoEncoding() {
    String uuid = "5f1c1f2e-9f0e-4b6a-8a52-6b6b4c0f2d11";

    assertThat(FormEncoding.encode(uuid)).isSameAs(uuid);
  }
}
