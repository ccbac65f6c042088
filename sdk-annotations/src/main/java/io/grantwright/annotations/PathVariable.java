package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A part of the path that is the same for all calls of one client, {@code {name}} in the paths of
 * the descriptor. It becomes a setting of the client's builder.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(PathVariable.List.class)
public @interface PathVariable {
  /** {@return the name between braces} */
  String name();

  /** {@return the value when the application sets none} Slashes in it are kept. */
  String value();

  /** Holds several {@link PathVariable} annotations; written by the compiler. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.TYPE)
  @interface List {
    /** {@return the annotations, in the order of the source} */
    PathVariable[] value();
  }
}
