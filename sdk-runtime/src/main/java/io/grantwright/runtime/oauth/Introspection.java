package io.grantwright.runtime.oauth;

import io.grantwright.annotations.At;
import io.grantwright.annotations.Capability;
import io.grantwright.annotations.ClientAuthenticated;
import io.grantwright.annotations.Fails;
import io.grantwright.annotations.FormBody;
import io.grantwright.annotations.Idempotent;
import io.grantwright.annotations.Post;
import io.grantwright.annotations.Role;
import io.grantwright.runtime.error.OAuthError;

/** The server says what a token is worth (RFC 7662). */
@Capability
public interface Introspection {
  /**
   * Asks what a token is worth.
   *
   * @param request the token
   * @return what it is worth; a token that the server does not know is not active
   */
  @Post
  @At(Role.INTROSPECTION)
  @FormBody
  @Idempotent
  @ClientAuthenticated
  @Fails(status = "4XX", as = OAuthError.class)
  IntrospectionResponse introspectToken(IntrospectionRequest request);
}
