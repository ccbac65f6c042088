package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method returns {@code Pages}: the header {@code Link} of each page has the address of the
 * next one, with {@code rel="next"} (RFC 8288). It is followed on the origins of the client only.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface PagedByLink {
  /**
   * {@return the component of the page that has the items, as in {@code "data.notes"} if it is in a
   * record in the page} Empty: the only one of the page itself that is a list of them, or the page
   * itself if it is a list.
   */
  String items() default "";
}
