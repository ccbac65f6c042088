package io.grantwright.runtime.store;

import io.grantwright.annotations.Address;
import io.grantwright.annotations.Role;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.oauth.RefreshTokenGrant;

/** The journalled server, as far as sessions refresh by it. */
@SdkClient
@Address(role = Role.TOKEN, value = "token")
interface Refreshing extends RefreshTokenGrant {}
