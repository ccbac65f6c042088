package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface as the descriptor of an HTTP API: each abstract method is an endpoint. The
 * processor writes its client, {@code <Interface>Client}, beside it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface SdkClient {
  /**
   * {@return what the client is called in documentation, logs and errors; the interface's simple
   * name if empty}
   */
  String name() default "";

  /**
   * {@return the server's URL where every installation has the same one, such as {@code
   * https://api.example.com/v1}; empty if the application must give it}
   */
  String server() default "";
}
