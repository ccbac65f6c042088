package io.grantwright.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * A component of a record model.
 *
 * @param accessor its name in Java
 * @param wireName its name on the wire
 * @param aliases further names that are read in its place
 * @param sensitive whether it is never shown: marked so, or of a type that is
 * @param example a value that it could have
 */
public record Component(
    String accessor,
    String wireName,
    List<String> aliases,
    ValueType type,
    Presence presence,
    Place place,
    boolean sensitive,
    String documentation,
    Optional<Example> example,
    Origin origin) {
  public Component {
    aliases = List.copyOf(aliases);
  }

  /** Whether it travels with the record's body: as a member, or as a field of a form. */
  public boolean inBody() {
    return place == Place.DEFAULT || place == Place.FIELD;
  }

  /** Where a component travels. */
  public enum Place {
    /** Wherever its record does. */
    DEFAULT,
    PATH,
    QUERY,
    HEADER,
    FIELD
  }
}
