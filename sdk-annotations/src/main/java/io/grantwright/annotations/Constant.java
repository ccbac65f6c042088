package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter that is sent with the same value on every call. On a type, it holds for each of its
 * methods but those that have one of that name themselves.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE})
@Repeatable(Constant.List.class)
public @interface Constant {
  /** {@return the name on the wire} */
  String name();

  /** {@return the value that is always sent} */
  String value();

  /** {@return where it is sent} */
  Place in() default Place.FIELD;

  /** {@return the roles whose requests carry it; all methods that it holds for, if empty} */
  Role[] at() default {};

  /** Where a parameter is sent. */
  enum Place {
    /** In the query. */
    QUERY,
    /** As a header. */
    HEADER,
    /** In the body: a field of a form or a member of a JSON object. */
    FIELD
  }

  /** Holds several {@link Constant} annotations; written by the compiler. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target({ElementType.METHOD, ElementType.TYPE})
  @interface List {
    /** {@return the annotations, in the order of the source} */
    Constant[] value();
  }
}
