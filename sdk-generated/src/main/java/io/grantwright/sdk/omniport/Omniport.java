package io.grantwright.sdk.omniport;

import io.grantwright.annotations.Address;
import io.grantwright.annotations.Bearer;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.Role;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.oauth.AuthorizationCodeGrant;
import io.grantwright.runtime.oauth.GrantRevocation;
import io.grantwright.runtime.oauth.RefreshTokenGrant;

/**
 * Omniport. Its paths are spelled as they are, with their slashes. The page of the authorization
 * drops the scope and the challenge that it is given, and a user who refuses is never sent back:
 * applications give an authorization a deadline. A code lives one minute. The old access token dies
 * when tokens are refreshed, and with a refresh token that is revoked.
 */
@SdkClient(name = "Omniport")
@Address(role = Role.AUTHORIZATION, value = "oauth/authorise")
@Address(role = Role.TOKEN, value = "open_auth/token/")
@Address(role = Role.REVOCATION, value = "open_auth/revoke_token/")
public interface Omniport extends AuthorizationCodeGrant, RefreshTokenGrant, GrantRevocation {
  /**
   * Asks for what the application was approved to know of the user.
   *
   * @return the user's data
   */
  @Get("open_auth/get_user_data/")
  @Bearer
  UserData userData();
}
