package io.grantwright.sdk.spotify;

import io.grantwright.annotations.Address;
import io.grantwright.annotations.Role;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.oauth.AuthorizationCodeGrant;
import io.grantwright.runtime.oauth.ClientCredentialsGrant;
import io.grantwright.runtime.oauth.RefreshTokenGrant;

/**
 * Spotify. It keeps to the standards; a refresh mostly brings no refresh token, and the old one
 * goes on.
 */
@SdkClient(name = "Spotify", server = "https://accounts.spotify.com")
@Address(role = Role.AUTHORIZATION, value = "authorize")
@Address(role = Role.TOKEN, value = "api/token")
public interface Spotify
    extends AuthorizationCodeGrant, RefreshTokenGrant, ClientCredentialsGrant {}
