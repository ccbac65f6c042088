package io.grantwright.runtime.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A member of a JSON object that is missing, null, or has a value, where the three differ: a merge
 * patch (RFC 7396) leaves a missing member alone and removes what is null.
 *
 * @param <T> the type of the value
 */
public final class Maybe<T> {
  private static final Maybe<?> MISSING = new Maybe<>(false, null);
  private static final Maybe<?> NULL = new Maybe<>(true, null);

  private final boolean told;
  private final @Nullable T value;

  private Maybe(boolean told, @Nullable T value) {
    this.told = told;
    this.value = value;
  }

  /**
   * A member that is not there.
   *
   * @param <T> the type of the value
   * @return the missing member
   */
  @SuppressWarnings("unchecked") // It has no value.
  public static <T> Maybe<T> missing() {
    return (Maybe<T>) MISSING;
  }

  /**
   * A member that is there and is null.
   *
   * @param <T> the type of the value
   * @return the null
   */
  @SuppressWarnings("unchecked") // It has no value.
  public static <T> Maybe<T> ofNull() {
    return (Maybe<T>) NULL;
  }

  /**
   * A member with a value.
   *
   * @param value the value
   * @param <T> the type of the value
   * @return the member
   */
  public static <T> Maybe<T> of(T value) {
    return new Maybe<>(true, Objects.requireNonNull(value, "value"));
  }

  /** {@return whether the member is not there} */
  public boolean isMissing() {
    return !told;
  }

  /** {@return whether the member is there and is null} */
  public boolean isNull() {
    return told && value == null;
  }

  /** {@return whether the member has a value} */
  public boolean isPresent() {
    return value != null;
  }

  /**
   * Gives the value.
   *
   * @return the value
   * @throws NoSuchElementException if the member is missing or null
   */
  public T get() {
    if (value == null) {
      throw new NoSuchElementException("The member is " + this + ": ask isPresent() before.");
    }
    return value;
  }

  /** {@return the value; empty if the member is missing or null} */
  public Optional<T> value() {
    return Optional.ofNullable(value);
  }

  /**
   * Reads a member that is there; used by generated code.
   *
   * @param adapter reads the value
   * @param reader stands before the value
   * @param <T> the type of the value
   * @return the member
   * @throws IOException if the source fails
   */
  public static <T> Maybe<T> read(JsonAdapter<T> adapter, JsonReader reader) throws IOException {
    T value = adapter.fromJson(reader);
    return value == null ? ofNull() : of(value);
  }

  /**
   * Writes the member unless it is missing; used by generated code.
   *
   * @param writer stands inside the object
   * @param name the name of the member
   * @param adapter writes the value
   * @throws IOException if the sink fails
   */
  public void writeTo(JsonWriter writer, String name, JsonAdapter<T> adapter) throws IOException {
    if (!told) {
      return;
    }
    writer.name(name);
    if (value != null) {
      adapter.toJson(writer, value);
      return;
    }
    boolean serializeNulls = writer.getSerializeNulls();
    writer.setSerializeNulls(true);
    try {
      writer.nullValue();
    } finally {
      writer.setSerializeNulls(serializeNulls);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Maybe<?> that && told == that.told && Objects.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return told ? Objects.hashCode(value) : 1;
  }

  @Override
  public String toString() {
    return told ? String.valueOf(value) : "missing";
  }
}
