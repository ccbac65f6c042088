package io.grantwright.samples.cloud.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a form posted. Its values may be secrets, so it does not show them.
 *
 * @param fields the fields; of one that came twice, the first
 */
public record Form(Map<String, String> fields) {
  /** Nothing. */
  public static final Form EMPTY = new Form(Map.of());

  /**
   * Reads {@code application/x-www-form-urlencoded}.
   *
   * @throws IllegalArgumentException if it is not
   */
  static Form read(String body) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String field : body.split("&", -1)) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.putIfAbsent(
            URLDecoder.decode(field.substring(0, equals), UTF_8),
            URLDecoder.decode(field.substring(equals + 1), UTF_8));
      }
    }
    return new Form(fields);
  }

  /** A field's value, without the white space around it; empty if there is none. */
  public String text(String name) {
    return fields.getOrDefault(name, "").strip();
  }

  @Override
  public String toString() {
    return fields.keySet().toString();
  }
}
