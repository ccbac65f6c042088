package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method returns {@code Pages}: they are numbered, and a query parameter asks for one. That is
 * checked against the record of the page when the descriptor is compiled.
 *
 * <p>A page without items is the last one, and the page before it if it says so.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface PagedByNumber {
  /**
   * {@return the component of the page that has the items, as in {@code "data.notes"} if it is in a
   * record in the page} Empty: the only one of the page itself that is a list of them, or the page
   * itself if it is a list.
   */
  String items() default "";

  /** {@return the name of the query parameter, on the wire, that takes the number} */
  String parameter() default "page";

  /** {@return the number of the first page, where the caller gives none} */
  int first() default 1;

  /**
   * {@return the component of the page, an {@code int} or a {@code long}, that has the number of
   * the last one, as in {@code "meta.pages"} if it is in a record in the page} Empty: none has.
   */
  String last() default "";

  /**
   * {@return the component of the page, a {@code boolean}, that says whether there are more, as in
   * {@code "meta.more"} if it is in a record in the page} Empty: none does.
   */
  String more() default "";
}
