package io.grantwright.runtime.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes a sealed interface whose records are told apart by a member; generated code
 * extends it.
 *
 * @param <T> the sealed interface
 */
public abstract class Union<T> extends JsonAdapter<T> {
  private final String name;
  private final String discriminator;
  private final String expected;

  /**
   * Takes what messages say.
   *
   * @param name the name of the sealed interface
   * @param discriminator the name of the member that tells the variants apart
   * @param variants what the member may say
   */
  protected Union(String name, String discriminator, String... variants) {
    this.name = name;
    this.discriminator = discriminator;
    this.expected = "a " + name + " (" + String.join(", ", variants) + ")";
  }

  @Override
  public final @Nullable T fromJson(JsonReader reader) throws IOException {
    JsonReader.Token token = reader.peek();
    if (token == JsonReader.Token.NULL) {
      return reader.nextNull();
    }
    if (token != JsonReader.Token.BEGIN_OBJECT) {
      throw Decode.misfit("an object", reader, token);
    }
    return read(variant(reader), reader);
  }

  @Override
  public final void toJson(JsonWriter writer, @Nullable T value) throws IOException {
    if (value == null) {
      writer.nullValue();
    } else {
      write(writer, value);
    }
  }

  /**
   * Reads one variant.
   *
   * @param variant what the discriminator says
   * @param reader stands before the object
   * @return the variant
   * @throws IOException if the source fails
   */
  protected abstract @Nullable T read(String variant, JsonReader reader) throws IOException;

  /**
   * Writes one variant, with the discriminator.
   *
   * @param writer takes the object
   * @param value the variant
   * @throws IOException if the sink fails
   */
  protected abstract void write(JsonWriter writer, T value) throws IOException;

  /**
   * Makes the failure of a discriminator that says something unknown.
   *
   * @param reader stands before the object
   * @return the failure
   */
  protected final RuntimeException unknown(JsonReader reader) {
    return Decode.misfit(expected, reader.getPath() + "." + discriminator, "another string");
  }

  @Override
  public final String toString() {
    return name;
  }

  /** The member may stand anywhere, so that it is looked for ahead of the reading. */
  private String variant(JsonReader reader) throws IOException {
    String path = reader.getPath();
    try (JsonReader ahead = reader.peekJson()) {
      ahead.beginObject();
      while (ahead.hasNext()) {
        if (!ahead.nextName().equals(discriminator)) {
          ahead.skipValue();
          continue;
        }
        JsonReader.Token token = ahead.peek();
        if (token != JsonReader.Token.STRING) {
          throw Decode.misfit("a string", ahead, token);
        }
        return ahead.nextString();
      }
    }
    throw Decode.misfit(expected, path + "." + discriminator, "none");
  }
}
