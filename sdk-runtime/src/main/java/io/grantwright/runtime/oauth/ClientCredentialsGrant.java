package io.grantwright.runtime.oauth;

import io.grantwright.annotations.At;
import io.grantwright.annotations.Capability;
import io.grantwright.annotations.ClientAuthenticated;
import io.grantwright.annotations.ClientAuthenticated.Mechanism;
import io.grantwright.annotations.Constant;
import io.grantwright.annotations.Fails;
import io.grantwright.annotations.FormBody;
import io.grantwright.annotations.Idempotent;
import io.grantwright.annotations.Post;
import io.grantwright.annotations.Role;
import io.grantwright.runtime.error.OAuthError;

/** The server gives a client access in its own name (RFC 6749 §4.4). */
@Capability
public interface ClientCredentialsGrant {
  /**
   * Asks for a token of the client's own. May be sent again: each answer is a token of its own. A
   * client without a secret is refused before anything is sent (RFC 6749 §4.4).
   *
   * @param request what is asked for
   * @return the token
   */
  @Post
  @At(Role.TOKEN)
  @FormBody
  @Idempotent
  @ClientAuthenticated(
      value = {Mechanism.BASIC, Mechanism.BODY},
      secretRequired = true)
  @Constant(name = "grant_type", value = "client_credentials")
  @Fails(status = "4XX", as = OAuthError.class)
  TokenResponse clientCredentials(ClientCredentialsRequest request);
}
