package io.grantwright.samples.phal;

import java.util.Set;
import okhttp3.HttpUrl;

/**
 * Which addresses may go without TLS.
 *
 * @param hosts the hosts beyond this machine that the user allows it for
 */
public record PlainHttp(Set<String> hosts) {
  /** Whether what is sent there is safe, or the user has said that it need not be. */
  public boolean allows(HttpUrl url) {
    String host = url.host();
    return url.isHttps()
        || host.equals("localhost")
        || host.equals("::1")
        || host.matches("127(\\.\\d+){3}")
        || hosts.contains(host);
  }
}
