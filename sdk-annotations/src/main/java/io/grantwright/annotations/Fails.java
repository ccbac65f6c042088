package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A declared failure: an answer with such a status becomes the record's exception. On a type, it
 * holds for each of its methods; the method's own come first.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE})
@Repeatable(Fails.List.class)
public @interface Fails {
  /**
   * {@return statuses such as {@code "404"}, or ranges such as {@code "4XX"}; a status goes before
   * its range}
   */
  String[] status();

  /** {@return the media type of the failure's body; any, if empty} */
  String contentType() default "application/json";

  /**
   * {@return the record that the body is read into: one marked {@code @Model(failure = true)}, or
   * the runtime's {@code OAuthError}}
   */
  Class<?> as();

  /** Holds several {@link Fails} annotations; written by the compiler. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target({ElementType.METHOD, ElementType.TYPE})
  @interface List {
    /** {@return the annotations, in the order of the source} */
    Fails[] value();
  }
}
