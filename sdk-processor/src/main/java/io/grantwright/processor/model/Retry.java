package io.grantwright.processor.model;

/** How a call is tried again by default. */
public record Retry(
    long initialIntervalMillis,
    long maxIntervalMillis,
    double exponent,
    long maxElapsedMillis,
    boolean connectionErrors,
    Origin origin) {}
