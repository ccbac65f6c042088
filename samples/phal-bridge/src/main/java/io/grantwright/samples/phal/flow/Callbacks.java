package io.grantwright.samples.phal.flow;

import io.grantwright.runtime.flow.AuthorizationCallback;
import io.grantwright.runtime.flow.AuthorizationCodeFlow;
import io.grantwright.runtime.flow.LoopbackReceiver;
import io.grantwright.runtime.flow.PendingAuthorization;
import io.grantwright.runtime.oauth.Scope;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.samples.phal.app.App;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The authorizations under way, each waiting for its callback. */
public final class Callbacks implements AutoCloseable {
  /** How many can be under way for an app; one more, and the oldest ends. */
  static final int MOST_PER_APP = 8;

  private final LoopbackReceiver receiver;
  private final Providers providers;
  private final Clock clock;
  private final Executor work;
  private final Map<String, Deque<CompletableFuture<AuthorizationCallback>>> waiting =
      new HashMap<>();

  /**
   * An authorization under way.
   *
   * @param url where the user is to be sent, once
   * @param callback what the user's browser brings back
   * @param tokens what comes of it
   */
  public record Started(
      String url,
      CompletableFuture<AuthorizationCallback> callback,
      CompletableFuture<TokenResponse> tokens) {
    /** Ends it; nobody has heard of its address. */
    public void cancel() {
      callback.cancel(false);
    }
  }

  public Callbacks(LoopbackReceiver receiver, Providers providers, Clock clock, Executor work) {
    this.receiver = receiver;
    this.providers = providers;
    this.clock = clock;
    this.work = work;
  }

  public String host() {
    return receiver.host();
  }

  public int port() {
    return receiver.port();
  }

  /** Starts an authorization, with a state and a verifier of its own. */
  public Started start(App app) {
    AuthorizationCodeFlow.Builder builder =
        AuthorizationCodeFlow.builder(providers.forCodes(app)).clock(clock);
    app.endpoints().issuer().ifPresent(builder::issuer);
    AuthorizationCodeFlow flow = builder.build();
    PendingAuthorization pending =
        flow.authorization(receiver.redirectUri(path(app)))
            .scope(Scope.parse(app.scope().orElse("")))
            .parameter("show_dialog", "True")
            .start();
    CompletableFuture<AuthorizationCallback> callback = receiver.expect(pending);
    remember(app, callback);
    return new Started(
        pending.authorizationUrl(),
        callback,
        callback.thenApplyAsync(answer -> flow.complete(pending, answer).tokens(), work));
  }

  /** Ends what is under way for an app; it has its tokens. */
  public void end(App app) {
    List<CompletableFuture<AuthorizationCallback>> ended;
    synchronized (waiting) {
      Deque<CompletableFuture<AuthorizationCallback>> all = waiting.remove(app.name().munged());
      ended = all == null ? List.of() : List.copyOf(all);
    }
    ended.forEach(callback -> callback.cancel(false));
  }

  /** Closes the port. */
  @Override
  public void close() {
    receiver.close();
  }

  private void remember(App app, CompletableFuture<AuthorizationCallback> callback) {
    CompletableFuture<AuthorizationCallback> oldest = new CompletableFuture<>();
    synchronized (waiting) {
      Deque<CompletableFuture<AuthorizationCallback>> all =
          waiting.computeIfAbsent(app.name().munged(), munged -> new ArrayDeque<>());
      all.removeIf(CompletableFuture::isDone);
      all.addLast(callback);
      if (all.size() > MOST_PER_APP) {
        oldest = all.removeFirst();
      }
    }
    oldest.cancel(false);
  }

  private static String path(App app) {
    return "/auth/callback/"
        + URLEncoder.encode(app.name().munged(), StandardCharsets.UTF_8).replace("+", "%20");
  }
}
