package io.grantwright.sdk.pipeshub;

import io.grantwright.annotations.Model;

/** What the authorization endpoint is asked for (RFC 6749 §3.1.1). */
@Model
public enum ResponseType {
  /** An authorization code. */
  CODE
}
