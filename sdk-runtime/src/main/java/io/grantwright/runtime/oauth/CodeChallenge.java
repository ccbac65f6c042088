package io.grantwright.runtime.oauth;

import java.util.Objects;

/**
 * What an authorization request shows of a {@link CodeVerifier} (RFC 7636 §4.2).
 *
 * @param text the challenge as it is sent
 * @param method the method, which is always sent, since servers disagree on what its absence means
 */
public record CodeChallenge(String text, CodeChallengeMethod method) {
  /**
   * Checks that both are there.
   *
   * @param text the challenge
   * @param method the method
   * @throws NullPointerException if one is null
   */
  public CodeChallenge {
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(method, "method");
  }
}
