package io.grantwright.sdk.pipeshub;

import io.grantwright.annotations.Model;

/** Which kind of token one is (RFC 7009 §2.1). */
@Model
public enum TokenTypeHint {
  /** An access token. */
  ACCESS_TOKEN,
  /** A refresh token. */
  REFRESH_TOKEN
}
