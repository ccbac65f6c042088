package io.grantwright.samples.cli;

import io.grantwright.runtime.oauth.DeviceAuthorizationRequest;
import io.grantwright.runtime.oauth.DeviceAuthorizationResponse;
import io.grantwright.runtime.oauth.DeviceGrant;
import io.grantwright.runtime.oauth.DeviceTokenRequest;
import io.grantwright.runtime.oauth.TokenResponse;

/**
 * A device grant whose questions for tokens are not cut short by Ctrl-C, from the one that brings
 * tokens until they are stored and {@link #release} is called.
 */
final class HeldOnSuccess implements DeviceGrant {
  private final DeviceGrant grant;
  private final Unbroken unbroken;
  private volatile boolean held;

  HeldOnSuccess(DeviceGrant grant, Unbroken unbroken) {
    this.grant = grant;
    this.unbroken = unbroken;
  }

  @Override
  public DeviceAuthorizationResponse authorizeDevice(DeviceAuthorizationRequest request) {
    return grant.authorizeDevice(request);
  }

  @Override
  public TokenResponse pollDevice(DeviceTokenRequest request) {
    unbroken.begin();
    try {
      TokenResponse tokens = grant.pollDevice(request);
      held = true;
      return tokens;
    } finally {
      if (!held) {
        unbroken.end();
      }
    }
  }

  void release() {
    if (held) {
      held = false;
      unbroken.end();
    }
  }
}
