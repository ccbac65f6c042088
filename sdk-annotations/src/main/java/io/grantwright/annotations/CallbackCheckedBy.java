package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A deviation of a provider: its callbacks carry a proof of their own, such as an HMAC. Computing
 * it is the descriptor's author's: the class implements the runtime's {@code CallbackCheck}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface CallbackCheckedBy {
  /** {@return the class, which generated code makes with its constructor without parameters} */
  Class<?> value();
}
