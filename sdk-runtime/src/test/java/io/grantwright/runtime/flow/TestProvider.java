package io.grantwright.runtime.flow;

import io.grantwright.annotations.Address;
import io.grantwright.annotations.Role;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.oauth.AuthorizationCodeGrant;
import io.grantwright.runtime.oauth.DeviceGrant;
import io.grantwright.runtime.oauth.JwksEndpoint;

/** A provider with all that the flows need. */
@SdkClient(name = "TestProvider")
@Address(role = Role.AUTHORIZATION, value = "authorize")
@Address(role = Role.TOKEN, value = "token")
@Address(role = Role.DEVICE_AUTHORIZATION, value = "device")
@Address(role = Role.JWKS, value = "jwks")
interface TestProvider extends AuthorizationCodeGrant, DeviceGrant, JwksEndpoint {}
