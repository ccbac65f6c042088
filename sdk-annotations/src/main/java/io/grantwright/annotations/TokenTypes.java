package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A deviation of a provider: its token answers have no {@code token_type} (RFC 6749 §5.1), or
 * another word for {@code Bearer}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface TokenTypes {
  /** {@return whether an answer without a type means a bearer token} */
  boolean missing() default false;

  /** {@return the types that mean a bearer token, in whatever case} */
  String[] bearer() default {};
}
