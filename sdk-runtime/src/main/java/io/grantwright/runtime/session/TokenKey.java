package io.grantwright.runtime.session;

import io.grantwright.annotations.Model;
import io.grantwright.annotations.Naming;
import io.grantwright.runtime.oauth.Scope;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Names an access token within its grant by what it was asked for. A token serves only callers who
 * ask for exactly the same.
 *
 * @param scope the scope that is asked for, sorted; absent for all that was granted
 * @param resource what the token is for (RFC 8707 §2.2)
 * @param parameters further parameters of the token request, by name; not secret
 */
@Model
@Naming(Naming.Case.SNAKE)
public record TokenKey(
    Optional<String> scope, Optional<String> resource, Map<String, String> parameters) {
  /** All that was granted, for no resource in particular. */
  public static final TokenKey DEFAULT = new TokenKey(Optional.empty(), Optional.empty(), Map.of());

  /**
   * Sorts the scope and the parameters: their order means nothing.
   *
   * @param scope the scope that is asked for; absent for all that was granted
   * @param resource what the token is for (RFC 8707 §2.2)
   * @param parameters further parameters of the token request, by name
   * @throws IllegalArgumentException if the scope is not one (RFC 6749 §3.3)
   */
  public TokenKey {
    scope = scope.map(TokenKey::sorted).filter(text -> !text.isEmpty());
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /**
   * Asks for a scope.
   *
   * @param values the scope values, each by itself
   * @return the key
   * @throws IllegalArgumentException if a value is not one (RFC 6749 §3.3)
   */
  public static TokenKey ofScope(String... values) {
    return new TokenKey(Optional.of(Scope.of(values).text()), Optional.empty(), Map.of());
  }

  /**
   * Asks for a resource.
   *
   * @param resource its URI
   * @return the key
   */
  public static TokenKey ofResource(String resource) {
    return new TokenKey(Optional.empty(), Optional.of(resource), Map.of());
  }

  private static String sorted(String scope) {
    return String.join(" ", new TreeSet<>(Scope.parse(scope).values()));
  }
}
