package io.grantwright.sdk.pipeshub;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Name;

/** How a code challenge was made from its verifier (RFC 7636 §4.2). */
@Model
public enum CodeChallengeMethod {
  /** The SHA-256 hash. */
  @Name("S256")
  S256,
  /** The verifier itself; for servers that know no better. */
  PLAIN
}
