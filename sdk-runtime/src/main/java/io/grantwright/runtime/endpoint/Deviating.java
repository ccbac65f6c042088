package io.grantwright.runtime.endpoint;

import java.util.Optional;

/** A client whose provider differs from the standards in ways that flows have to know. */
public interface Deviating {
  /** {@return the differences} */
  ClientDeviations deviations();

  /**
   * Gives the differences of a provider.
   *
   * @param client its client, generated or not
   * @return what it declares; the standards for one that declares nothing
   */
  static ClientDeviations of(Object client) {
    return Optional.of(client)
        .filter(Deviating.class::isInstance)
        .map(deviating -> ((Deviating) deviating).deviations())
        .orElse(ClientDeviations.NONE);
  }
}
