package io.grantwright.samples.cli;

import io.grantwright.runtime.flow.LoopbackReceiver;
import java.io.IOException;
import java.net.URI;

/** Where the browser brings the server's answer (RFC 8252 §7.3). */
final class Redirect {
  private Redirect() {}

  /** Listens at the profile's redirect URI, else at any free port. */
  static LoopbackReceiver receiver(Profile profile) throws IOException {
    LoopbackReceiver.Builder receiver = LoopbackReceiver.builder().path("/callback");
    if (profile.redirectUri().isPresent()) {
      URI uri = loopback(profile.redirectUri().get());
      receiver.port(uri.getPort()).path(uri.getRawPath());
      if (uri.getHost().equals("localhost")) {
        receiver.localhost();
      }
    }
    return receiver.open();
  }

  private static URI loopback(String text) {
    if (!text.matches("http://(127\\.0\\.0\\.1|localhost):[1-9][0-9]{0,4}/[^?# ]*")) {
      throw new Problem(
          ExitCode.CONFIGURATION,
          "--redirect-uri has the form http://127.0.0.1:PORT/PATH: the answer has to come to this"
              + " machine.");
    }
    return URI.create(text);
  }
}
