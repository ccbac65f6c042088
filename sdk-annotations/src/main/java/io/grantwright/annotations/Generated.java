package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what the processor wrote, for tools that treat such code differently. The annotation of the
 * JDK lives in the module {@code java.compiler}, which no application should have to require.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Generated {
  /** {@return the name of the processor} */
  String value();
}
