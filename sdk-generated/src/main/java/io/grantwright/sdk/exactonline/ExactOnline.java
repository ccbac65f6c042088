package io.grantwright.sdk.exactonline;

import io.grantwright.annotations.Address;
import io.grantwright.annotations.ClientAuthenticated;
import io.grantwright.annotations.ClientAuthenticated.Mechanism;
import io.grantwright.annotations.Lifetime;
import io.grantwright.annotations.PathVariable;
import io.grantwright.annotations.Pkce;
import io.grantwright.annotations.Role;
import io.grantwright.annotations.SdkClient;
import io.grantwright.annotations.Textual;
import io.grantwright.runtime.oauth.AuthorizationCodeGrant;
import io.grantwright.runtime.oauth.RefreshTokenGrant;

/**
 * Exact Online, which has a host in each country. A token lives ten minutes, and is refreshed in
 * the last 30 seconds of its life only; a refresh token works once.
 */
@SdkClient(name = "ExactOnline", server = "https://start.exactonline.nl")
@PathVariable(name = "host", value = "start.exactonline.nl")
@Address(role = Role.AUTHORIZATION, value = "https://{host}/api/oauth2/auth")
@Address(role = Role.TOKEN, value = "https://{host}/api/oauth2/token")
@ClientAuthenticated(Mechanism.BODY)
@Pkce(Pkce.Method.NONE)
@Textual("expires_in")
@Lifetime(refreshWindow = 30)
public interface ExactOnline extends AuthorizationCodeGrant, RefreshTokenGrant {}
