package io.grantwright.sdk.pipeshub;

import io.grantwright.annotations.Model;

/** What is exchanged for tokens (RFC 6749 §1.3). */
@Model
public enum GrantType {
  /** An authorization code. */
  AUTHORIZATION_CODE,
  /** The client's own credentials. */
  CLIENT_CREDENTIALS,
  /** A refresh token. */
  REFRESH_TOKEN
}
