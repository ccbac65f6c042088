package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the {@link Discriminator} of a union says for this record. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Variant {
  /**
   * {@return the texts that stand for the record; the first one is written} Empty: the record's
   * name in the {@link Naming} of the union, in lower-case snake case if it has none.
   */
  String[] value() default {};

  /**
   * {@return whether the record takes what no other one stands for, such as the variants of a newer
   * server} It has a component of type {@code String} for the discriminator, which keeps what it
   * said. Without such a record an unknown variant is a malformed answer.
   */
  boolean otherwise() default false;
}
