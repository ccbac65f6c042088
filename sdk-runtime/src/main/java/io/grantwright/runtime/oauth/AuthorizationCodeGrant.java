package io.grantwright.runtime.oauth;

import io.grantwright.annotations.At;
import io.grantwright.annotations.Capability;
import io.grantwright.annotations.ClientAuthenticated;
import io.grantwright.annotations.Constant;
import io.grantwright.annotations.Fails;
import io.grantwright.annotations.FormBody;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.Link;
import io.grantwright.annotations.Post;
import io.grantwright.annotations.Role;
import io.grantwright.annotations.Timeouts;
import io.grantwright.runtime.error.OAuthError;

/** The server grants access through a browser (RFC 6749 §4.1). */
@Capability
public interface AuthorizationCodeGrant {
  /**
   * Gives the address that a browser is to open (RFC 6749 §4.1.1).
   *
   * @param request what is asked for
   * @return the address; it holds the state, and is not to be logged
   */
  @Link
  @Get
  @At(Role.AUTHORIZATION)
  @Constant(name = "response_type", value = "code", in = Constant.Place.QUERY)
  String authorizationUrl(AuthorizationRequest request);

  /**
   * Asks for tokens with a code (RFC 6749 §4.1.3). Sent again only if it surely did not arrive: a
   * code that is used twice may end the grant, and not after a minute: many codes live no longer.
   *
   * @param exchange the code, and what proves that it is this client's
   * @return the tokens
   */
  @Post
  @At(Role.TOKEN)
  @FormBody
  @ClientAuthenticated
  @Timeouts(totalMillis = 60_000)
  @Constant(name = "grant_type", value = "authorization_code")
  @Fails(status = "4XX", as = OAuthError.class)
  TokenResponse exchangeCode(CodeExchange exchange);
}
