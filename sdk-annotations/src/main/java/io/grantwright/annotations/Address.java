package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The address of a role at this provider. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(Address.List.class)
public @interface Address {
  /** {@return the role} */
  Role role();

  /** {@return a path, as in {@link Get#value}, or a whole URL} */
  String value();

  /** Holds several {@link Address} annotations; written by the compiler. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.TYPE)
  @interface List {
    /** {@return the annotations, in the order of the source} */
    Address[] value();
  }
}
