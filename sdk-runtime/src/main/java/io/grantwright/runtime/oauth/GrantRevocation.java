package io.grantwright.runtime.oauth;

import io.grantwright.annotations.Capability;

/**
 * The server takes tokens back, and with a refresh token all access tokens of its grant, as RFC
 * 7009 §2.1 recommends. A logout then revokes the refresh token alone.
 */
@Capability
public interface GrantRevocation extends Revocation {}
