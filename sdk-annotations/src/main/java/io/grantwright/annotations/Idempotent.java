package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The request may be sent again after an unclear failure, since twice is the same as once (RFC 9110
 * §9.2.2).
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Idempotent {
  /** {@return whether it is; {@code false} takes the property from a method such as {@code GET}} */
  boolean value() default true;

  /**
   * {@return the requests that are, as {@code name=value} pairs of body fields, any of which
   * suffices: a token endpoint may be asked again for {@code grant_type=client_credentials}, but
   * never with the same authorization code} Empty: all of them.
   */
  String[] when() default {};
}
