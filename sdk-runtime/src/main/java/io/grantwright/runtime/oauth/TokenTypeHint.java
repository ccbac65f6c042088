package io.grantwright.runtime.oauth;

import io.grantwright.annotations.Model;

/** What kind of token a server is to look for first (RFC 7009 §2.1, RFC 7662 §2.1). */
@Model
public enum TokenTypeHint {
  /** An access token. */
  ACCESS_TOKEN,
  /** A refresh token. */
  REFRESH_TOKEN
}
