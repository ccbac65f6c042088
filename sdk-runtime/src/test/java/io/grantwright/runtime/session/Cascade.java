package io.grantwright.runtime.session;

import io.grantwright.annotations.Address;
import io.grantwright.annotations.Role;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.oauth.GrantRevocation;

/** A provider at which access tokens end with their refresh token. */
@SdkClient
@Address(role = Role.REVOCATION, value = "revoke")
interface Cascade extends GrantRevocation {}
