package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method sends a {@code DELETE} request (RFC 9110 §9.3.5). Idempotent: it may be sent again
 * after any failure that may pass.
 *
 * <p>It has no body unless the method says so, by {@link JsonBody}, {@link FormBody}, {@link
 * Multipart}, or {@link Body} or {@link Field} at a parameter: the standard gives such a body no
 * meaning, and some servers and proxies refuse it, while some APIs need it. With one, parameters
 * and records go where they go with {@link Post}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Delete {
  /**
   * {@return the path, exactly as it is sent, appended to the path of the server's URL: trailing
   * slashes count} {@code {name}} stands for a {@link Path} parameter or a {@link PathVariable}.
   * Empty for an endpoint whose address is given by its {@link At role}.
   */
  String value() default "";
}
