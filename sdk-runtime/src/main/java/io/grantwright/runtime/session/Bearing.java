package io.grantwright.runtime.session;

import io.grantwright.runtime.error.StepUp;
import io.grantwright.runtime.error.WwwAuthenticate;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.util.Optional;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** What the interceptor and the authenticator of a session share. */
record Bearing(OAuthSession session, Origins origins) {
  boolean isFor(Request request) {
    return origins.include(request.url());
  }

  Secret token() throws TokenUnavailableException {
    try {
      return session.accessToken();
    } catch (NoTokenException e) {
      throw new TokenUnavailableException(e);
    }
  }

  Secret another(Secret refused) throws TokenUnavailableException {
    try {
      return session.accessTokenInsteadOf(refused);
    } catch (NoTokenException e) {
      throw new TokenUnavailableException(e);
    }
  }

  static TokenUnavailableException refusedAgain() {
    return new TokenUnavailableException(OAuthSession.refusedToo(null));
  }

  /** A refresh would not help: the token is good, but not good enough. */
  static void checkStepUp(Response response) throws IOException {
    if (response.code() != 401 && response.code() != 403) {
      return;
    }
    Optional<StepUp> asked = StepUp.of(WwwAuthenticate.parse(response.headers("WWW-Authenticate")));
    if (asked.isPresent()) {
      response.close();
      throw new StepUpRequiredException(asked.get());
    }
  }

  static boolean canBeSentAgain(Request request) {
    RequestBody body = request.body();
    return body == null || (!body.isOneShot() && !body.isDuplex());
  }

  static Request with(Request request, Secret token) {
    return request.newBuilder().header("Authorization", "Bearer " + token.reveal()).build();
  }
}
