package io.grantwright.processor.model;

/** The time that a call may take, in milliseconds; 0 where nothing is said. */
public record Timeouts(long attemptMillis, long totalMillis, Origin origin) {}
