package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A deviation of a provider: refresh tokens are asked for in another way than with the scope {@code
 * offline_access} and {@code prompt=consent} (OpenID Connect Core §11).
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface OfflineAccess {
  /** {@return the scope value that asks for one; empty for none} */
  String scope() default "";

  /** {@return the parameters of the authorization request, each as {@code name=value}} */
  String[] parameters() default {};
}
