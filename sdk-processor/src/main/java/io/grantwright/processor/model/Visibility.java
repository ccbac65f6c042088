package io.grantwright.processor.model;

/** Who sees a type, and hence what is generated for it. */
public enum Visibility {
  PUBLIC,
  PACKAGE
}
