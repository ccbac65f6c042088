package io.grantwright.runtime.flow;

import io.grantwright.runtime.oauth.TokenResponse;
import java.util.Map;

/**
 * What an authorization brought.
 *
 * @param tokens the tokens
 * @param callback the parameters of the callback that are not those of OAuth, such as the number of
 *     the account; empty for devices. Whoever holds the browser can change them
 * @param data the application's own data, as it was given when the authorization started
 */
public record Granted(
    TokenResponse tokens, Map<String, String> callback, Map<String, String> data) {
  /**
   * Copies what could change.
   *
   * @param tokens the tokens
   * @param callback the parameters of the callback that are not those of OAuth
   * @param data the application's own data
   */
  public Granted {
    callback = Map.copyOf(callback);
    data = Map.copyOf(data);
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
