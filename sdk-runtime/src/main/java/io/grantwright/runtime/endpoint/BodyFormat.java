package io.grantwright.runtime.endpoint;

/** What the body of a request is written as. */
public enum BodyFormat {
  /** There is no body. */
  NONE,
  /** {@code application/x-www-form-urlencoded} (RFC 6749 appendix B). */
  FORM,
  /** {@code application/json} (RFC 8259). */
  JSON,
  /** A form, or a JSON object with the same members when the caller asks for it. */
  FORM_OR_JSON,
  /** A type that the SDK does not own, written by a converter of Retrofit. */
  FOREIGN,
  /** Bytes of any content type. */
  BYTES,
  /** {@code multipart/form-data} (RFC 7578). */
  MULTIPART
}
