package io.grantwright.runtime.oauth;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A set of scope values, which travels as one text with spaces between them (RFC 6749 §3.3).
 *
 * @param values the values, in the order in which they are sent; unmodifiable
 */
public record Scope(Set<String> values) {
  private static final Pattern TOKEN = Pattern.compile("[\\x21\\x23-\\x5B\\x5D-\\x7E]+");

  /** No value at all: the server chooses. */
  public static final Scope NONE = new Scope(Set.of());

  /**
   * Copies and checks the values.
   *
   * @param values the values
   * @throws IllegalArgumentException if a value is empty, or has a space, a quote, a backslash or a
   *     character outside of ASCII
   */
  public Scope {
    for (String value : values) {
      if (!TOKEN.matcher(value).matches()) {
        throw new IllegalArgumentException(
            "\"" + value + "\" is not one scope value (RFC 6749 §3.3); give each by itself");
      }
    }
    values = Collections.unmodifiableSet(new LinkedHashSet<>(values));
  }

  /**
   * Makes a scope of single values.
   *
   * @param values the values; each once, whatever their number
   * @return the scope
   * @throws IllegalArgumentException if a value is not one
   */
  public static Scope of(String... values) {
    return new Scope(new LinkedHashSet<>(List.of(values)));
  }

  /**
   * Reads the text that a server sends.
   *
   * @param text values with spaces between them; more spaces than needed are ignored
   * @return the scope
   * @throws IllegalArgumentException if a value has a character that it must not have
   */
  public static Scope parse(String text) {
    Set<String> values = new LinkedHashSet<>(List.of(text.split(" +", -1)));
    values.remove("");
    return new Scope(values);
  }

  /**
   * Says whether this scope is as wide as another.
   *
   * @param other the other scope
   * @return whether each value of the other one is in this one, too
   */
  public boolean includes(Scope other) {
    return values.containsAll(other.values);
  }

  /** {@return the values with spaces between them, as they are sent} */
  public String text() {
    return String.join(" ", values);
  }

  /** {@return the same as {@link #text}} */
  @Override
  public String toString() {
    return text();
  }
}
