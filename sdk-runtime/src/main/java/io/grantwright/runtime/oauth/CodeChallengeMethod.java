package io.grantwright.runtime.oauth;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Name;

/**
 * How a challenge is made from a verifier (RFC 7636 §4.2). {@code plain} is not among them: it
 * protects nothing once the authorization request is seen.
 */
@Model
public enum CodeChallengeMethod {
  /** The SHA-256 hash of the verifier. */
  @Name("S256")
  S256
}
