package io.grantwright.sdk.oauthnode;

import io.grantwright.annotations.Address;
import io.grantwright.annotations.Issuer;
import io.grantwright.annotations.Role;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.oauth.AuthorizationCodeGrant;
import io.grantwright.runtime.oauth.ClientCredentialsGrant;
import io.grantwright.runtime.oauth.DeviceGrant;
import io.grantwright.runtime.oauth.GrantRevocation;
import io.grantwright.runtime.oauth.Introspection;
import io.grantwright.runtime.oauth.JwksEndpoint;
import io.grantwright.runtime.oauth.RefreshTokenGrant;
import io.grantwright.runtime.oauth.UserInfoEndpoint;

/**
 * OAuth node. It keeps to the standards. Only S256 is taken of PKCE, refresh tokens rotate, and one
 * that is used twice ends its grant, as one that is revoked does. {@code offline_access} is dropped
 * silently without {@code prompt=consent}, so that flows ask for both.
 */
@SdkClient(name = "OAuthNode")
@Issuer
@Address(role = Role.AUTHORIZATION, value = "auth")
@Address(role = Role.TOKEN, value = "token")
@Address(role = Role.REVOCATION, value = "token/revocation")
@Address(role = Role.INTROSPECTION, value = "token/introspection")
@Address(role = Role.DEVICE_AUTHORIZATION, value = "device/auth")
@Address(role = Role.USERINFO, value = "me")
@Address(role = Role.JWKS, value = "jwks")
public interface OAuthNode
    extends AuthorizationCodeGrant,
        RefreshTokenGrant,
        ClientCredentialsGrant,
        DeviceGrant,
        GrantRevocation,
        Introspection,
        UserInfoEndpoint,
        JwksEndpoint {}
