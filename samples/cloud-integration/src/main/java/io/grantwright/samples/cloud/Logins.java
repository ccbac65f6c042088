package io.grantwright.samples.cloud;

import io.grantwright.runtime.call.CallOptions;
import io.grantwright.runtime.endpoint.Deviating;
import io.grantwright.runtime.error.CallException;
import io.grantwright.runtime.flow.AuthorizationCallback;
import io.grantwright.runtime.flow.AuthorizationCodeFlow;
import io.grantwright.runtime.flow.Granted;
import io.grantwright.runtime.flow.PendingAuthorization;
import io.grantwright.runtime.flow.PendingStore;
import io.grantwright.runtime.oauth.Scope;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.retry.RetryConfig;
import io.grantwright.runtime.secret.Secret;
import java.time.Duration;
import java.util.Optional;

/** From a click to a linked account. */
final class Logins {
  /** Home Assistant's, so that what is registered for it will do. */
  static final String CALLBACK_PATH = "/auth/external/callback";

  private static final String ACCOUNT = "account";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Provider provider;
  private final Accounts accounts;
  private final PendingStore pending;
  private final Surroundings with;
  private final String redirectUri;

  Logins(
      Provider provider,
      Accounts accounts,
      PendingStore pending,
      Surroundings with,
      String redirectUri) {
    this.provider = provider;
    this.accounts = accounts;
    this.pending = pending;
    this.with = with;
    this.redirectUri = redirectUri;
  }

  /** Where the provider sends browsers back to, as it is to be registered there. */
  String redirectUri() {
    return redirectUri;
  }

  /**
   * Starts a login.
   *
   * @param browser whose it is
   * @param account the account that is to log in again; empty for any
   * @return the provider's page
   */
  String start(Secret browser, Optional<Account> account) {
    CloudClient client = provider.clients().get();
    Scope scope = Scope.parse(Cloud.SCOPES);
    AuthorizationCodeFlow.Start start = flow(client).authorization(redirectUri).scope(scope);
    boolean hasAnotherWay = Deviating.of(client).offlineAccess().isPresent();
    if (hasAnotherWay || scope.values().contains("offline_access")) {
      start.offlineAccess(); // Many servers drop the scope without a word if it comes alone.
    }
    account.ifPresent(again -> start.data(ACCOUNT, again.id()));
    PendingAuthorization started = start.start();
    pending.put(started, browser);
    return started.authorizationUrl();
  }

  /**
   * Completes a login.
   *
   * @param browser who brings the callback
   * @param callback the callback's address
   * @return the account, linked
   * @throws WrongAccount if it is another one than that which was to log in again
   */
  Account complete(Secret browser, String callback) {
    AuthorizationCodeFlow flow = flow(provider.clients().get());
    Granted granted = flow.complete(pending, browser, AuthorizationCallback.ofUri(callback));
    TokenResponse tokens = granted.tokens();
    try {
      CloudApi.User user = provider.api(once(tokens.accessToken())).user();
      String expected = granted.data().getOrDefault(ACCOUNT, user.id());
      if (!expected.equals(user.id())) {
        throw new WrongAccount(expected, user.id());
      }
      return accounts.link(provider.application().grant(user.id()), tokens, user);
    } catch (CallException | WrongAccount e) {
      takeBack(tokens); // They are nobody's here.
      throw e;
    }
  }

  /** For the one call that nobody repeats later: with some patience. */
  private static CallOptions once(Secret token) {
    return CallOptions.builder()
        .bearer(token)
        .retry(RetryConfig.DEFAULT.withMaxElapsedTime(PATIENCE))
        .build();
  }

  private void takeBack(TokenResponse tokens) {
    try {
      provider.takeBack(tokens);
    } catch (CallException e) {
      with.log().say("The provider did not take back tokens that are not used: " + e.getMessage());
    }
  }

  private AuthorizationCodeFlow flow(CloudClient client) {
    AuthorizationCodeFlow.Builder flow = AuthorizationCodeFlow.builder(client).clock(with.clock());
    provider.issuer().ifPresent(flow::issuer);
    return flow.build();
  }
}
