package io.grantwright.processor.model;

/**
 * A bearer token is sent.
 *
 * @param environment the environment variable that holds it by default; empty for none
 */
public record Bearer(String environment, Origin origin) {}
