package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The document of OpenAPI in which the provider describes what the descriptor describes. Where they
 * disagree, the compilation says so.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface DescribedBy {
  /**
   * {@return the file, such as {@code "notes.yaml"}, in the directory of the option {@code
   * grantwright.openapi}} Descriptors may share one.
   */
  String value();
}
