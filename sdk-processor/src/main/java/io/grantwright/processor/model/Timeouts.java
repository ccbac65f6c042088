package io.grantwright.processor.model;

import java.util.Map;

/**
 * The time that a call may take, in milliseconds; 0 where nothing is said.
 *
 * @param origins where each of them stands, by its name
 */
public record Timeouts(long attemptMillis, long totalMillis, Map<String, Origin> origins) {
  public Timeouts {
    origins = Map.copyOf(origins);
  }
}
