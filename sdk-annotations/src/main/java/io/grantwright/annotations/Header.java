package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The parameter is sent as a header; on a component of a result record, the component is read from
 * the header of that name.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({
  ElementType.PARAMETER,
  ElementType.RECORD_COMPONENT,
  ElementType.METHOD,
  ElementType.FIELD
})
public @interface Header {
  /**
   * {@return the name on the wire; the parameter's or component's own name, in the {@link Naming}
   * of its type, if empty}
   */
  String value() default "";
}
