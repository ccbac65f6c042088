package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The sealed interface is a union: an object of JSON with a member that says which of the permitted
 * records it is. The interface and each of the records is annotated {@link Model}, and a {@link
 * Variant} gives what the member says for a record.
 *
 * <p>The member needs no component: it is read past, and written by itself, for a record inside of
 * the union as for one that is sent alone.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Discriminator {
  /** {@return the name of the member, as in {@code type}} */
  String value();
}
