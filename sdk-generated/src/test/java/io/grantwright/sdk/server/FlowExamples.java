package io.grantwright.sdk.server;

import io.grantwright.runtime.call.CallOptions;
import io.grantwright.runtime.flow.AuthorizationCallback;
import io.grantwright.runtime.flow.AuthorizationCodeFlow;
import io.grantwright.runtime.flow.Browser;
import io.grantwright.runtime.flow.DeviceAuthorization;
import io.grantwright.runtime.flow.DeviceFlow;
import io.grantwright.runtime.flow.Granted;
import io.grantwright.runtime.flow.IdToken;
import io.grantwright.runtime.flow.IdTokenValidator;
import io.grantwright.runtime.flow.LoopbackReceiver;
import io.grantwright.runtime.flow.PendingAuthorization;
import io.grantwright.runtime.flow.PendingSeal;
import io.grantwright.runtime.flow.PendingStore;
import io.grantwright.runtime.oauth.ServerMetadata;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.oauth.UserInfo;
import io.grantwright.runtime.secret.Secret;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** The code of {@code docs/flows.md}, compiled. {@link DocumentsTest} compares the two. */
final class FlowExamples {
  private FlowExamples() {}

  static TokenResponse commandLine(AuthorizationServerClient client, ServerMetadata metadata)
      throws IOException, InterruptedException {
    AuthorizationCodeFlow flow = AuthorizationCodeFlow.builder(client).metadata(metadata).build();
    try (LoopbackReceiver receiver = LoopbackReceiver.builder().open()) {
      PendingAuthorization pending =
          flow.authorization(receiver.redirectUri()).scope("openid", "notes:read").start();
      AuthorizationCallback callback =
          receiver.receive(pending, Browser.system(url -> System.out.println("Open " + url)));
      return flow.complete(pending, callback).tokens();
    }
  }

  static CompletableFuture<Granted> severalProviders(
      AuthorizationCodeFlow flow, LoopbackReceiver receiver) {
    PendingAuthorization pending =
        flow.authorization(receiver.redirectUri("/callback/notes")).start();
    CompletableFuture<Granted> granted =
        receiver.expect(pending).thenApply(callback -> flow.complete(pending, callback));
    return granted;
  }

  static String webStart(AuthorizationCodeFlow flow, PendingStore store, Secret browser) {
    PendingAuthorization pending =
        flow.authorization("https://app.example/callback")
            .scope("notes:read")
            .data("returnTo", "/inbox")
            .start();
    store.put(pending, browser);
    return pending.authorizationUrl(); // to redirect the browser to
  }

  static @Nullable String webEnd(
      AuthorizationCodeFlow flow, PendingStore store, Secret browser, String requestUrl) {
    Granted granted = flow.complete(store, browser, AuthorizationCallback.ofUri(requestUrl));
    return granted.data().get("returnTo");
  }

  static String sealed(PendingAuthorization pending, SecretKey key, Secret browser) {
    PendingSeal seal = new PendingSeal(key);
    String cookie = seal.seal(pending, browser);
    return cookie;
  }

  static Granted opened(
      AuthorizationCodeFlow flow,
      PendingSeal seal,
      String cookie,
      Secret browser,
      String requestUrl) {
    PendingAuthorization opened = seal.open(cookie, browser);
    return flow.complete(opened, AuthorizationCallback.ofUri(requestUrl));
  }

  static PendingAuthorization parameters(AuthorizationCodeFlow flow) {
    PendingAuthorization pending =
        flow.authorization("com.example.app:/callback") // any scheme, byte for byte as registered
            .scope("openid", "mail")
            .offlineAccess() // offline_access together with prompt=consent
            .audience("https://api.example")
            .parameter("show_dialog", "true") // whatever this provider has
            .start();
    return pending;
  }

  static AuthorizationCodeFlow callbackData(AuthorizationServerClient client) {
    AuthorizationCodeFlow flow =
        AuthorizationCodeFlow.builder(client)
            .exchange(
                (code, callback) ->
                    client.with(account(callback.get("account"))).exchangeCode(code))
            .build();
    return flow;
  }

  private static CallOptions account(@Nullable String account) {
    return CallOptions.builder()
        .header("X-Account", Objects.requireNonNull(account, "account"))
        .build();
  }

  static Granted device(AuthorizationServerClient client) throws InterruptedException {
    DeviceFlow flow = DeviceFlow.builder(client).build();
    DeviceAuthorization authorization = flow.authorization().scope("notes:read").start();
    System.out.println(
        "Open " + authorization.verificationUri() + " and type " + authorization.userCode());
    Granted granted =
        flow.complete(
            authorization,
            progress -> System.out.println(progress.timeLeft().toSeconds() + " seconds left"));
    return granted;
  }

  static CompletableFuture<Granted> async(
      AuthorizationServerClient client,
      PendingAuthorization pending,
      AuthorizationCallback callback) {
    AuthorizationCodeFlow flow =
        AuthorizationCodeFlow.builder(client)
            .exchangeAsync((code, parameters) -> client.async().exchangeCode(code))
            .build();
    CompletableFuture<Granted> granted = flow.completeAsync(pending, callback);
    return granted;
  }

  static CompletableFuture<Granted> asyncDevice(AuthorizationServerClient client) {
    DeviceFlow flow =
        DeviceFlow.builder(client)
            .async(client.async()::authorizeDevice, client.async()::pollDevice)
            .build();
    CompletableFuture<Granted> granted =
        flow.authorization()
            .startAsync()
            .thenCompose(authorization -> flow.completeAsync(authorization, progress -> {}));
    return granted;
  }

  static Map<String, Object> idToken(
      AuthorizationServerClient client,
      ServerMetadata metadata,
      PendingAuthorization pending,
      AuthorizationCallback callback) {
    AuthorizationCodeFlow flow =
        AuthorizationCodeFlow.builder(client)
            .metadata(metadata)
            .idTokens(IdTokenValidator.builder(metadata.issuer(), "my-client", client).build())
            .build();
    Granted granted = flow.complete(pending, callback);
    IdToken.Validated user = granted.idToken().orElseThrow().validated();
    UserInfo info =
        user.sameUser(
            client
                .with(CallOptions.builder().bearer(granted.tokens().accessToken()).build())
                .userInfo());
    return Map.of("user", info);
  }
}
