package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which statuses a permitted record of a sealed result stands for, redirects included. A
 * record by itself stands for all of success without it.
 *
 * <p>A record without components, or with {@link Header} components only, asks for no body: with
 * statuses such as 204 and 304 there is none, and another one's is discarded.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Status {
  /** {@return the statuses, at least one; each is bound once for an endpoint} */
  int[] value();
}
