package io.grantwright.runtime.call;

import io.grantwright.runtime.secret.Secret;
import java.util.function.Supplier;

/** Where the access token of a call comes from. */
sealed interface Bearer {
  /** From somebody who has no other one if it is refused. */
  record Given(Supplier<Secret> tokens) implements Bearer {}

  /** From somebody who can be asked for another one. */
  record Renewed(BearerTokens tokens) implements Bearer {}
}
