package io.grantwright.processor.model;

/** How the body of a request is written. */
public enum BodyFormat {
  /** There is none. */
  NONE,
  FORM,
  JSON,
  /** As a form, or as JSON if the caller asks for it. */
  FORM_OR_JSON,
  /** By a converter of the application's Retrofit. */
  FOREIGN,
  /** As bytes of any content type. */
  BYTES,
  /** In parts: texts, files and pieces of JSON. */
  MULTIPART
}
