package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A deviation of a provider: its answers are of other media types than {@code application/json}. A
 * body that begins with a brace is read as JSON, another one as a form.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface AnsweredAs {
  /**
   * {@return the media types, such as {@code application/x-www-form-urlencoded} or {@code
   * text/plain}}
   */
  String[] value();

  /** {@return the roles whose answers are meant; the token endpoint's by default} */
  Role[] at() default {Role.TOKEN};
}
