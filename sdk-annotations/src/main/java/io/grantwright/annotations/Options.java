package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method sends an {@code OPTIONS} request (RFC 9110 §9.3.7). Safe and idempotent: it may be
 * sent again after any failure that may pass.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Options {
  /**
   * {@return the path, exactly as it is sent, appended to the path of the server's URL: trailing
   * slashes count} {@code {name}} stands for a {@link Path} parameter or a {@link PathVariable}.
   * Empty for an endpoint whose address is given by its {@link At role}.
   */
  String value() default "";
}
