package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A deviation of a provider: a code of its own, or a registered one in another sense, means this
 * error of OAuth. What the application sees keeps the provider's text.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(ErrorCode.List.class)
public @interface ErrorCode {
  /** {@return the provider's code; empty for a failing answer without any} */
  String value();

  /**
   * {@return the status, or a range such as {@code "4XX"}, with which it means that; any if empty}
   */
  String status() default "";

  /** {@return what it means} */
  Meaning as();

  /** {@return the roles whose answers are meant; all if empty} */
  Role[] at() default {};

  /** An error of OAuth (RFC 6749 §5.2, RFC 8628 §3.5). */
  enum Meaning {
    /** The code or the refresh token is not, or no longer, good. */
    INVALID_GRANT,
    /** The client could not be authenticated. */
    INVALID_CLIENT,
    /** The request lacks something, or has too much. */
    INVALID_REQUEST,
    /** The scope is unknown, or more than was granted. */
    INVALID_SCOPE,
    /** The client may not do this. */
    UNAUTHORIZED_CLIENT,
    /** The user or the server said no. */
    ACCESS_DENIED,
    /** The user has not decided yet. */
    AUTHORIZATION_PENDING,
    /** The client asks too often. */
    SLOW_DOWN,
    /** The device code is expired. */
    EXPIRED_TOKEN,
    /** Nothing was done, and may be asked for again later. */
    TEMPORARILY_UNAVAILABLE
  }

  /** Holds several {@link ErrorCode} annotations; written by the compiler. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.TYPE)
  @interface List {
    /** {@return the annotations, in the order of the source} */
    ErrorCode[] value();
  }
}
