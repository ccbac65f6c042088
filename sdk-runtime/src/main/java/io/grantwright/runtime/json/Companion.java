package io.grantwright.runtime.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import io.grantwright.runtime.endpoint.Fields;
import java.io.IOException;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes one record; the processor writes its subclasses.
 *
 * @param <T> the record
 */
public abstract class Companion<T> extends JsonAdapter<T> {
  private final String name;

  /**
   * Takes the name of the record.
   *
   * @param name the name, for messages
   */
  protected Companion(String name) {
    this.name = name;
  }

  /** {@return the name of the record} */
  public final String name() {
    return name;
  }

  /**
   * Reads the record from a JSON object.
   *
   * @param reader the reader
   * @return the record; null for JSON's null
   * @throws JsonDataException if there is no object, or one that does not fit the record
   * @throws IOException if the reader fails or there is no JSON
   */
  @Override
  public final @Nullable T fromJson(JsonReader reader) throws IOException {
    JsonReader.Token token = reader.peek();
    if (token == JsonReader.Token.NULL) {
      return reader.nextNull();
    }
    if (token != JsonReader.Token.BEGIN_OBJECT) {
      throw Decode.misfit("an object", reader, token);
    }
    reader.beginObject();
    T value = readMembers(reader);
    reader.endObject();
    return value;
  }

  /**
   * Writes the record as a JSON object.
   *
   * @param writer the writer
   * @param value the record; null writes JSON's null
   * @throws IOException if the writer fails
   */
  @Override
  public final void toJson(JsonWriter writer, @Nullable T value) throws IOException {
    if (value == null) {
      writer.nullValue();
      return;
    }
    writer.beginObject();
    writeMembers(writer, value);
    writer.endObject();
  }

  /**
   * Reads the members of an object.
   *
   * @param reader the reader, inside the object
   * @return the record
   * @throws JsonDataException if the members do not fit the record
   * @throws IOException if the reader fails or there is no JSON
   */
  protected abstract T readMembers(JsonReader reader) throws IOException;

  /**
   * Writes the members of an object; absent ones not at all.
   *
   * @param writer the writer, inside the object
   * @param value the record
   * @throws IOException if the writer fails
   */
  public abstract void writeMembers(JsonWriter writer, T value) throws IOException;

  /**
   * Writes the components as the fields of a form or a query.
   *
   * @param value the record
   * @param fields receives the fields
   * @throws IllegalStateException if the record has components that only JSON can carry
   */
  public void writeFields(T value, Fields fields) {
    throw new IllegalStateException(
        name + " has components that only JSON can carry; send it as JSON.");
  }

  /**
   * Makes the record of an answer.
   *
   * @param headers the answer's headers
   * @param body the answer's body; null if there is none
   * @return the record
   * @throws JsonDataException if the answer does not fit the record
   * @throws IOException if the reader fails or there is no JSON
   */
  public T fromAnswer(Headers headers, @Nullable JsonReader body) throws IOException {
    if (body == null) {
      throw new JsonDataException("expected an object at $, found no body");
    }
    T value = fromJson(body);
    if (value == null) {
      throw new JsonDataException("expected an object at $, found null");
    }
    return value;
  }

  /** {@return whether a component comes from the body} */
  public boolean readsBody() {
    return true;
  }

  @Override
  public final String toString() {
    return name;
  }
}
