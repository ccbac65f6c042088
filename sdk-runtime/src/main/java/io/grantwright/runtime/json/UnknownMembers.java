package io.grantwright.runtime.json;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of an object that its record does not know, as a record may ask to keep them. Their
 * values are never printed: nobody has said that they are harmless.
 */
public final class UnknownMembers {
  /** None. */
  public static final UnknownMembers EMPTY = new UnknownMembers(Collections.emptyMap());

  private final Map<String, @Nullable Object> values;

  private UnknownMembers(Map<String, @Nullable Object> values) {
    this.values = values;
  }

  /**
   * Makes unknown members of a map.
   *
   * @param values the values by name, of the types that {@link Adapters#ANY} reads
   * @return the unknown members
   */
  public static UnknownMembers ofMap(Map<String, ? extends @Nullable Object> values) {
    return values.isEmpty()
        ? EMPTY
        : new UnknownMembers(Collections.unmodifiableMap(new LinkedHashMap<>(values)));
  }

  /**
   * Gives what was collected.
   *
   * @param collector the collector; null if there was no unknown member
   * @return the unknown members
   */
  public static UnknownMembers of(@Nullable Collector collector) {
    return collector == null || collector.values == null
        ? EMPTY
        : new UnknownMembers(Collections.unmodifiableMap(collector.values));
  }

  /**
   * Passes over an unknown member. Duplicates are refused at any depth.
   *
   * @param reader the reader, at the name
   * @param collector what the previous call returned; null at first
   * @return the collector for the next call
   * @throws IOException if the reader fails or there is no JSON
   */
  public static Collector skip(JsonReader reader, @Nullable Collector collector)
      throws IOException {
    Collector names = collector == null ? new Collector() : collector;
    names.seen.add(reader.nextName(), reader);
    skipValue(reader);
    return names;
  }

  /**
   * Keeps an unknown member. Duplicates are refused at any depth.
   *
   * @param reader the reader, at the name
   * @param collector what the previous call returned; null at first
   * @return the collector for the next call
   * @throws IOException if the reader fails or there is no JSON
   */
  public static Collector keep(JsonReader reader, @Nullable Collector collector)
      throws IOException {
    Collector kept = collector == null ? new Collector() : collector;
    String name = reader.nextName();
    kept.seen.add(name, reader);
    kept.keep(name, Adapters.ANY.fromJson(reader));
    return kept;
  }

  /** {@return the names, in the order of the object} */
  public Set<String> names() {
    return values.keySet();
  }

  /**
   * Gives the value of a member.
   *
   * @param name the name
   * @return the value, of a type that {@link Adapters#ANY} reads; empty if absent or null
   */
  public Optional<Object> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** {@return the values by name, unmodifiable; JSON's null is null} */
  public Map<String, @Nullable Object> asMap() {
    return values;
  }

  /** {@return whether there is none} */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /**
   * Writes the members into the object that is being written.
   *
   * @param writer the writer, inside the object
   * @throws IOException if the writer fails
   */
  public void writeTo(JsonWriter writer) throws IOException {
    if (values.isEmpty()) {
      return;
    }
    AnyJson.writeMembers(writer, values);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof UnknownMembers that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  /** {@return the names only} */
  @Override
  public String toString() {
    return values.keySet().toString();
  }

  /** Moshi's own {@code skipValue} would not notice duplicates. Moshi limits the depth to 255. */
  private static void skipValue(JsonReader reader) throws IOException {
    switch (reader.peek()) {
      case BEGIN_OBJECT -> {
        MemberNames names = new MemberNames();
        reader.beginObject();
        while (reader.hasNext()) {
          names.add(reader.nextName(), reader);
          skipValue(reader);
        }
        reader.endObject();
      }
      case BEGIN_ARRAY -> {
        reader.beginArray();
        while (reader.hasNext()) {
          skipValue(reader);
        }
        reader.endArray();
      }
      default -> reader.skipValue();
    }
  }

  /** What has been seen of an object's unknown members so far. */
  public static final class Collector {
    private final MemberNames seen = new MemberNames();
    private @Nullable Map<String, @Nullable Object> values;

    private Collector() {}

    private void keep(String name, @Nullable Object value) {
      Map<String, @Nullable Object> kept = values;
      if (kept == null) {
        kept = new LinkedHashMap<>();
        values = kept;
      }
      kept.put(name, value);
    }
  }
}
