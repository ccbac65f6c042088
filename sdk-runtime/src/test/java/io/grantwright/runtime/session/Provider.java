package io.grantwright.runtime.session;

import io.grantwright.annotations.Address;
import io.grantwright.annotations.Role;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.oauth.ClientCredentialsGrant;
import io.grantwright.runtime.oauth.RefreshTokenGrant;
import io.grantwright.runtime.oauth.Revocation;

/** A provider as the standards have it. */
@SdkClient
@Address(role = Role.TOKEN, value = "token")
@Address(role = Role.REVOCATION, value = "revoke")
interface Provider extends RefreshTokenGrant, ClientCredentialsGrant, Revocation {}
