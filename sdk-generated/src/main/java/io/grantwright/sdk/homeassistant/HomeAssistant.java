package io.grantwright.sdk.homeassistant;

import io.grantwright.annotations.Address;
import io.grantwright.annotations.ClientAuthenticated;
import io.grantwright.annotations.ClientAuthenticated.Mechanism;
import io.grantwright.annotations.ErrorCode;
import io.grantwright.annotations.ErrorCode.Meaning;
import io.grantwright.annotations.Role;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.oauth.AuthorizationCodeGrant;
import io.grantwright.runtime.oauth.GrantRevocation;
import io.grantwright.runtime.oauth.RefreshTokenGrant;

/**
 * Home Assistant as a server. A client's identifier is a URL, of the same host as its redirect URI,
 * and there is no secret: {@code ClientAuthentication.none("https://app.example")}. There are no
 * scopes. A refresh keeps the refresh token, and any 4XX that refuses one without a code means that
 * the user has to log in again. Refresh tokens alone can be revoked, and their access tokens end
 * with them.
 */
@SdkClient(name = "HomeAssistant")
@Address(role = Role.AUTHORIZATION, value = "auth/authorize")
@Address(role = Role.TOKEN, value = "auth/token")
@Address(role = Role.REVOCATION, value = "auth/revoke")
@ClientAuthenticated(Mechanism.NONE)
@ErrorCode(value = "", status = "4XX", as = Meaning.INVALID_GRANT, at = Role.REFRESH)
public interface HomeAssistant extends AuthorizationCodeGrant, RefreshTokenGrant, GrantRevocation {}
