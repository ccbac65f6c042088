package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Each call has a key of its own, the same in all of its attempts, by which the server knows a
 * request that it has seen before. So the request may be sent again after an unclear failure.
 *
 * <p>A caller that repeats a call over restarts gives the key itself, as a parameter with {@link
 * Header} or in the options of the call.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface IdempotencyKey {
  /** {@return the header that has the key} */
  String value() default "Idempotency-Key";
}
