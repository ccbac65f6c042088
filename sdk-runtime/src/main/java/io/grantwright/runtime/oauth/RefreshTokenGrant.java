package io.grantwright.runtime.oauth;

import io.grantwright.annotations.At;
import io.grantwright.annotations.Capability;
import io.grantwright.annotations.ClientAuthenticated;
import io.grantwright.annotations.Constant;
import io.grantwright.annotations.Fails;
import io.grantwright.annotations.FormBody;
import io.grantwright.annotations.Post;
import io.grantwright.annotations.Role;
import io.grantwright.runtime.error.OAuthError;

/** The server renews access tokens (RFC 6749 §6). */
@Capability
public interface RefreshTokenGrant {
  /**
   * Asks for a new access token. Sent again only if it surely did not arrive: a refresh token that
   * is used twice may end the grant.
   *
   * @param request the newest refresh token
   * @return the tokens; a refresh token among them takes the place of the old one
   */
  @Post
  @At(Role.REFRESH)
  @FormBody
  @ClientAuthenticated
  @Constant(name = "grant_type", value = "refresh_token")
  @Fails(status = "4XX", as = OAuthError.class)
  TokenResponse refreshToken(RefreshRequest request);
}
