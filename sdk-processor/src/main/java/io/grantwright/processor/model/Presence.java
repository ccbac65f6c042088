package io.grantwright.processor.model;

/** Whether a component or parameter has a value, as its declaration says. */
public enum Presence {
  REQUIRED,
  /** Declared as an {@code Optional}; the {@link ValueType} is that of what is inside. */
  OPTIONAL,
  /** Annotated with a {@code Nullable}. */
  NULLABLE,
  /** Declared as a {@code Maybe}: missing is told from null. */
  MAYBE
}
