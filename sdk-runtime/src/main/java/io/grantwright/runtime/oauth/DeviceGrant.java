package io.grantwright.runtime.oauth;

import io.grantwright.annotations.At;
import io.grantwright.annotations.Capability;
import io.grantwright.annotations.ClientAuthenticated;
import io.grantwright.annotations.Constant;
import io.grantwright.annotations.Fails;
import io.grantwright.annotations.FormBody;
import io.grantwright.annotations.Idempotent;
import io.grantwright.annotations.Post;
import io.grantwright.annotations.Role;
import io.grantwright.runtime.error.OAuthError;

/** The server grants access to devices without a browser (RFC 8628). */
@Capability
public interface DeviceGrant {
  /**
   * Starts the authorization of a device (RFC 8628 §3.1).
   *
   * @param request what is asked for
   * @return what the user is to do
   */
  @Post
  @At(Role.DEVICE_AUTHORIZATION)
  @FormBody
  @ClientAuthenticated
  @Fails(status = "4XX", as = OAuthError.class)
  DeviceAuthorizationResponse authorizeDevice(DeviceAuthorizationRequest request);

  /**
   * Asks whether the user has decided (RFC 8628 §3.4). Not yet is an error as well, {@code
   * authorization_pending}. May be sent again.
   *
   * @param request the device code
   * @return the tokens
   */
  @Post
  @At(Role.TOKEN)
  @FormBody
  @Idempotent
  @ClientAuthenticated
  @Constant(name = "grant_type", value = "urn:ietf:params:oauth:grant-type:device_code")
  @Fails(status = "4XX", as = OAuthError.class)
  TokenResponse pollDevice(DeviceTokenRequest request);
}
