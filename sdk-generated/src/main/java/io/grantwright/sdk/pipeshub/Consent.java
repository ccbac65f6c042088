package io.grantwright.sdk.pipeshub;

import io.grantwright.annotations.Model;

/** The user's decision. */
@Model
public enum Consent {
  /** The user agrees. */
  GRANTED,
  /** The user does not. */
  DENIED
}
