package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The time that a call may take, where the client's setting does not fit. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Timeouts {
  /**
   * {@return the longest time of one attempt, in milliseconds, from connecting to the last byte; 0
   * for the client's}
   */
  long attemptMillis() default 0;

  /**
   * {@return the longest time of the whole call with its retries, in milliseconds; 0 for the
   * client's}
   */
  long totalMillis() default 0;
}
