package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A deviation of a provider: it refuses, or must not get, parameters that the standards have in a
 * request.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(Omitted.List.class)
public @interface Omitted {
  /** {@return the standard names of the parameters, such as {@code response_type}} */
  String[] value();

  /** {@return the roles whose requests are meant; all if empty} */
  Role[] at() default {};

  /** Holds several {@link Omitted} annotations; written by the compiler. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.TYPE)
  @interface List {
    /** {@return the annotations, in the order of the source} */
    Omitted[] value();
  }
}
