package io.grantwright.processor.model;

import java.util.Map;

/**
 * How a call is tried again by default.
 *
 * @param origins where each of them stands, by its name
 */
public record Retry(
    long initialIntervalMillis,
    long maxIntervalMillis,
    double exponent,
    long maxElapsedMillis,
    boolean connectionErrors,
    Map<String, Origin> origins) {
  public Retry {
    origins = Map.copyOf(origins);
  }
}
