package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Parameters without a place of their own are sent as {@code application/x-www-form-urlencoded}
 * (RFC 6749 appendix B). On a descriptor, it holds for the endpoints with a role, whatever their
 * capabilities say.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface FormBody {
  /**
   * {@return whether the endpoint also takes the same members as a JSON object, when the caller
   * asks for it}
   */
  boolean jsonOnRequest() default false;
}
