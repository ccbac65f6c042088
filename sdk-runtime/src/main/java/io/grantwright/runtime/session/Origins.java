package io.grantwright.runtime.session;

import io.grantwright.runtime.secret.SensitiveUri;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/** Where a token may go. */
final class Origins {
  private final Set<String> origins;

  Origins(List<String> urls) {
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("Name the origins to which the token may go.");
    }
    this.origins = urls.stream().map(Origins::checked).collect(Collectors.toUnmodifiableSet());
  }

  boolean include(HttpUrl url) {
    return origins.contains(originOf(url));
  }

  private static String checked(String text) {
    HttpUrl url = HttpUrl.parse(text);
    if (url == null) {
      throw new IllegalArgumentException(
          "An origin is an absolute URL such as https://api.example.com, found \""
              + SensitiveUri.of(text)
              + "\".");
    }
    boolean isLoopback =
        url.host().equals("localhost")
            || url.host().equals("::1")
            || url.host().matches("127(\\.\\d+){3}");
    if (!url.isHttps() && !isLoopback) {
      throw new IllegalArgumentException(
          "A token goes to HTTPS or loopback only, found \"" + originOf(url) + "\".");
    }
    return originOf(url);
  }

  private static String originOf(HttpUrl url) {
    return url.scheme() + "://" + url.host() + ":" + url.port();
  }
}
