package io.grantwright.sdk.server;

import io.grantwright.annotations.Discovered;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.oauth.AuthorizationCodeGrant;
import io.grantwright.runtime.oauth.ClientCredentialsGrant;
import io.grantwright.runtime.oauth.DeviceGrant;
import io.grantwright.runtime.oauth.Introspection;
import io.grantwright.runtime.oauth.JwksEndpoint;
import io.grantwright.runtime.oauth.RefreshTokenGrant;
import io.grantwright.runtime.oauth.Revocation;
import io.grantwright.runtime.oauth.UserInfoEndpoint;

/**
 * The endpoints that the standards define (RFC 6749, 7009, 7662, 8628 and OpenID Connect), at the
 * addresses of a server's metadata (RFC 8414) or at those that the application gives.
 */
@SdkClient(name = "AuthorizationServer")
@Discovered
public interface AuthorizationServer
    extends AuthorizationCodeGrant,
        RefreshTokenGrant,
        ClientCredentialsGrant,
        DeviceGrant,
        Revocation,
        Introspection,
        UserInfoEndpoint,
        JwksEndpoint {}
