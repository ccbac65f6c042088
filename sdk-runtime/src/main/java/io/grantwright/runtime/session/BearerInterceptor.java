package io.grantwright.runtime.session;

import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Attaches a session's token (RFC 6750 §2.1), to declared origins only. */
final class BearerInterceptor implements Interceptor {
  private final Bearing bearing;

  BearerInterceptor(Bearing bearing) {
    this.bearing = bearing;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    if (!bearing.isFor(request) || request.header("Authorization") != null) {
      return chain.proceed(request);
    }
    Secret token = bearing.token();
    Response response = chain.proceed(Bearing.with(request, token));
    if (response.request().header("Authorization") == null) {
      return response; // A redirect led to another origin, which never saw the token.
    }
    Bearing.checkStepUp(response);
    if (response.code() != 401 || !Bearing.canBeSentAgain(request)) {
      return response;
    }
    response.close();
    Response second = chain.proceed(Bearing.with(request, bearing.another(token)));
    Bearing.checkStepUp(second);
    if (second.code() == 401) {
      second.close();
      throw Bearing.refusedAgain();
    }
    return second;
  }
}
