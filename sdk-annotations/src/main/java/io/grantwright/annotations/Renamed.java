package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A deviation of a provider: something of a message of OAuth has another name here. Everything else
 * of the SDK goes on to know it by its standard name.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(Renamed.List.class)
public @interface Renamed {
  /** {@return the standard name, such as {@code client_id}} */
  String name();

  /** {@return the provider's name, such as {@code client_key}} */
  String to();

  /** {@return the messages in which the provider's name is used; all by default} */
  Message[] in() default {Message.REQUEST, Message.ANSWER, Message.ERROR, Message.CALLBACK};

  /** {@return the roles whose messages are meant; all if empty} */
  Role[] at() default {};

  /** A kind of message. */
  enum Message {
    /** What is sent: a query, a form or a JSON object. */
    REQUEST,
    /** An answer that says yes. */
    ANSWER,
    /** An answer that says no. */
    ERROR,
    /** What a browser brings back from the authorization endpoint (RFC 6749 §4.1.2). */
    CALLBACK
  }

  /** Holds several {@link Renamed} annotations; written by the compiler. */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.TYPE)
  @interface List {
    /** {@return the annotations, in the order of the source} */
    Renamed[] value();
  }
}
