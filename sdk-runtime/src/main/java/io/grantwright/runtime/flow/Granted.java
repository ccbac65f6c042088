package io.grantwright.runtime.flow;

import io.grantwright.runtime.oauth.Scope;
import io.grantwright.runtime.oauth.TokenResponse;
import io.grantwright.runtime.secret.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What an authorization brought.
 *
 * @param tokens the tokens
 * @param idToken the id token, checked, or carried with the reason why it was not; absent if none
 *     came
 * @param asked the scope that was asked for; it is what was granted where the tokens name none (RFC
 *     6749 §5.1)
 * @param callback the parameters of the callback that are not those of OAuth, such as the number of
 *     the account; empty for devices. Whoever holds the browser can change them
 * @param data the application's own data, as it was given when the authorization started
 */
public record Granted(
    TokenResponse tokens,
    Optional<IdToken> idToken,
    Scope asked,
    Map<String, String> callback,
    Map<String, String> data) {
  /**
   * Copies what could change.
   *
   * @param tokens the tokens
   * @param idToken the id token
   * @param asked the scope that was asked for
   * @param callback the parameters of the callback that are not those of OAuth
   * @param data the application's own data
   */
  public Granted {
    callback = Map.copyOf(callback);
    data = Map.copyOf(data);
  }

  static CompletableFuture<Granted> of(
      TokenResponse tokens,
      Optional<IdTokenValidator> validator,
      Optional<Secret> nonce,
      Scope asked,
      Map<String, String> callback,
      Map<String, String> data) {
    CompletableFuture<Optional<IdToken>> idToken =
        validator.isPresent()
            ? validator.get().validate(tokens, nonce)
            : CompletableFuture.completedFuture(tokens.idToken().map(Granted::unread));
    return idToken.thenApply(checked -> new Granted(tokens, checked, asked, callback, data));
  }

  private static IdToken unread(Secret token) {
    return new IdToken.Unread(
        token, "the flow has nothing to check it with; build the flow with idTokens(...)");
  }

  /** {@return the tokens by their fingerprints, and the names of the rest} */
  @Override
  public String toString() {
    return "Granted["
        + tokens
        + ", callback="
        + callback.keySet()
        + ", data="
        + data.keySet()
        + "]";
  }
}
