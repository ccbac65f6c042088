package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A deviation of a provider: it does not take PKCE with S256 (RFC 7636), which is always sent. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Pkce {
  /** {@return what it takes} */
  Method value();

  /** A way of proving that the code is given to the one who asked for it. */
  enum Method {
    /** The hash of the verifier. */
    S256,
    /** The verifier itself, which protects nothing once the authorization request is seen. */
    PLAIN,
    /** Nothing at all. */
    NONE
  }
}
