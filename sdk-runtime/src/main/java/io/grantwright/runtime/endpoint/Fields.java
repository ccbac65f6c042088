package io.grantwright.runtime.endpoint;

/** Receives the fields of a request, as the text that they are sent as. */
public interface Fields {
  /**
   * Adds a field.
   *
   * @param name the name on the wire
   * @param value the value, not yet encoded
   */
  void add(String name, String value);

  /**
   * Adds a field whose value is never shown.
   *
   * @param name the name on the wire
   * @param value the value, not yet encoded
   */
  void addSensitive(String name, String value);
}
