package io.grantwright.sdk.slack;

import io.grantwright.annotations.Address;
import io.grantwright.annotations.ErrorCode;
import io.grantwright.annotations.ErrorCode.Meaning;
import io.grantwright.annotations.ErrorsInSuccess;
import io.grantwright.annotations.Role;
import io.grantwright.annotations.Scopes;
import io.grantwright.annotations.SdkClient;
import io.grantwright.annotations.TokenTypes;
import io.grantwright.runtime.oauth.AuthorizationCodeGrant;
import io.grantwright.runtime.oauth.RefreshTokenGrant;

/**
 * Slack, for the tokens of bots; those of users are {@link SlackUser}'s. It says no with status
 * 200, in codes of its own, writes scopes with commas, and has its own words for bearer tokens.
 */
@SdkClient(name = "Slack", server = "https://slack.com")
@Address(role = Role.AUTHORIZATION, value = "oauth/v2/authorize")
@Address(role = Role.TOKEN, value = "api/oauth.v2.access")
@Scopes(request = ",", answer = ",")
@TokenTypes(bearer = {"bot", "user"})
@ErrorsInSuccess
@ErrorCode(value = "invalid_code", as = Meaning.INVALID_GRANT)
@ErrorCode(value = "code_already_used", as = Meaning.INVALID_GRANT)
@ErrorCode(value = "invalid_refresh_token", as = Meaning.INVALID_GRANT)
@ErrorCode(value = "invalid_client_id", as = Meaning.INVALID_CLIENT)
@ErrorCode(value = "bad_client_secret", as = Meaning.INVALID_CLIENT)
@ErrorCode(value = "bad_redirect_uri", as = Meaning.INVALID_REQUEST)
@ErrorCode(value = "ratelimited", as = Meaning.TEMPORARILY_UNAVAILABLE)
public interface Slack extends AuthorizationCodeGrant, RefreshTokenGrant {}
