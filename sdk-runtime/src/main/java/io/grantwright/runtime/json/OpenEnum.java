package io.grantwright.runtime.json;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that is one of an enum's constants today and may be another one tomorrow: an unknown one
 * keeps its text.
 *
 * @param <E> the enum
 */
public final class OpenEnum<E extends Enum<E>> {
  private final Optional<E> known;
  private final String text;

  OpenEnum(@Nullable E known, String text) {
    this.known = Optional.ofNullable(known);
    this.text = text;
  }

  /**
   * Makes a value of a constant.
   *
   * @param constant the constant
   * @param names the names of the constants
   * @param <E> the enum
   * @return the value
   */
  public static <E extends Enum<E>> OpenEnum<E> of(E constant, EnumNames<E> names) {
    return names.openOf(constant);
  }

  /**
   * Makes a value of a text.
   *
   * @param text the text on the wire
   * @param names the names of the constants
   * @param <E> the enum
   * @return the value, known if a constant has that name
   */
  public static <E extends Enum<E>> OpenEnum<E> of(String text, EnumNames<E> names) {
    E constant = names.find(text);
    return constant == null ? new OpenEnum<>(null, text) : names.openOf(constant);
  }

  /**
   * Makes a value that means a constant and is spelled in another way than the constant's name.
   *
   * @param constant the constant
   * @param text the text on the wire
   * @param <E> the enum
   * @return the value, which is known and keeps its text
   */
  public static <E extends Enum<E>> OpenEnum<E> of(E constant, String text) {
    return new OpenEnum<>(constant, text);
  }

  /** {@return the constant; empty for a value that the enum does not have} */
  public Optional<E> known() {
    return known;
  }

  /** {@return the text on the wire} */
  public String text() {
    return text;
  }

  /**
   * Compares with a constant.
   *
   * @param constant the constant
   * @return whether this is it
   */
  public boolean is(E constant) {
    return known.isPresent() && known.get() == constant;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OpenEnum<?> that && text.equals(that.text) && known.equals(that.known);
  }

  @Override
  public int hashCode() {
    return Objects.hash(known, text);
  }

  /** {@return the text on the wire} */
  @Override
  public String toString() {
    return text;
  }
}
