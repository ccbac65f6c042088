package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A deviation of a provider: what an answer says stands in a member of its JSON, such as {@code
 * data}. The members beside it are kept as unknown ones. An answer without that member is read as
 * it is.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Wrapped {
  /** {@return the name of the member, with dots between names for one in another} */
  String value();

  /** {@return the roles whose answers are meant; the token endpoint's by default} */
  Role[] at() default {Role.TOKEN};
}
