package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method sends a {@code PATCH} request (RFC 5789 §2). Not idempotent unless {@link Idempotent}
 * says so: it is sent again only if it surely did not arrive.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Patch {
  /**
   * {@return the path, exactly as it is sent, appended to the path of the server's URL: trailing
   * slashes count} {@code {name}} stands for a {@link Path} parameter or a {@link PathVariable}.
   * Empty for an endpoint whose address is given by its {@link At role}.
   */
  String value() default "";
}
