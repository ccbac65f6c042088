package io.grantwright.processor.model;

/** The method of a request. */
public enum Verb {
  GET,
  HEAD,
  OPTIONS,
  DELETE,
  POST,
  PUT,
  PATCH;

  /** Whether its requests have no body, as a rule. */
  public boolean bodiless() {
    return this != POST && this != PUT && this != PATCH;
  }

  /** Whether it is idempotent by itself (RFC 9110 §9.2.2). */
  public boolean idempotent() {
    return this != POST && this != PATCH;
  }
}
