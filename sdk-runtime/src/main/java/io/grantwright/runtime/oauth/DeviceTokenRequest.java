package io.grantwright.runtime.oauth;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.secret.Secret;
import java.util.Optional;

/**
 * Asks whether the user of a device has decided (RFC 8628 §3.4).
 *
 * @param deviceCode the device code
 * @param resource what the access token is for (RFC 8707 §2.2)
 */
@Model(request = true)
@Naming(Naming.Case.SNAKE)
public record DeviceTokenRequest(Secret deviceCode, Optional<String> resource) {
  /** {@return a builder of a request, which asks first for what is required} */
  public static DeviceTokenRequestCompanion.DeviceCodeStage builder() {
    return DeviceTokenRequestCompanion.builder();
  }
}
