package io.grantwright.runtime.oauth;

import io.grantwright.annotations.At;
import io.grantwright.annotations.Bearer;
import io.grantwright.annotations.Capability;
import io.grantwright.annotations.Get;
import io.grantwright.annotations.Role;

/** The server tells of the user (OpenID Connect Core §5.3). */
@Capability
public interface UserInfoEndpoint {
  /**
   * Asks who the user is.
   *
   * @return the user, whose {@code sub} is to be compared with that of the id token
   */
  @Get
  @At(Role.USERINFO)
  @Bearer
  UserInfo userInfo();
}
