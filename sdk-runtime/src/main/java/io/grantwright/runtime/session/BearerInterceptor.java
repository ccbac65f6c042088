package io.grantwright.runtime.session;

import io.grantwright.runtime.error.Challenge;
import io.grantwright.runtime.error.WwwAuthenticate;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.secret.SensitiveUri;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Attaches a session's token (RFC 6750 §2.1), to declared origins only. */
final class BearerInterceptor implements Interceptor {
  private static final Set<String> STEP_UP =
      Set.of("insufficient_scope", "insufficient_user_authentication");

  private final OAuthSession session;
  private final Set<String> origins;

  BearerInterceptor(OAuthSession session, List<String> origins) {
    if (origins.isEmpty()) {
      throw new IllegalArgumentException("Name the origins to which the token may go.");
    }
    this.session = session;
    this.origins = origins.stream().map(BearerInterceptor::origin).collect(Collectors.toSet());
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    if (!origins.contains(originOf(request.url()))) {
      return chain.proceed(request);
    }
    Secret token = token();
    String given = request.header("Authorization");
    if (given != null && !given.equals(bearer(token))) {
      return chain.proceed(request);
    }
    Response response = chain.proceed(with(request, token));
    checkStepUp(response);
    if (response.code() != 401 || !canBeSentAgain(request)) {
      return response;
    }
    response.close();
    Response second = chain.proceed(with(request, another(token)));
    checkStepUp(second);
    if (second.code() == 401) {
      second.close();
      throw new TokenUnavailableException(
          new NoTokenException.Misconfigured(
              "The API refuses (401) the current access token, too. Check the resource, the"
                  + " audience and the scope that are asked for.",
              null));
    }
    return second;
  }

  private Secret token() throws TokenUnavailableException {
    try {
      return session.accessToken();
    } catch (NoTokenException e) {
      throw new TokenUnavailableException(e);
    }
  }

  private Secret another(Secret refused) throws TokenUnavailableException {
    try {
      return session.accessTokenInsteadOf(refused);
    } catch (NoTokenException e) {
      throw new TokenUnavailableException(e);
    }
  }

  private static void checkStepUp(Response response) throws StepUpRequiredException {
    if (response.code() != 401 && response.code() != 403) {
      return;
    }
    for (Challenge challenge : WwwAuthenticate.parse(response.headers("WWW-Authenticate"))) {
      Optional<String> error = challenge.parameter("error");
      if (error.isPresent() && STEP_UP.contains(error.get())) {
        response.close();
        throw new StepUpRequiredException(challenge);
      }
    }
  }

  private static boolean canBeSentAgain(Request request) {
    RequestBody body = request.body();
    return body == null || (!body.isOneShot() && !body.isDuplex());
  }

  private static Request with(Request request, Secret token) {
    return request.newBuilder().header("Authorization", bearer(token)).build();
  }

  private static String bearer(Secret token) {
    return "Bearer " + token.reveal();
  }

  private static String origin(String text) {
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
