package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The endpoint is tried again by default after the statuses 429, 500, 502, 503 and 504. Never
 * overrides what is safe to send twice.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Retry {
  /** {@return the delay before the first retry, in milliseconds} */
  long initialIntervalMillis() default 500;

  /** {@return the longest delay between two attempts, in milliseconds} */
  long maxIntervalMillis() default 60_000;

  /** {@return what each delay is multiplied by for the next one; at least 1} */
  double exponent() default 1.5;

  /**
   * {@return the longest time since the first attempt after which another one starts, in
   * milliseconds} The total time limit of the call, two minutes unless it is set, goes before it:
   * see {@link Timeouts#totalMillis}.
   */
  long maxElapsedMillis() default 300_000;

  /** {@return whether failures to connect and broken connections are tried again, too} */
  boolean connectionErrors() default true;
}
