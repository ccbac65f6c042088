package io.grantwright.processor.render;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An object of JSON that is written: members keep the order in which they were put. */
final class Json {
  private final Map<String, Object> members = new LinkedHashMap<>();

  static Json object() {
    return new Json();
  }

  /**
   * @param value a text, a number, a truth value, an object, or a list of these
   */
  Json put(String name, Object value) {
    members.put(name, value);
    return this;
  }

  Json putAll(Json other) {
    members.putAll(other.members);
    return this;
  }

  Json putIf(boolean said, String name, Object value) {
    return said ? put(name, value) : this;
  }

  Json putUnlessEmpty(String name, String value) {
    return putIf(!value.isEmpty(), name, value);
  }

  Json putUnlessEmpty(String name, List<?> values) {
    return putIf(!values.isEmpty(), name, values);
  }

  Json putUnlessEmpty(String name, Json value) {
    return putIf(!value.isEmpty(), name, value);
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  /** The object of that name, which is put if it is not there. */
  Json at(String name) {
    return (Json) members.computeIfAbsent(name, absent -> new Json());
  }

  /** The text, two spaces an indent, with a line break at the end. */
  String text() {
    StringBuilder text = new StringBuilder();
    write(this, "", text);
    return text.append('\n').toString();
  }

  private static void write(Object value, String indent, StringBuilder text) {
    if (value instanceof Json json) {
      writeObject(json.members, indent, text);
    } else if (value instanceof List<?> list) {
      writeList(list, indent, text);
    } else if (value instanceof String string) {
      writeText(string, text);
    } else {
      text.append(value);
    }
  }

  private static void writeObject(Map<String, Object> members, String indent, StringBuilder text) {
    if (members.isEmpty()) {
      text.append("{}");
      return;
    }
    String separator = "{\n";
    for (Map.Entry<String, Object> member : members.entrySet()) {
      text.append(separator).append(indent).append("  ");
      writeText(member.getKey(), text);
      text.append(": ");
      write(member.getValue(), indent + "  ", text);
      separator = ",\n";
    }
    text.append('\n').append(indent).append('}');
  }

  private static void writeList(List<?> values, String indent, StringBuilder text) {
    if (values.isEmpty()) {
      text.append("[]");
      return;
    }
    String separator = "[\n";
    for (Object value : values) {
      text.append(separator).append(indent).append("  ");
      write(value, indent + "  ", text);
      separator = ",\n";
    }
    text.append('\n').append(indent).append(']');
  }

  private static void writeText(String string, StringBuilder text) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        default -> {
          if (c < ' ' || Character.isSurrogate(c)) {
            text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}
