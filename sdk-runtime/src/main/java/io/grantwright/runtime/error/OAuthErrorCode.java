package io.grantwright.runtime.error;

import io.grantwright.runtime.json.EnumNames;
import io.grantwright.runtime.json.OpenEnum;
import java.util.Locale;

/** The registered errors of OAuth and OpenID Connect. */
public enum OAuthErrorCode {
  /** The request is malformed (RFC 6749 §5.2). */
  INVALID_REQUEST("A parameter is missing, repeated or malformed."),
  /** The client could not be authenticated (RFC 6749 §5.2). */
  INVALID_CLIENT("Check the client's identifier, its secret and how it authenticates itself."),
  /** The code or refresh token is not valid, or not for this client (RFC 6749 §5.2). */
  INVALID_GRANT("The code or refresh token is used, expired or revoked: authorize again."),
  /** The client may not use this grant (RFC 6749 §5.2). */
  UNAUTHORIZED_CLIENT("The client is not registered for this grant."),
  /** The server does not know this grant (RFC 6749 §5.2). */
  UNSUPPORTED_GRANT_TYPE("The server does not offer this grant, or did not understand the body."),
  /** The scope is unknown, malformed or more than was granted (RFC 6749 §5.2). */
  INVALID_SCOPE("Ask for scopes that the client is registered for."),
  /** The user or the server said no (RFC 6749 §4.1.2.1, RFC 8628 §3.5). */
  ACCESS_DENIED("The user or the server said no."),
  /** The server does not offer this response type (RFC 6749 §4.1.2.1). */
  UNSUPPORTED_RESPONSE_TYPE("The server does not offer this response type."),
  /** The server failed (RFC 6749 §4.1.2.1). */
  SERVER_ERROR("The server is at fault: call again later, or ask its operators."),
  /** The server is overloaded (RFC 6749 §4.1.2.1). */
  TEMPORARILY_UNAVAILABLE("The server is busy: call again later."),
  /** The access token is expired, revoked or malformed (RFC 6750 §3.1). */
  INVALID_TOKEN("The access token is expired, revoked or malformed: get a fresh one."),
  /** The access token does not suffice (RFC 6750 §3.1). */
  INSUFFICIENT_SCOPE("Authorize again with the scope that the server names."),
  /** The server does not revoke such tokens (RFC 7009 §2.2.1). */
  UNSUPPORTED_TOKEN_TYPE("The server does not revoke tokens of this type."),
  /** The user has not decided yet (RFC 8628 §3.5). */
  AUTHORIZATION_PENDING("The user has not decided yet: ask again after the interval."),
  /** The client asks too often (RFC 8628 §3.5). */
  SLOW_DOWN("Ask again after a longer interval."),
  /** The device code is expired (RFC 8628 §3.5). */
  EXPIRED_TOKEN("The device code is expired: start again."),
  /** The user must be asked, and may not be (OpenID Connect Core §3.1.2.6). */
  INTERACTION_REQUIRED("Authorize without prompt=none."),
  /** The user must log in, and may not be asked to (OpenID Connect Core §3.1.2.6). */
  LOGIN_REQUIRED("Authorize without prompt=none."),
  /** The user must select an account (OpenID Connect Core §3.1.2.6). */
  ACCOUNT_SELECTION_REQUIRED("Authorize without prompt=none."),
  /** The user must consent (OpenID Connect Core §3.1.2.6). */
  CONSENT_REQUIRED("Authorize without prompt=none."),
  /** The request URI is not valid (OpenID Connect Core §3.1.2.6, RFC 9101). */
  INVALID_REQUEST_URI("The request URI is expired or was not understood."),
  /** The request object is not valid (OpenID Connect Core §3.1.2.6, RFC 9101). */
  INVALID_REQUEST_OBJECT("The request object was not understood."),
  /** Request objects are not supported (OpenID Connect Core §3.1.2.6). */
  REQUEST_NOT_SUPPORTED("The server takes no request objects."),
  /** Request URIs are not supported (OpenID Connect Core §3.1.2.6). */
  REQUEST_URI_NOT_SUPPORTED("The server takes no request URIs."),
  /** Registration in the request is not supported (OpenID Connect Core §3.1.2.6). */
  REGISTRATION_NOT_SUPPORTED("The server takes no registration parameter."),
  /** The redirect URI cannot be registered (RFC 7591 §3.2.2). */
  INVALID_REDIRECT_URI("The server does not accept this redirect URI."),
  /** The client's metadata is not valid (RFC 7591 §3.2.2). */
  INVALID_CLIENT_METADATA("The server does not accept the client's registration."),
  /** The resource is unknown or not allowed (RFC 8707 §2). */
  INVALID_TARGET("The server does not know this resource, or not for this client."),
  /** The proof of possession is not valid (RFC 9449 §5). */
  INVALID_DPOP_PROOF("Check the clock and the key of the DPoP proof."),
  /** The proof of possession needs the server's nonce (RFC 9449 §8). */
  USE_DPOP_NONCE("Send the proof again with the nonce that the server gave."),
  /** The user's authentication does not suffice (RFC 9470 §3). */
  INSUFFICIENT_USER_AUTHENTICATION("Authorize again with the acr_values or max_age given."),
  /** The asked authentication cannot be had (OpenID Connect). */
  UNMET_AUTHENTICATION_REQUIREMENTS("The server cannot authenticate the user as asked.");

  /** The names on the wire. */
  public static final EnumNames<OAuthErrorCode> NAMES =
      new EnumNames<>("OAuthErrorCode", values(), names());

  private static final String PREFIX = "OAUTH_";

  private final String advice;

  OAuthErrorCode(String advice) {
    this.advice = advice;
  }

  String advice() {
    return advice;
  }

  /** Whether a code says of itself that it is of OAuth, as in {@code OAUTH_INVALID_CLIENT}. */
  static boolean isPrefixed(String text) {
    return text.length() > PREFIX.length() && text.startsWith(PREFIX);
  }

  /** The code of a text; one with the prefix is known as the registered code, and keeps it. */
  static OpenEnum<OAuthErrorCode> read(String text) {
    if (isPrefixed(text)) {
      OAuthErrorCode code = NAMES.find(text.substring(PREFIX.length()).toLowerCase(Locale.ROOT));
      if (code != null) {
        return OpenEnum.of(code, text);
      }
    }
    return OpenEnum.of(text, NAMES);
  }

  private static String[] names() {
    OAuthErrorCode[] codes = values();
    String[] names = new String[codes.length];
    for (int i = 0; i < codes.length; i++) {
      names[i] = codes[i].name().toLowerCase(Locale.ROOT);
    }
    return names;
  }
}
