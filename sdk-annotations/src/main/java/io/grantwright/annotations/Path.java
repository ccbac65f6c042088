package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The parameter fills {@code {name}} in the path, as one percent-encoded segment (RFC 3986 §3.3).
 * It cannot be optional.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({
  ElementType.PARAMETER,
  ElementType.RECORD_COMPONENT,
  ElementType.METHOD,
  ElementType.FIELD
})
public @interface Path {
  /**
   * {@return the name on the wire; the parameter's or component's own name, in the {@link Naming}
   * of its type, if empty}
   */
  String value() default "";
}
