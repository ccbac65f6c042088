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

/** The server takes tokens back (RFC 7009). */
@Capability
public interface Revocation {
  /**
   * Takes a token back. A token that the server does not know is no failure.
   *
   * @param request the token
   */
  @Post
  @At(Role.REVOCATION)
  @FormBody
  @Idempotent
  @ClientAuthenticated
  @Fails(status = "4XX", as = OAuthError.class)
  void revokeToken(RevocationRequest request);
}
