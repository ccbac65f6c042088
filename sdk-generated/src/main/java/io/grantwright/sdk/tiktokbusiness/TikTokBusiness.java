package io.grantwright.sdk.tiktokbusiness;

import io.grantwright.annotations.Address;
import io.grantwright.annotations.ClientAuthenticated;
import io.grantwright.annotations.ClientAuthenticated.Mechanism;
import io.grantwright.annotations.ErrorsInSuccess;
import io.grantwright.annotations.JsonBody;
import io.grantwright.annotations.Pkce;
import io.grantwright.annotations.Renamed;
import io.grantwright.annotations.Renamed.Message;
import io.grantwright.annotations.Role;
import io.grantwright.annotations.Scopes;
import io.grantwright.annotations.SdkClient;
import io.grantwright.annotations.Wrapped;
import io.grantwright.runtime.oauth.AuthorizationCodeGrant;
import io.grantwright.runtime.oauth.RefreshTokenGrant;

/**
 * TikTok API for Business, for the accounts of businesses. Requests are JSON, answers stand in
 * {@code data} beside a {@code code} that is 0 where all is well, and tokens are refreshed at an
 * address of their own.
 */
@SdkClient(
    name = "TikTokBusiness",
    server = "https://business-api.tiktok.com/open_api/v1.3/tt_user/oauth2")
@Address(role = Role.AUTHORIZATION, value = "https://www.tiktok.com/v2/auth/authorize/")
@Address(role = Role.TOKEN, value = "token/")
@Address(role = Role.REFRESH, value = "refresh_token/")
@ClientAuthenticated(Mechanism.BODY)
@JsonBody
@Pkce(Pkce.Method.NONE)
@Renamed(name = "client_id", to = "client_key", in = Message.REQUEST, at = Role.AUTHORIZATION)
@Renamed(name = "code", to = "auth_code", in = Message.REQUEST, at = Role.TOKEN)
@Renamed(name = "error", to = "code", in = Message.ERROR)
@Renamed(name = "error_description", to = "message", in = Message.ERROR)
@Wrapped("data")
@Scopes(request = ",", answer = ",")
@ErrorsInSuccess(none = "0")
public interface TikTokBusiness extends AuthorizationCodeGrant, RefreshTokenGrant {}
