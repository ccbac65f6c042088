package io.grantwright.sdk.server;

import io.grantwright.runtime.call.CallOptions;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.error.StepUp;
import io.grantwright.runtime.flow.AuthorizationCallback;
import io.grantwright.runtime.flow.AuthorizationCodeFlow;
import io.grantwright.runtime.flow.PendingAuthorization;
import io.grantwright.runtime.oauth.Scope;
import io.grantwright.runtime.oauth.ServerMetadata;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.oauth.UserInfo;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.session.GrantKey;
import io.grantwright.runtime.session.LogoutReport;
import io.grantwright.runtime.session.NoTokenException;
import io.grantwright.runtime.session.OAuthSession;
import io.grantwright.runtime.session.SessionListener;
import io.grantwright.runtime.session.TokenKey;
import io.grantwright.runtime.session.TokenStore;
import io.grantwright.runtime.store.MemoryTokenStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;

/** The code of {@code docs/sessions.md}, compiled. {@link DocumentsTest} compares the two. */
abstract class SessionExamples {
  abstract void schedule(Optional<Instant> retryAt);

  abstract void askToLogIn();

  abstract void authorizeAgain(String scope);

  abstract void mail(String account, String text);

  static OAuthSession login(
      TokenStore store,
      ServerMetadata metadata,
      AuthorizationServerClient server,
      String userId,
      AuthorizationCodeFlow flow,
      PendingAuthorization pending,
      AuthorizationCallback callback) {
    OAuthSession session =
        OAuthSession.builder(store, GrantKey.of("my-client", metadata.issuer(), userId))
            .refresh(server)
            .revocation(server)
            .build();
    session.authorized(flow.complete(pending, callback)); // once; after a restart the store knows
    return session;
  }

  static List<NotesClient> clients(String url, OAuthSession session, OAuthSession sessionOfBob) {
    NotesClient notes = NotesClient.builder().serverUrl(url).bearer(session).build();
    NotesClient bobs = notes.with(CallOptions.builder().bearer(sessionOfBob).build());
    return List.of(notes, bobs);
  }

  static OkHttpClient okHttp(OAuthSession session) {
    OkHttpClient http =
        new OkHttpClient.Builder()
            .addInterceptor(session.interceptor("https://api.example"))
            .build();
    return http;
  }

  static List<Secret> byHand(OAuthSession session, Secret refused) {
    Secret token = session.accessToken();
    CompletableFuture<Secret> soon = session.accessTokenAsync();
    Secret other = session.accessTokenInsteadOf(refused); // after a 401
    return List.of(token, soon.join(), other);
  }

  Optional<Secret> tokenOrReason(OAuthSession session) {
    try {
      return Optional.of(session.accessToken());
    } catch (NoTokenException.Transient e) {
      schedule(e.retryAt());
    } catch (NoTokenException.ReauthorizationRequired | NoTokenException.Ambiguous e) {
      askToLogIn();
    }
    return Optional.empty();
  }

  void stepUp(NotesClient notes, String word) {
    try {
      notes.find(word);
    } catch (CallException e) {
      e.stepUp().flatMap(StepUp::scope).ifPresent(scope -> authorizeAgain(scope));
    }
  }

  static List<OAuthSession> keys(OAuthSession session) {
    OAuthSession calendar = session.forKey(TokenKey.ofResource("https://calendar.example"));
    OAuthSession reader = session.forKey(TokenKey.ofScope("notes:read"));
    return List.of(calendar, reader);
  }

  static OAuthSession service(AuthorizationServerClient server, String issuer) {
    OAuthSession service =
        OAuthSession.builder(new MemoryTokenStore(), GrantKey.of("my-client", issuer, "service"))
            .clientCredentials(server)
            .build();
    return service;
  }

  static void again(OAuthSession session, TokenResponse tokens, UserInfo userInfo) {
    session.authorized(tokens, Optional.of(userInfo.sub()), Scope.of("notes:read"));
  }

  static void logout(OAuthSession session) {
    LogoutReport report = session.logout();
    report.failures().forEach(failure -> System.err.println(failure.getMessage())); // not revoked
  }

  void listen(OAuthSession.Builder builder) {
    builder.listener(
        new SessionListener() {
          @Override
          public void reauthorizationNeeded(GrantKey grant, NoTokenException reason) {
            mail(grant.account(), "Please log in again: " + reason.getMessage());
          }
        });
  }
}
