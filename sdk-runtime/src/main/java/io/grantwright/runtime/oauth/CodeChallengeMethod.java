package io.grantwright.runtime.oauth;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Name;

/** How a challenge is made from a verifier (RFC 7636 §4.2). */
@Model
public enum CodeChallengeMethod {
  /** The SHA-256 hash of the verifier. */
  @Name("S256")
  S256,
  /**
   * The verifier itself, which protects nothing once the authorization request is seen: only where
   * a descriptor declares that its provider takes no other.
   */
  @Name("plain")
  PLAIN
}
