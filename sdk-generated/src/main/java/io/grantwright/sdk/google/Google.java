package io.grantwright.sdk.google;

import io.grantwright.annotations.Address;
import io.grantwright.annotations.Issuer;
import io.grantwright.annotations.OfflineAccess;
import io.grantwright.annotations.Renamed;
import io.grantwright.annotations.Renamed.Message;
import io.grantwright.annotations.Role;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.oauth.AuthorizationCodeGrant;
import io.grantwright.runtime.oauth.DeviceGrant;
import io.grantwright.runtime.oauth.GrantRevocation;
import io.grantwright.runtime.oauth.JwksEndpoint;
import io.grantwright.runtime.oauth.RefreshTokenGrant;
import io.grantwright.runtime.oauth.UserInfoEndpoint;

/**
 * Google. Refresh tokens are asked for with {@code access_type=offline}, and come again only with
 * {@code prompt=consent}: {@code offlineAccess()} sends both. A refresh token that is revoked ends
 * its access tokens, which are then refused as unknown. Id tokens name the issuer {@code
 * https://accounts.google.com}.
 */
@SdkClient(name = "Google", server = "https://oauth2.googleapis.com")
@Issuer("https://accounts.google.com")
@Address(role = Role.AUTHORIZATION, value = "https://accounts.google.com/o/oauth2/v2/auth")
@Address(role = Role.TOKEN, value = "token")
@Address(role = Role.REVOCATION, value = "revoke")
@Address(role = Role.DEVICE_AUTHORIZATION, value = "device/code")
@Address(role = Role.USERINFO, value = "https://openidconnect.googleapis.com/v1/userinfo")
@Address(role = Role.JWKS, value = "https://www.googleapis.com/oauth2/v3/certs")
@OfflineAccess(parameters = {"access_type=offline", "prompt=consent"})
@Renamed(
    name = "verification_uri",
    to = "verification_url",
    in = Message.ANSWER,
    at = Role.DEVICE_AUTHORIZATION)
public interface Google
    extends AuthorizationCodeGrant,
        RefreshTokenGrant,
        DeviceGrant,
        GrantRevocation,
        UserInfoEndpoint,
        JwksEndpoint {}
