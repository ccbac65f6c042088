package io.grantwright.runtime.oauth;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Name;

/** What a token request presents to get tokens (RFC 6749 §1.3). */
@Model
public enum GrantType {
  /** An authorization code (RFC 6749 §4.1.3). */
  AUTHORIZATION_CODE,
  /** A refresh token (RFC 6749 §6). */
  REFRESH_TOKEN,
  /** The client's own credentials (RFC 6749 §4.4.2). */
  CLIENT_CREDENTIALS,
  /** A device code (RFC 8628 §3.4). */
  @Name("urn:ietf:params:oauth:grant-type:device_code")
  DEVICE_CODE
}
