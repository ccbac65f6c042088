package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How Java names become names on the wire, for the components of a record, the constants of an enum
 * or the parameters of a descriptor. Constants of an enum are taken apart at their underscores.
 * Without it names are sent as written, and constants of an enum in lower-case snake case.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Naming {
  /** {@return the style} */
  Case value();

  /** A style of names on the wire. */
  enum Case {
    /** As written in Java. */
    AS_WRITTEN,
    /** {@code snake_case}. */
    SNAKE,
    /** {@code kebab-case}. */
    KEBAB,
    /** {@code PascalCase}. */
    PASCAL,
    /** {@code UPPER_SNAKE_CASE}. */
    UPPER_SNAKE
  }
}
