package io.grantwright.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the provider calls itself: its issuer identifier (RFC 8414 §2), which callbacks (RFC 9207)
 * and id tokens name. Flows with the client hold callbacks against it without being told, and
 * refuse those of another server. Metadata that the client or a flow is given has to agree.
 *
 * <pre>{@code
 * @SdkClient(server = "https://github.com")
 * @Issuer("/login/oauth") // https://github.com/login/oauth, or the same path of another server
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Issuer {
  /**
   * {@return an absolute URL; or what stands behind the server's URL: a path that begins with a
   * slash, or nothing where the two are the same. It may have path variables, and is compared
   * character by character, a slash at its end included}
   */
  String value() default "";

  /**
   * {@return whether a value that is no absolute URL stands behind the server's origin, without the
   * path of the server's URL, as with {@link AtRoot}}
   */
  boolean atRoot() default false;

  /**
   * {@return whether every callback names the issuer, those with errors too (RFC 9207 §2), so that
   * one that does not is refused. Metadata may announce it as well}
   */
  boolean inCallbacks() default false;
}
