package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A deviation of a provider: it says no with a status that says yes. An answer that has the member
 * {@code error}, by that name or by one that {@link Renamed} gives it, is a failure.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ErrorsInSuccess {
  /** {@return values of that member that mean that there is no error, such as {@code 0}} */
  String[] none() default {};

  /** {@return the roles whose answers are meant; all if empty} */
  Role[] at() default {};
}
