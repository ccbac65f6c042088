package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A deviation of a provider: its scopes are not written with spaces between the values (RFC 6749
 * §3.3).
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Scopes {
  /** {@return what stands between the values that are sent} */
  String request() default " ";

  /** {@return what stands between the values of an answer} */
  String answer() default " ";

  /** {@return whether answers have a JSON list of values} */
  boolean listed() default false;

  /** {@return whether the granted scope is told in the callback, and not in the answer} */
  boolean inCallback() default false;
}
