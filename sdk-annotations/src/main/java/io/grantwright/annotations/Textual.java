package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A deviation of a provider: numbers or booleans come as texts, such as {@code "3600"} or {@code
 * "true"}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Textual {
  /** {@return the standard names of the members, such as {@code expires_in}} */
  String[] value();

  /** {@return the roles whose answers are meant; all if empty} */
  Role[] at() default {};
}
