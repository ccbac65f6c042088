package io.grantwright.runtime.oauth;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import java.util.Optional;

/**
 * Starts the authorization of a device (RFC 8628 §3.1).
 *
 * @param scope what is asked for, with spaces between the values
 * @param resource what the tokens are for (RFC 8707 §2.1)
 */
@Model(request = true)
@Naming(Naming.Case.SNAKE)
public record DeviceAuthorizationRequest(Optional<String> scope, Optional<String> resource) {
  /** {@return a builder of a request} */
  public static DeviceAuthorizationRequestCompanion.Builder builder() {
    return DeviceAuthorizationRequestCompanion.builder();
  }
}
