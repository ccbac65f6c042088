package io.grantwright.runtime.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of an enum's constants on the wire; as an adapter, it refuses any other name.
 *
 * @param <E> the enum
 */
public final class EnumNames<E extends Enum<E>> extends JsonAdapter<E> {
  private final String type;
  private final E[] constants;
  private final String[] names;
  private final Map<String, E> byName;
  private final JsonReader.Options options;
  private final List<OpenEnum<E>> opened;
  private final JsonAdapter<OpenEnum<E>> open = new Open();

  /**
   * Takes the names of the constants.
   *
   * @param type the name of the enum, for messages
   * @param constants the constants, in the order of their declaration
   * @param names their names on the wire, in the same order
   * @throws IllegalArgumentException if there is not one name for each constant
   */
  public EnumNames(String type, E[] constants, String... names) {
    if (constants.length != names.length) {
      throw new IllegalArgumentException(
          "Expected a name for each of the " + constants.length + " constants of " + type + ".");
    }
    this.type = type;
    this.constants = constants.clone();
    this.names = names.clone();
    this.byName = new HashMap<>();
    this.opened = new ArrayList<>(constants.length);
    for (int i = 0; i < constants.length; i++) {
      if (byName.put(names[i], constants[i]) != null) {
        throw new IllegalArgumentException(
            "Expected different names for the constants of " + type + ".");
      }
      opened.add(new OpenEnum<>(constants[i], names[i]));
    }
    this.options = JsonReader.Options.of(names);
  }

  /**
   * Gives the name of a constant.
   *
   * @param constant the constant
   * @return its name on the wire
   */
  @SuppressWarnings("EnumOrdinal") // The arrays are in that order, and live as long as the enum.
  public String text(E constant) {
    return names[constant.ordinal()];
  }

  /**
   * Finds the constant of a name.
   *
   * @param text the name on the wire
   * @return the constant; null if none has that name
   */
  public @Nullable E find(String text) {
    return byName.get(text);
  }

  /** {@return the adapter that keeps the text of an unknown name} */
  public JsonAdapter<OpenEnum<E>> open() {
    return open;
  }

  @Override
  public @Nullable E fromJson(JsonReader reader) throws IOException {
    JsonReader.Token token = reader.peek();
    if (token == JsonReader.Token.NULL) {
      return reader.nextNull();
    }
    if (token != JsonReader.Token.STRING) {
      throw Decode.misfit("a string", reader, token);
    }
    int index = reader.selectString(options);
    if (index < 0) {
      throw Decode.misfit(choices(), reader.getPath(), "another string");
    }
    return constants[index];
  }

  @Override
  public void toJson(JsonWriter writer, @Nullable E value) throws IOException {
    writer.value(value == null ? null : text(value));
  }

  @Override
  public String toString() {
    return type;
  }

  @SuppressWarnings("EnumOrdinal")
  OpenEnum<E> openOf(E constant) {
    return opened.get(constant.ordinal());
  }

  String choices() {
    return "a " + type + " (" + String.join(", ", names) + ")";
  }

  private final class Open extends JsonAdapter<OpenEnum<E>> {
    @Override
    public @Nullable OpenEnum<E> fromJson(JsonReader reader) throws IOException {
      JsonReader.Token token = reader.peek();
      if (token == JsonReader.Token.NULL) {
        return reader.nextNull();
      }
      if (token != JsonReader.Token.STRING) {
        throw Decode.misfit("a string", reader, token);
      }
      int index = reader.selectString(options);
      return index >= 0 ? opened.get(index) : new OpenEnum<>(null, reader.nextString());
    }

    @Override
    public void toJson(JsonWriter writer, @Nullable OpenEnum<E> value) throws IOException {
      writer.value(value == null ? null : value.text());
    }

    @Override
    public String toString() {
      return type;
    }
  }
}
