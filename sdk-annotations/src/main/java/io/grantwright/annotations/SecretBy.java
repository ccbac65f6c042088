package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A deviation of a provider: the client's secret is no fixed text but computed, such as a signed
 * token. Computing it is the descriptor's author's: the class implements the runtime's {@code
 * SecretMint}. Clients are built with {@code ClientAuthentication.none(id)}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface SecretBy {
  /** {@return the class, which generated code makes with its constructor without parameters} */
  Class<?> value();
}
