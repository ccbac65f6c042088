package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a method that returns an {@code EventStream} says about the events (WHATWG HTML §9.2).
 * Without it the stream ends when the server ends the answer.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Events {
  /** {@return the data of the event after which nothing comes, as in {@code [DONE]}} */
  String end();
}
