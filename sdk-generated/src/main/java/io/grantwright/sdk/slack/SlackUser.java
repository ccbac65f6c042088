package io.grantwright.sdk.slack;

import io.grantwright.annotations.Address;
import io.grantwright.annotations.ErrorCode;
import io.grantwright.annotations.ErrorCode.Meaning;
import io.grantwright.annotations.ErrorsInSuccess;
import io.grantwright.annotations.Renamed;
import io.grantwright.annotations.Renamed.Message;
import io.grantwright.annotations.Role;
import io.grantwright.annotations.Scopes;
import io.grantwright.annotations.SdkClient;
import io.grantwright.annotations.TokenTypes;
import io.grantwright.annotations.Wrapped;
import io.grantwright.runtime.oauth.AuthorizationCodeGrant;
import io.grantwright.runtime.oauth.RefreshTokenGrant;

/**
 * Slack, for the tokens of users: as {@link Slack}, but the scope is asked for as {@code
 * user_scope}, and the token stands in {@code authed_user}.
 */
@SdkClient(name = "SlackUser", server = "https://slack.com")
@Address(role = Role.AUTHORIZATION, value = "oauth/v2/authorize")
@Address(role = Role.TOKEN, value = "api/oauth.v2.access")
@Renamed(name = "scope", to = "user_scope", in = Message.REQUEST, at = Role.AUTHORIZATION)
@Wrapped("authed_user")
@Scopes(request = ",", answer = ",")
@TokenTypes(missing = true, bearer = "user")
@ErrorsInSuccess
@ErrorCode(value = "invalid_code", as = Meaning.INVALID_GRANT)
@ErrorCode(value = "code_already_used", as = Meaning.INVALID_GRANT)
@ErrorCode(value = "invalid_refresh_token", as = Meaning.INVALID_GRANT)
@ErrorCode(value = "invalid_client_id", as = Meaning.INVALID_CLIENT)
@ErrorCode(value = "bad_client_secret", as = Meaning.INVALID_CLIENT)
@ErrorCode(value = "bad_redirect_uri", as = Meaning.INVALID_REQUEST)
@ErrorCode(value = "ratelimited", as = Meaning.TEMPORARILY_UNAVAILABLE)
public interface SlackUser extends AuthorizationCodeGrant, RefreshTokenGrant {}
