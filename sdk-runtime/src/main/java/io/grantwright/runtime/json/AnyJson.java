package io.grantwright.runtime.json;

import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Any JSON value, as maps, lists, texts, numbers, booleans and null. */
final class AnyJson extends JsonAdapter<Object> {
  // Below this many digits a number fits a long; above the second, parsing takes quadratic time.
  private static final int DIGITS_OF_LONG = 18;
  private static final int MOST_DIGITS = 1_000;

  @Override
  public @Nullable Object fromJson(JsonReader reader) throws IOException {
    JsonReader.Token token = reader.peek();
    return switch (token) {
      case BEGIN_OBJECT -> readObject(reader);
      case BEGIN_ARRAY -> readArray(reader);
      case STRING -> reader.nextString();
      case NUMBER -> readNumber(reader);
      case BOOLEAN -> reader.nextBoolean();
      case NULL -> reader.nextNull();
      case END_ARRAY, END_OBJECT, NAME, END_DOCUMENT ->
          throw Decode.misfit("a value", reader, token);
    };
  }

  @Override
  public void toJson(JsonWriter writer, @Nullable Object value) throws IOException {
    if (value == null) {
      writer.nullValue();
    } else if (value instanceof Map<?, ?> members) {
      writer.beginObject();
      writeMembers(writer, members);
      writer.endObject();
    } else if (value instanceof List<?> elements) {
      writer.beginArray();
      for (Object element : elements) {
        toJson(writer, element);
      }
      writer.endArray();
    } else if (value instanceof String text) {
      writer.value(text);
    } else if (value instanceof Boolean truth) {
      writer.value(truth);
    } else if (value instanceof Number number) {
      writer.value(number);
    } else {
      throw new IllegalArgumentException(
          "Expected a map, list, text, number, boolean or null to write as JSON, found a "
              + value.getClass().getName()
              + ".");
    }
  }

  static void writeMembers(JsonWriter writer, Map<?, ?> members) throws IOException {
    boolean serializeNulls = writer.getSerializeNulls();
    writer.setSerializeNulls(true);
    try {
      for (Map.Entry<?, ?> member : members.entrySet()) {
        if (!(member.getKey() instanceof String name)) {
          throw new IllegalArgumentException("Expected texts as the names of JSON members.");
        }
        writer.name(name);
        Adapters.ANY.toJson(writer, member.getValue());
      }
    } finally {
      writer.setSerializeNulls(serializeNulls);
    }
  }

  @Override
  public String toString() {
    return "any JSON";
  }

  private Map<String, @Nullable Object> readObject(JsonReader reader) throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (members.containsKey(name)) {
        throw Decode.misfit("one member", reader.getPath(), "a duplicate");
      }
      members.put(name, fromJson(reader));
    }
    reader.endObject();
    return Collections.unmodifiableMap(members);
  }

  private List<@Nullable Object> readArray(JsonReader reader) throws IOException {
    List<@Nullable Object> elements = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      elements.add(fromJson(reader));
    }
    reader.endArray();
    return Collections.unmodifiableList(elements);
  }

  private static Number readNumber(JsonReader reader) throws IOException {
    String literal = reader.nextString();
    if (isWhole(literal)) {
      if (literal.length() <= DIGITS_OF_LONG) {
        return Long.valueOf(literal);
      }
      if (literal.length() > MOST_DIGITS) {
        throw Decode.misfit("a number of at most 1000 digits", reader.getPath(), "a longer one");
      }
      BigInteger whole = new BigInteger(literal);
      return whole.bitLength() < Long.SIZE ? (Number) whole.longValue() : whole;
    }
    double number = Double.parseDouble(literal);
    if (Double.isInfinite(number)) {
      throw Decode.misfit("a number of 64 bits", reader.getPath(), "a larger one");
    }
    return number;
  }

  private static boolean isWhole(String literal) {
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      if (c == '.' || c == 'e' || c == 'E') {
        return false;
      }
    }
    return true;
  }
}
