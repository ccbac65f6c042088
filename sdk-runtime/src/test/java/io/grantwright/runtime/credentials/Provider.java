package io.grantwright.runtime.credentials;

import io.grantwright.annotations.Address;
import io.grantwright.annotations.Role;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.oauth.AuthorizationCodeGrant;
import io.grantwright.runtime.oauth.RefreshTokenGrant;

/** A provider at which an application has to be registered. */
@SdkClient(name = "Provider")
@Address(role = Role.AUTHORIZATION, value = "authorize")
@Address(role = Role.TOKEN, value = "token")
interface Provider extends AuthorizationCodeGrant, RefreshTokenGrant {}
