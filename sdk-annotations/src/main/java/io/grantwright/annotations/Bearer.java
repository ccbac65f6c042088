package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The call carries a bearer token in its {@code Authorization} header (RFC 6750 §2.1), only ever to
 * the origins that the client was built for.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Bearer {
  /**
   * {@return the environment variable that holds the token when the application sets none; empty
   * for none}
   */
  String environment() default "";
}
