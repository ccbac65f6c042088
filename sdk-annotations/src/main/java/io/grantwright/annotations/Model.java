package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The processor writes the companion of this record or enum, {@code <Type>Companion}: its reader
 * and writer, without reflection.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Model {
  /**
   * {@return whether applications make values of it: it gets a builder, with a stage for each
   * required component}
   */
  boolean request() default false;

  /**
   * {@return whether it is the body of a declared failure: it gets an exception, {@code
   * <Record>Exception}}
   */
  boolean failure() default false;
}
