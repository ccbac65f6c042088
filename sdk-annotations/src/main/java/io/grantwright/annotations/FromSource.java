package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What class files lose, or lose differently from one JDK to the next: documentation, nullness and
 * names, kept by the processor for compilations of other modules. Written by the processor only.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface FromSource {
  /** {@return the type that it describes} */
  Class<?> type();

  /** {@return the text of its documentation comment; empty for none} */
  String documentation() default "";

  /** {@return its components, constants or methods, in the order of the source} */
  Member[] members();

  /** One component, constant or method. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target({})
  @interface Member {
    /**
     * {@return the name; for a method with its erased parameter types, as in {@code
     * "find(java.lang.String)"}}
     */
    String name();

    /** {@return the text of its documentation comment; empty for none} */
    String documentation() default "";

    /** {@return the names of a method's parameters} */
    String[] parameters() default {};

    /** {@return the parameters, or the component itself, that are nullable} */
    String[] nullable() default {};
  }
}
