package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A deviation of a provider: its token answers tell the lifetime in another way (RFC 6749 §5.1).
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Lifetime {
  /** {@return what {@code expires_in} counts} */
  Unit unit() default Unit.SECONDS;

  /**
   * {@return the lifetime in seconds of a token whose answer does not say; 0 if nobody knows, so
   * that the token serves until it is refused}
   */
  long missing() default 0;

  /**
   * {@return how many seconds before its end a token may be refreshed at the earliest, where the
   * provider refuses it before; 0 for no such rule}
   */
  long refreshWindow() default 0;

  /** What a lifetime is counted in. */
  enum Unit {
    /** Seconds, as the standard has it. */
    SECONDS,
    /** Milliseconds. */
    MILLISECONDS,
    /** The moment itself, in seconds since 1970. */
    EPOCH_SECONDS,
    /** The moment itself, in milliseconds since 1970. */
    EPOCH_MILLISECONDS
  }
}
