package io.grantwright.runtime.error;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a server asks for in {@code WWW-Authenticate} (RFC 9110 §11.3).
 *
 * @param scheme the authentication scheme as it was sent; compare it without regard to case
 * @param token68 the challenge's only text, where it has one instead of parameters
 * @param parameters the parameters by name, in lower case; the first of several with one name
 */
public record Challenge(String scheme, Optional<String> token68, Map<String, String> parameters) {
  /**
   * Copies what could change.
   *
   * @param scheme the authentication scheme as it was sent; compare it without regard to case
   * @param token68 the challenge's only text, where it has one instead of parameters
   * @param parameters the parameters by name, in lower case; the first of several with one name
   */
  public Challenge {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /**
   * Gives a parameter.
   *
   * @param name the name, in any case
   * @return the value, unquoted; empty if there is none
   */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(parameters.get(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * Compares the scheme.
   *
   * @param scheme a scheme, as in {@code Bearer}
   * @return whether the challenge has it, without regard to case (RFC 9110 §11.1)
   */
  public boolean isFor(String scheme) {
    return this.scheme.equalsIgnoreCase(scheme);
  }

  /** {@return scheme and names of the parameters; values are the server's own text} */
  @Override
  public String toString() {
    return parameters.isEmpty() ? scheme : scheme + " " + parameters.keySet();
  }
}
