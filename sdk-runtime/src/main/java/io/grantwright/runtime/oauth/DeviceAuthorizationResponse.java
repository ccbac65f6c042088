package io.grantwright.runtime.oauth;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.json.UnknownMembers;
import io.grantwright.runtime.secret.Secret;
import io.grantwright.runtime.secret.SensitiveUri;
import java.time.Duration;
import java.util.Optional;

/**
 * What the user of a device is to do (RFC 8628 §3.2).
 *
 * @param deviceCode what the device asks for tokens with
 * @param userCode what the user types in
 * @param verificationUri the page where the user types it in
 * @param verificationUriComplete the page with the code in its address already
 * @param expiresIn the lifetime of both codes in seconds
 * @param interval the least time between two requests in seconds; see {@link #pollingInterval}
 * @param unknown the members that have no component here
 */
@Model
@Naming(Naming.Case.SNAKE)
public record DeviceAuthorizationResponse(
    Secret deviceCode,
    String userCode,
    String verificationUri,
    Optional<SensitiveUri> verificationUriComplete,
    long expiresIn,
    Optional<Long> interval,
    UnknownMembers unknown) {
  private static final long DEFAULT_INTERVAL_SECONDS = 5;

  /** {@return the least time between two requests: what the server says, or else five seconds} */
  public Duration pollingInterval() {
    return Duration.ofSeconds(interval.orElse(DEFAULT_INTERVAL_SECONDS));
  }
}
