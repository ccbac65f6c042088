package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The parameter is a member of the body: a field of a form or a member of a JSON object. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({
  ElementType.PARAMETER,
  ElementType.RECORD_COMPONENT,
  ElementType.METHOD,
  ElementType.FIELD
})
public @interface Field {
  /**
   * {@return the name on the wire; the parameter's or component's own name, in the {@link Naming}
   * of its type, if empty}
   */
  String value() default "";
}
