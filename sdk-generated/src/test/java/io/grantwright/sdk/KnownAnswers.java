package io.grantwright.sdk;

import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.oauth.CodeExchange;
import io.grantwright.runtime.oauth.RefreshRequest;
import io.grantwright.runtime.oauth.Revocation;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.OAuthSession;
import io.grantwright.runtime.store.MemoryTokenStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server that gives the known answers of a provider, one after the other. */
public final class KnownAnswers implements BeforeEachCallback, AfterEachCallback {
  private MockWebServer server = new MockWebServer();

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    server = new MockWebServer();
    server.start();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    server.close();
  }

  /** Answers with JSON. */
  public void json(int status, String body) {
    answer(status, "application/json", body);
  }

  /** Answers. */
  public void answer(int status, String type, String body) {
    server.enqueue(
        new MockResponse.Builder().code(status).addHeader("Content-Type", type).body(body).build());
  }

  /** The next request that came: method, target and body. */
  public String request() throws InterruptedException {
    RecordedRequest request = server.takeRequest();
    String body = request.getBody() == null ? "" : request.getBody().utf8();
    return request.getMethod() + " " + request.getTarget() + (body.isEmpty() ? "" : " " + body);
  }

  /** The requests of a logout from a login that brought r1 and a1. */
  public List<String> requestsOfLogout(Revocation client) throws InterruptedException {
    answer(200, "text/plain", "");
    answer(200, "text/plain", "");
    OAuthSession session =
        OAuthSession.builder(
                new MemoryTokenStore(), GrantKey.of("app", "https://as.example", "ada"))
            .refreshBy(
                (refreshToken, key) -> {
                  throw new UnsupportedOperationException();
                })
            .revocation(client)
            .build();
    session.authorized(
        new TokenResponse(
            Secret.of("a1"),
            "Bearer",
            Optional.of(3600L),
            Optional.of(Secret.of("r1")),
            Optional.empty(),
            Optional.empty(),
            UnknownMembers.EMPTY));
    session.logout();
    List<String> requests = new ArrayList<>();
    while (requests.size() < server.getRequestCount()) {
      requests.add(request());
    }
    return requests;
  }

  /** The server's address with a path. */
  public String url(String path) {
    return server.url(path).toString();
  }

  /** A code to exchange. */
  public static CodeExchange code() {
    return CodeExchange.builder()
        .code(Secret.of("c0de"))
        .redirectUri("https://app.example/cb")
        .build();
  }

  /** A refresh token to refresh with. */
  public static RefreshRequest refresh() {
    return RefreshRequest.builder().refreshToken(Secret.of("r1")).build();
  }
}
