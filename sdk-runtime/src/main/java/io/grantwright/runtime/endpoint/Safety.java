package io.grantwright.runtime.endpoint;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request may be sent again when it may have arrived already (RFC 9110 §9.2.2): always,
 * never, or depending on the fields of its body.
 */
public final class Safety {
  /** Twice is the same as once. */
  public static final Safety IDEMPOTENT = new Safety(true, List.of());

  /** Never twice: a second arrival does harm, as with an authorization code. */
  public static final Safety SEND_ONCE = new Safety(false, List.of());

  private final boolean always;
  private final List<Condition> conditions;

  private Safety(boolean always, List<Condition> conditions) {
    this.always = always;
    this.conditions = conditions;
  }

  /**
   * Makes a safety that depends on the fields of the body.
   *
   * @param pairs {@code name=value} pairs, any of which suffices; at least one
   * @return the safety
   * @throws IllegalArgumentException if a pair has no equals sign, or there is none
   */
  public static Safety idempotentWhen(String... pairs) {
    if (pairs.length == 0) {
      throw new IllegalArgumentException("Expected at least one pair name=value, found none.");
    }
    List<Condition> conditions = new ArrayList<>(pairs.length);
    for (String pair : pairs) {
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        throw new IllegalArgumentException("Expected name=value, found \"" + pair + "\".");
      }
      conditions.add(new Condition(pair.substring(0, equals), pair.substring(equals + 1)));
    }
    return new Safety(false, List.copyOf(conditions));
  }

  /**
   * Decides for one request.
   *
   * @param fields the fields of its body
   * @return whether it may be sent again after an unclear failure
   */
  public boolean isIdempotent(FieldValues fields) {
    if (always) {
      return true;
    }
    // By index: this runs on every call, and an iterator would be allocated for each.
    for (int i = 0; i < conditions.size(); i++) {
      Condition condition = conditions.get(i);
      if (condition.value.equals(fields.value(condition.name))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    if (always) {
      return "idempotent";
    }
    return conditions.isEmpty() ? "send once" : "idempotent when " + conditions;
  }

  /** The fields of one request. */
  @FunctionalInterface
  public interface FieldValues {
    /**
     * Gives the value of a field.
     *
     * @param name the name on the wire
     * @return the value, not encoded; null if the request has no such field
     */
    @Nullable String value(String name);
  }

  private record Condition(String name, String value) {
    @Override
    public String toString() {
      return name + "=" + value;
    }
  }
}
