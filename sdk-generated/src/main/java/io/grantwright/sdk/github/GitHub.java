package io.grantwright.sdk.github;

import io.grantwright.annotations.Address;
import io.grantwright.annotations.ClientAuthenticated;
import io.grantwright.annotations.ClientAuthenticated.Mechanism;
import io.grantwright.annotations.ErrorCode;
import io.grantwright.annotations.ErrorCode.Meaning;
import io.grantwright.annotations.ErrorsInSuccess;
import io.grantwright.annotations.Issuer;
import io.grantwright.annotations.Role;
import io.grantwright.annotations.Scopes;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.oauth.AuthorizationCodeGrant;
import io.grantwright.runtime.oauth.DeviceGrant;
import io.grantwright.runtime.oauth.RefreshTokenGrant;

/**
 * GitHub, for OAuth apps and GitHub apps. It says no with status 200, in codes of its own, and
 * writes the granted scope with commas. Tokens of OAuth apps do not expire. Its callbacks may name
 * the issuer, {@code https://github.com/login/oauth}, and then flows check it; an installation of
 * GitHub Enterprise, at another {@code serverUrl}, has the same path.
 */
@SdkClient(name = "GitHub", server = "https://github.com")
@Issuer("/login/oauth")
@Address(role = Role.AUTHORIZATION, value = "login/oauth/authorize")
@Address(role = Role.TOKEN, value = "login/oauth/access_token")
@Address(role = Role.DEVICE_AUTHORIZATION, value = "login/device/code")
@ClientAuthenticated({Mechanism.BODY, Mechanism.NONE})
@ErrorsInSuccess
@ErrorCode(value = "bad_verification_code", as = Meaning.INVALID_GRANT)
@ErrorCode(value = "bad_refresh_token", as = Meaning.INVALID_GRANT)
@ErrorCode(value = "redirect_uri_mismatch", as = Meaning.INVALID_REQUEST)
@ErrorCode(value = "incorrect_client_credentials", as = Meaning.INVALID_CLIENT)
@ErrorCode(value = "incorrect_device_code", as = Meaning.INVALID_GRANT)
@ErrorCode(value = "device_flow_disabled", as = Meaning.UNAUTHORIZED_CLIENT)
@Scopes(answer = ",")
public interface GitHub extends AuthorizationCodeGrant, RefreshTokenGrant, DeviceGrant {}
