package io.grantwright.runtime.store;

import io.grantwright.annotations.Address;
import io.grantwright.annotations.Role;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.oauth.AuthorizationCodeGrant;

/** A server that users are sent to. */
@SdkClient
@Address(role = Role.AUTHORIZATION, value = "authorize")
@Address(role = Role.TOKEN, value = "token")
interface Authorizing extends AuthorizationCodeGrant {}
