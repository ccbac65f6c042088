package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method returns {@code Pages}: each page says where the next one begins. That is checked
 * against the record of the page when the descriptor is compiled.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface PagedByCursor {
  /**
   * {@return the component of the page that has the items, as in {@code "data.notes"} if it is in a
   * record in the page} Empty: the only one of the page itself that is a list of them.
   */
  String items() default "";

  /**
   * {@return the component of the page that has the cursor of the next one, as in {@code
   * "meta.nextCursor"} if it is in a record in the page} The last page has none, or an empty one.
   */
  String next();

  /** {@return the name of the query parameter, on the wire, that takes the cursor} */
  String parameter() default "cursor";
}
