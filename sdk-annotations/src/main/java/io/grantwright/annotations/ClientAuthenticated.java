package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The client authenticates itself at this endpoint (RFC 6749 §2.3). Exactly one mechanism is used
 * per request. On a type, it holds for each of its methods that has no such annotation of its own;
 * on a descriptor, it goes before what the capabilities that it inherits say.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface ClientAuthenticated {
  /** {@return the mechanisms that the endpoint accepts, the preferred one first} */
  Mechanism[] value() default {Mechanism.BASIC, Mechanism.BODY, Mechanism.NONE};

  /** {@return how the client's identifier and secret are written into a Basic header} */
  BasicEncoding basicEncoding() default BasicEncoding.FORM;

  /**
   * {@return whether the endpoint silently does nothing without a secret, so that a call without
   * one is refused before it is sent}
   */
  boolean secretRequired() default false;

  /** A mechanism of client authentication (RFC 6749 §2.3). */
  enum Mechanism {
    /** A public client: only {@code client_id}, in the body. */
    NONE,
    /** {@code client_secret_basic}: the {@code Authorization} header. */
    BASIC,
    /** {@code client_secret_post}: {@code client_id} and {@code client_secret} in the body. */
    BODY,
    /**
     * Both in the query, for providers whose token endpoint is a GET (a deviation: RFC 6749 §2.3.1
     * forbids it). No query is ever shown.
     */
    QUERY
  }

  /** An encoding of identifier and secret in a Basic header. */
  enum BasicEncoding {
    /** Both are form-encoded first (RFC 6749 §2.3.1). */
    FORM,
    /** Both are sent as they are (RFC 7617), as servers want that do not decode. */
    RAW,
    /** The secret as the user name, with an empty password (a deviation). */
    SECRET_ONLY
  }
}
