package io.grantwright.samples.cloud;

import io.grantwright.annotations.Address;
import io.grantwright.annotations.Discovered;
import io.grantwright.annotations.Role;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.oauth.AuthorizationCodeGrant;
import io.grantwright.runtime.oauth.RefreshTokenGrant;
import io.grantwright.runtime.oauth.Revocation;

/**
 * The provider whose accounts are linked. For another one, edit the three constants; they are those
 * of the demo's provider.
 */
@SdkClient(server = Cloud.TOKEN)
@Address(role = Role.AUTHORIZATION, value = Cloud.AUTHORIZE)
@Address(role = Role.TOKEN, value = Cloud.TOKEN)
@Discovered // Where tokens are taken back is a setting: not every provider takes them back.
interface Cloud extends AuthorizationCodeGrant, RefreshTokenGrant, Revocation {
  /** Where the user's browser is sent to. */
  String AUTHORIZE = "http://127.0.0.1:9400/oauth2/authorize";

  /** Where codes and refresh tokens become access tokens. */
  String TOKEN = "http://127.0.0.1:9400/oauth2/token";

  /** What is asked for, with spaces between. */
  String SCOPES = "devices:read";
}
