package io.grantwright.samples.phal.flow;

import io.grantwright.annotations.AnsweredAs;
import io.grantwright.annotations.Discovered;
import io.grantwright.annotations.ErrorsInSuccess;
import io.grantwright.annotations.Scopes;
import io.grantwright.annotations.SdkClient;
import io.grantwright.annotations.Textual;
import io.grantwright.annotations.TokenTypes;
import io.grantwright.runtime.oauth.AuthorizationCodeGrant;
import io.grantwright.runtime.oauth.RefreshTokenGrant;

/**
 * Any provider that an app names the endpoints of. Which one it will be nobody knows beforehand, so
 * that the deviations that do no harm elsewhere are declared for all.
 */
@SdkClient
@Discovered
@AnsweredAs({"text/plain", "text/javascript", "application/x-www-form-urlencoded"})
@TokenTypes(missing = true)
@Textual("expires_in")
@Scopes(answer = ",", listed = true)
@ErrorsInSuccess
interface Provider extends AuthorizationCodeGrant, RefreshTokenGrant {}
