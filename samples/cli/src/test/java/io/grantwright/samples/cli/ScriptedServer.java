package io.grantwright.samples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantwright.runtime.flow.Browser;
import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.StoredGrant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** An authorization server that does what real ones do only on their bad days. */
final class ScriptedServer extends Dispatcher implements AutoCloseable {
  private static final OkHttpClient BROWSER =
      new OkHttpClient.Builder().readTimeout(Duration.ofMinutes(5)).build();

  final List<String> forms = new CopyOnWriteArrayList<>();

  /** Open while tokens are answered at once. */
  volatile CountDownLatch mayAnswer = new CountDownLatch(0);

  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

  /** Where the user of a device is sent. */
  volatile String verificationUri = "https://as.example/device";

  /** What comes of a revocation. */
  volatile MockResponse revoked = new MockResponse.Builder().build();

  volatile MockResponse answer = tokens("canary-access-2", "canary-refresh-2");
  private final MockWebServer server = new MockWebServer();

  static ScriptedServer start() throws IOException {
    ScriptedServer scripted = new ScriptedServer();
    scripted.server.setDispatcher(scripted);
    scripted.server.start();
    return scripted;
  }

  String issuer() {
    String url = server.url("/").toString();
    return url.substring(0, url.length() - 1);
  }

  static MockResponse tokens(String accessToken, String refreshToken) {
    return json(
        200,
        "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":300,\"refresh_token\":\"%s\"}"
            .formatted(accessToken, refreshToken));
  }

  static MockResponse json(int status, String body) {
    return new MockResponse.Builder()
        .code(status)
        .setHeader("Content-Type", "application/json")
        .body(body)
        .build();
  }

  /** A browser whose user allows everything. */
  static Browser approving() {
    return url -> deliver(url, "code=canary-code");
  }

  /** A browser that brings back the state and whatever is given. */
  static Browser answering(String answer) {
    return url -> deliver(url, answer);
  }

  /** A browser whose user says no. */
  static Browser denying() {
    return url -> deliver(url, "error=access_denied");
  }

  private static void deliver(String authorizationUrl, String answer) {
    HttpUrl url = HttpUrl.get(authorizationUrl);
    String callback =
        Objects.requireNonNull(url.queryParameter("redirect_uri"))
            + "?state="
            + url.queryParameter("state")
            + "&"
            + answer;
    try (Response page = BROWSER.newCall(new Request.Builder().url(callback).build()).execute()) {
      assertThat(page.code()).isEqualTo(200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until a refresh token has been sent. */
  void awaitRefresh() throws InterruptedException {
    String form = "";
    while (!form.contains("grant_type=refresh_token")) {
      form = Objects.requireNonNull(asked.poll(5, TimeUnit.MINUTES), "nobody has asked");
    }
  }

  @Override
  public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
    String path = request.getTarget();
    if (path.equals("/.well-known/openid-configuration")) {
      return json(
          200,
          """
          {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
           "revocation_endpoint":"%1$s/revoke","device_authorization_endpoint":"%1$s/device",
           "token_endpoint_auth_methods_supported":["none"]}
          """
              .formatted(issuer()));
    }
    forms.add(path + " " + (request.getBody() == null ? "" : request.getBody().utf8()));
    if (path.equals("/revoke")) {
      return revoked;
    }
    if (path.equals("/device")) {
      return json(
          200,
          """
          {"device_code":"canary-device","user_code":"WDJB-MJHT","expires_in":300,
           "verification_uri":"%s"}
          """
              .formatted(verificationUri));
    }
    asked.add(forms.get(forms.size() - 1));
    mayAnswer.await();
    return answer;
  }

  @Override
  public void close() {
    mayAnswer.countDown();
    server.close();
  }

  /** What a terminal's profile "default" has stored. */
  static StoredGrant stored(Terminal terminal) {
    Home home = new Home(terminal.home());
    Profile profile = home.profiles().get("default");
    GrantKey key = new GrantKey(profile.clientId(), profile.server(), "default", "user");
    return home.tokens().read(key).orElseThrow();
  }
}
