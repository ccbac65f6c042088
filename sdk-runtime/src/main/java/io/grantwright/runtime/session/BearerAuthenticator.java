package io.grantwright.runtime.session;

import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import okhttp3.Authenticator;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * Answers a 401 with the session's current token, once, at declared origins only, and only if the
 * request was sent with a token. OkHttp itself does not repeat what can be sent once only.
 */
final class BearerAuthenticator implements Authenticator {
  private static final String PREFIX = "Bearer ";

  private final Bearing bearing;

  BearerAuthenticator(Bearing bearing) {
    this.bearing = bearing;
  }

  @Override
  public @Nullable Request authenticate(@Nullable Route route, Response response)
      throws IOException {
    Request request = response.request();
    String sent = request.header("Authorization");
    if (response.code() != 401
        || sent == null
        || !sent.startsWith(PREFIX)
        || !bearing.isFor(request)
        || !Bearing.canBeSentAgain(request)) {
      return null;
    }
    Bearing.checkStepUp(response);
    Response before = response.priorResponse();
    if (before != null && before.code() == 401) {
      throw Bearing.refusedAgain();
    }
    Secret refused = Secret.of(sent.substring(PREFIX.length()));
    return Bearing.with(request, bearing.another(refused));
  }
}
