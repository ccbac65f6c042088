package io.grantwright.samples.phal.flow;

import io.grantwright.annotations.Discovered;
import io.grantwright.annotations.SdkClient;
import io.grantwright.runtime.oauth.AuthorizationCodeGrant;
import io.grantwright.runtime.oauth.RefreshTokenGrant;

/** Any provider that an app names the endpoints of. */
@SdkClient
@Discovered
interface Provider extends AuthorizationCodeGrant, RefreshTokenGrant {}
