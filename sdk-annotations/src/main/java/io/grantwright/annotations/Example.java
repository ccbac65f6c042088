package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A value that the parameter or component could have, for the reference page, its usage examples
 * and the OpenAPI document. It is for texts, numbers, truth values, and lists of these, of which it
 * is one element; the values of enums are listed anyway.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({
  ElementType.PARAMETER,
  ElementType.RECORD_COMPONENT,
  ElementType.METHOD,
  ElementType.FIELD
})
public @interface Example {
  /** {@return the value as text; never a real secret} */
  String value();
}
