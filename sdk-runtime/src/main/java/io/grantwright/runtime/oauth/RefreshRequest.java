package io.grantwright.runtime.oauth;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.secret.Secret;
import java.util.Optional;

/**
 * Asks for a new access token with a refresh token (RFC 6749 §6).
 *
 * @param refreshToken the newest refresh token of the grant; an older one may end the grant
 * @param scope a scope no wider than the granted one; the same if absent
 * @param resource what the access token is for (RFC 8707 §2.2)
 */
@Model(request = true)
@Naming(Naming.Case.SNAKE)
public record RefreshRequest(
    Secret refreshToken, Optional<String> scope, Optional<String> resource) {
  /** {@return a builder of a request, which asks first for what is required} */
  public static RefreshRequestCompanion.RefreshTokenStage builder() {
    return RefreshRequestCompanion.builder();
  }
}
