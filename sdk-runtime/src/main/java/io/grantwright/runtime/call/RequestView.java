package io.grantwright.runtime.call;

import io.grantwright.runtime.endpoint.Endpoint;
import io.grantwright.runtime.secret.SensitiveUri;
import java.util.Locale;
import java.util.Set;
import okhttp3.Request;

/** A request as hooks see it: redacted, and computed only when asked for. */
public final class RequestView {
  private static final Set<String> HARMLESS =
      Set.of("accept", "accept-language", "content-type", "user-agent");

  private final Endpoint<?> endpoint;
  private final String url;
  private final Request request;
  private final int attempt;

  RequestView(Endpoint<?> endpoint, String url, Request request, int attempt) {
    this.endpoint = endpoint;
    this.url = url;
    this.request = request;
    this.attempt = attempt;
  }

  /** {@return the endpoint} */
  public Endpoint<?> endpoint() {
    return endpoint;
  }

  /** {@return the number of the attempt, from 1} */
  public int attempt() {
    return attempt;
  }

  /** {@return the method, as in {@code POST}} */
  public String verb() {
    return request.method();
  }

  /**
   * {@return the URL with the holes of the descriptor's path left in it, without query and user
   * information} What fills the holes may be secret.
   */
  public String url() {
    return withoutQuery(url);
  }

  /** {@return the names of the headers} */
  public Set<String> headerNames() {
    return request.headers().names();
  }

  /** {@return method, URL and headers, with only harmless values} */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(verb()).append(' ').append(url());
    for (String name : headerNames()) {
      boolean shown = HARMLESS.contains(name.toLowerCase(Locale.ROOT));
      text.append(' ').append(name).append('=').append(shown ? request.header(name) : "…");
    }
    return text.toString();
  }

  static String withoutQuery(String url) {
    return SensitiveUri.of(url).toString();
  }
}
